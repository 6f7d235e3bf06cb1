import SwiftIfConfig
import SwiftSyntax

/// The client's module lets associations be read from any actor.
///
/// `get async throws` runs on the caller's actor only with the upcoming feature; without it, reading `post.author` on the main actor does
/// not compile, with a message about sending that does not lead here.
enum IsolationCheck {
  static func run(_ model: ModelDeclaration, _ report: Report, _ configuration: (any BuildConfiguration)?) {
    let feature = "NonisolatedNonsendingByDefault"
    guard let configuration, (try? configuration.hasFeature(name: feature)) == false else { return }
    let properties = model.properties.filter { property in
      property.association?.isToOne == true && !property.syntax.modifiers.contains { $0.name.tokenKind == .keyword(.nonisolated) }
    }
    if properties.isEmpty { return }
    report.warning(
      model.attribute,
      """
      this target does not enable '\(feature)', so the associations of '\(model.name)' cannot be read from an actor; \
      add '.enableUpcomingFeature("\(feature)")' to its 'swiftSettings' in Package.swift
      """,
      fixIts: [
        .insert(
          "nonisolated(nonsending) ", before: properties.map(\.firstWord),
          "or write 'nonisolated(nonsending)' in front of each association to one record")
      ])
  }
}

extension PropertyDeclaration {
  /// The first modifier, or `var`.
  fileprivate var firstWord: any SyntaxProtocol {
    if let modifier = syntax.modifiers.first { modifier } else { syntax.bindingSpecifier }
  }
}
