import SwiftSyntax

/// How far a declaration can be seen, the narrowest first.
enum AccessLevel: Int, Comparable {
  case `private`, `fileprivate`, `internal`, package, `public`

  static func < (left: AccessLevel, right: AccessLevel) -> Bool { left.rawValue < right.rawValue }

  init(_ modifiers: DeclModifierListSyntax) {
    self = .internal
    for modifier in modifiers where modifier.detail == nil {
      switch modifier.name.tokenKind {
      case .keyword(.public), .keyword(.open): self = .public
      case .keyword(.package): self = .package
      case .keyword(.fileprivate): self = .fileprivate
      case .keyword(.private): self = .private
      default: break
      }
    }
  }

  /// The word in front of a declaration, with a space behind it.
  var prefix: String { self == .internal ? "" : "\(self) " }

  /// The word in front of a member of a class with this access that must be seen wherever the class is.
  var memberPrefix: String { self > .internal ? prefix : "" }
}
