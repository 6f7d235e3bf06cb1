import SwiftSyntax

/// Columns and associations are single `var`s that a record can reload, without observers.
enum StoredPropertyCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for property in model.properties { check(property, report) }
    for case let condition? in model.syntax.memberBlock.members.map({ $0.decl.as(IfConfigDeclSyntax.self) }) {
      check(condition, of: model, report)
    }
  }

  private static func check(_ property: PropertyDeclaration, _ report: Report) {
    if property.isConstant {
      report.error(
        property.syntax.bindingSpecifier, "'\(property.name)' must be a 'var': reloading a record sets its properties",
        fixIts: [.replace(property.syntax.bindingSpecifier, with: "var")])
    }
    if property.syntax.bindings.count > 1 {
      report.error(property.syntax.bindings, "write one 'var' for each property of a model")
    }
    if let observer = property.observer {
      report.error(
        observer.accessorSpecifier,
        "'\(property.name)' cannot have observers: use a callback in 'rules' (beforeSave, afterSave), or mark it with '@Transient'",
        fixIts: property.marks.isEmpty ? [.insert("@Transient ", before: [property.syntax])] : [])
    }
    if let reference = property.referenceModifier {
      report.error(
        reference, "a column holds a value: '\(property.name)' must be an association, or be marked with '@Transient'",
        fixIts: property.marks.isEmpty ? [.insert("@Transient ", before: [property.syntax])] : [])
    }
  }

  /// `@Model` sees the source, and not what the compiler makes of its conditions.
  private static func check(_ condition: IfConfigDeclSyntax, of model: ModelDeclaration, _ report: Report) {
    for clause in condition.clauses {
      guard case .decls(let members)? = clause.elements else { continue }
      for member in members {
        if let variable = member.decl.as(VariableDeclSyntax.self), let property = PropertyDeclaration(variable) {
          report.error(
            property.identifier, "'\(property.name)' must not stand inside '#if': move it out, or mark it with '@Transient'",
            fixIts: property.marks.isEmpty ? [.insert("@Transient ", before: [variable])] : [])
        } else if let nested = member.decl.as(IfConfigDeclSyntax.self) {
          check(nested, of: model, report)
        }
      }
    }
  }
}
