import SwiftSyntax

/// No property is named like something that every record has.
enum NameCheck {
  /// The properties of `Record`; its functions are told apart by their parentheses.
  private static let taken: Set<String> = [
    "attributes", "association", "changes", "changedColumns", "previousChanges", "errors", "identity", "description", "debugDescription",
    "hashValue",
    "isNew", "isPersisted", "isDestroyed", "isChanged", "isReadonly", "isMarkedForDestruction", "wasNew", "self", "Type", "init",
  ]

  static func run(_ model: ModelDeclaration, _ report: Report) {
    for property in model.properties {
      if property.name == "id" {
        checkKey(property, report)
      } else if taken.contains(property.name) {
        report.error(property.identifier, "'\(property.name)' is a member of every record: \(advice(property))")
      } else if property.name.hasPrefix("_") || property.name.contains(where: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
        report.error(
          property.identifier, "'\(property.name)' cannot be the name of a property of a model: names with '_' in front are generated")
      }
    }
  }

  private static func checkKey(_ property: PropertyDeclaration, _ report: Report) {
    if property.isKey { return }
    let type = property.type?.trimmedDescription ?? "UUID"
    report.error(
      property.identifier, "every record has an 'id'; a key of another type is declared with '@PrimaryKey var id: \(type)'",
      fixIts: property.marks.isEmpty ? [.insert("@PrimaryKey ", before: [property.syntax])] : [])
  }

  private static func advice(_ property: PropertyDeclaration) -> String {
    if property.association != nil { return "name the association otherwise" }
    return "name the property otherwise, and the column with '@Column(\"\(property.name.underscored)\")'"
  }
}
