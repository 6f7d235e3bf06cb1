import SwiftDiagnostics
import SwiftSyntax

/// A scope of a to-one association that takes the owner writes the types of its parameters.
///
/// A collection's type says whose it is; the options of `Author?` do not know their owner in place, and the compiler would only say that
/// "2 were used".
enum OwnerScopeCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for case .association(let association) in model.members where association.isToOne {
      guard let signature = association.options?.scope?.signature,
        case .simpleInput(let names)? = signature.parameterClause, names.count == 2
      else { continue }
      let parameters = names.map(\.name.text)
      let typed = "(\(parameters[0]): Relation<\(association.target)>, \(parameters[1]): \(model.name))"
      report.refuseOptions(of: association)
      report.error(
        names, "a scope that takes the owner of '\(association.name)' writes the types of both: '{ \(typed) in …'",
        fixIts: [.replace(names, with: typed)])
    }
  }
}

extension OptionList {
  /// The closure that narrows the targets.
  fileprivate var scope: ClosureExprSyntax? {
    guard let call = expression.as(FunctionCallExprSyntax.self) else { return nil }
    if let trailing = call.trailingClosure { return trailing }
    return call.arguments.first { $0.label?.text == "scope" }?.expression.as(ClosureExprSyntax.self)
  }
}
