import SwiftSyntax

/// The facts about the class.
extension ModelEmitter {
  var facts: [String] {
    var arguments = ["\(className).self"]
    if !model.isRoot { arguments.append("parent: \(model.superclass).self") }
    if !namespaces.isEmpty, model.attribute.argument("table") == nil {
      arguments.append("within: [\(namespaces.map { "\($0).self" }.joined(separator: ", "))]")
    }
    arguments += classArguments
    arguments.append("columns: \(columnFacts)")
    let subclasses = model.attribute.subclasses.map(\.trimmedDescription)
    if !subclasses.isEmpty { arguments.append("subclasses: { [\(subclasses.joined(separator: ", "))] }") }
    let associations = members.compactMap { if case .association(let association) = $0 { association.declaration } else { nil } }
    if !associations.isEmpty { arguments.append("associations: { [\(associations.joined(separator: ", "))] }") }
    return [
      "private static let __facts = ActiveRecord.ModelFacts(\(arguments.joined(separator: ", ")))",
      "\(access)override class var _facts: ActiveRecord.ModelFacts { __facts }",
    ]
  }

  private var classArguments: [String] {
    [
      ("table", "table"), ("primaryKey", "primaryKey"), ("typeColumn", "typeColumn"), ("storedName", "storedName"),
      ("abstract", "isAbstract"),
    ].compactMap { label, name in
      model.attribute.argument(label).map { "\(name): \($0.trimmedDescription)" }
    }
  }

  private var columnFacts: String {
    let list = "[\(layout.columns.map(facts).joined(separator: ", "))]"
    return ([list] + layout.typeColumns.map(facts)).joined(separator: " + ")
  }

  private func facts(_ column: ColumnDeclaration) -> String {
    var arguments = ["\"\(column.name)\"", column.metatype]
    if let name = column.databaseName { arguments.append("name: \(name.trimmedDescription)") }
    if column.value != nil { arguments.append("hasDefault: true") }
    if column.isKey { arguments.append("isKey: true") }
    if column.isKeyPart { arguments.append("isKeyPart: true") }
    return ".init(\(arguments.joined(separator: ", ")))"
  }

  private func facts(_ column: ColumnLayout.TypeColumn) -> String {
    let name = column.association.options?[.foreignType].map { ", name: \($0.trimmedDescription)" } ?? ""
    return "\(column.association.typeColumn).columns(\"\(column.name)\"\(name))"
  }
}

extension AttributeSyntax {
  /// The classes behind `subclasses:`.
  var subclasses: [ExprSyntax] {
    guard let list, let start = list.firstIndex(where: { $0.label?.text == "subclasses" }) else { return [] }
    return list[start...].map(\.expression)
  }
}
