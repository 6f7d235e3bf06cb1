import SwiftSyntax

/// What declares rules has the form, and the place, in which `@Model` finds it: else nobody would call it, and validations would be lost
/// without a word.
enum RulesCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for member in model.syntax.memberBlock.members {
      if let function = member.decl.as(FunctionDeclSyntax.self), function.takesRules, !function.isRules {
        report.error(function.name, "nobody calls 'rules' in this form: write '\(form(model))'")
      } else if let condition = member.decl.as(IfConfigDeclSyntax.self) {
        check(condition, of: model, report)
      }
    }
  }

  /// `@Model` sees the source, and not what the compiler makes of its conditions.
  private static func check(_ condition: IfConfigDeclSyntax, of model: ModelDeclaration, _ report: Report) {
    for clause in condition.clauses {
      guard case .decls(let members)? = clause.elements else { continue }
      for member in members {
        if let function = member.decl.as(FunctionDeclSyntax.self), function.takesRules {
          report.error(function.name, "'rules' must not stand inside '#if': write '\(form(model))', and the condition inside of it")
        } else if let nested = member.decl.as(IfConfigDeclSyntax.self) {
          check(nested, of: model, report)
        }
      }
    }
  }

  private static func form(_ model: ModelDeclaration) -> String {
    "static func rules(_ \(model.name.prefix(1).lowercased() + model.name.dropFirst()): Rules<\(model.name)>)"
  }
}

extension FunctionDeclSyntax {
  /// Whether it is called as what declares rules is, and takes them.
  fileprivate var takesRules: Bool {
    guard name.text == "rules" else { return false }
    return signature.parameterClause.parameters.contains { parameter in
      let type = parameter.type.trimmedDescription
      return type.hasPrefix("Rules<") || type.hasPrefix("ActiveRecord.Rules<")
    }
  }
}
