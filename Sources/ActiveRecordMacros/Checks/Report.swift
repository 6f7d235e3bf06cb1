import SwiftDiagnostics
import SwiftSyntax

/// Collects what is wrong with a declaration, so that everything is told at once.
final class Report {
  private var found: [Diagnostic] = []
  /// The associations whose options would not compile where `@Model` copies them to.
  private(set) var refusedOptions: Set<String> = []

  /// Everything that was found, in the order of the source.
  var diagnostics: [Diagnostic] { found.sorted { $0.position < $1.position } }

  /// A mistake, at the narrowest node that shows it.
  func error(_ node: some SyntaxProtocol, _ text: String, fixIts: [FixIt] = []) {
    found.append(Diagnostic(node: node, message: Message(text, .error), fixIts: fixIts))
  }

  /// Something that compiles, but is likely a slip.
  func warning(_ node: some SyntaxProtocol, _ text: String, fixIts: [FixIt] = []) {
    found.append(Diagnostic(node: node, message: Message(text, .warning), fixIts: fixIts))
  }

  /// Leaves the options of an association out of what `@Model` emits: the message is the error, and not the code that follows from it.
  func refuseOptions(of association: AssociationDeclaration) { refusedOptions.insert(association.name) }

  private struct Message: DiagnosticMessage {
    let message: String
    let severity: DiagnosticSeverity
    let diagnosticID = MessageID(domain: "ActiveRecord", id: "model")

    init(_ message: String, _ severity: DiagnosticSeverity) {
      self.message = message
      self.severity = severity
    }
  }
}

extension FixIt {
  /// Other text for a node.
  static func replace(_ node: some SyntaxProtocol, with text: String, _ message: String? = nil) -> FixIt {
    FixIt(message: Text(message ?? "write '\(text)'"), changes: [.replaceText(range: node.trimmedRange, with: text, in: Syntax(node))])
  }

  /// Takes an attribute away, with the space behind it.
  static func remove(_ node: AttributeSyntax) -> FixIt {
    let range = node.trimmedRange.lowerBound..<node.endPosition
    return FixIt(message: Text("remove '@\(node.title)'"), changes: [.replaceText(range: range, with: "", in: Syntax(node))])
  }

  /// Text in front of nodes.
  static func insert(_ text: String, before nodes: [any SyntaxProtocol], _ message: String? = nil) -> FixIt {
    edits(text, nodes, message, at: \.trimmedRange.lowerBound)
  }

  /// Text behind a node.
  static func insert(_ text: String, after node: some SyntaxProtocol, _ message: String? = nil) -> FixIt {
    edits(text, [node], message, at: \.trimmedRange.upperBound)
  }

  private static func edits(
    _ text: String, _ nodes: [any SyntaxProtocol], _ message: String?, at position: (Syntax) -> AbsolutePosition
  ) -> FixIt {
    let changes = nodes.map { node in
      let place = position(Syntax(node))
      return Change.replaceText(range: place..<place, with: text, in: Syntax(node))
    }
    return FixIt(message: Text(message ?? "add '\(text.trimmed)'"), changes: changes)
  }

  private struct Text: FixItMessage {
    let message: String
    let fixItID = MessageID(domain: "ActiveRecord", id: "fix")

    init(_ message: String) { self.message = message }
  }
}

extension String {
  /// The text without spaces and line breaks around it.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
