import SwiftDiagnostics
import SwiftSyntax

/// Collects what is wrong with a declaration, so that everything is told at once.
final class Report {
  private(set) var diagnostics: [Diagnostic] = []

  /// A mistake, at the narrowest node that shows it.
  func error(_ node: some SyntaxProtocol, _ text: String, fixIts: [FixIt] = []) {
    diagnostics.append(Diagnostic(node: node, message: Message(text, .error), fixIts: fixIts))
  }

  /// Something that compiles, but is likely a slip.
  func warning(_ node: some SyntaxProtocol, _ text: String, fixIts: [FixIt] = []) {
    diagnostics.append(Diagnostic(node: node, message: Message(text, .warning), fixIts: fixIts))
  }

  var hasErrors: Bool { diagnostics.contains { $0.diagMessage.severity == .error } }

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
  /// A change of one node.
  static func replace(_ text: String, _ old: some SyntaxProtocol, with new: some SyntaxProtocol) -> FixIt {
    FixIt(message: Text(message: text), changes: [.replace(oldNode: Syntax(old), newNode: Syntax(new))])
  }

  private struct Text: FixItMessage {
    let message: String
    let fixItID = MessageID(domain: "ActiveRecord", id: "fix")
  }
}
