import SwiftSyntax

/// `foreignKey: \.reviewerID` under `@BelongsTo` names a column of the class itself.
///
/// Only the copy of the options that `@Model` makes knows the owner, so the compiler would complain about generated code.
enum ForeignKeyCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    // What other classes declare cannot be seen.
    guard model.isRoot else { return }
    let columns = Set(ColumnLayout(model.members).columns.map(\.name))
    for case .association(let association) in model.members where association.kind == .belongsTo {
      check(association, .foreignKey, of: model, columns, type: association.isOpen ? "Int?" : "\(association.target).ID?", report)
      check(association, .foreignType, of: model, columns, type: "String?", report)
    }
  }

  private static func check(
    _ association: AssociationDeclaration, _ option: OptionList.Name, of model: ModelDeclaration, _ columns: Set<String>, type: String,
    _ report: Report
  ) {
    let properties = association.options?.properties(option) ?? []
    guard let property = properties.first(where: { !columns.contains($0.text) && $0.text != "id" }) else { return }
    let declaration = "var \(property.text): \(properties.count == 1 ? type : "Int?")"
    report.refuseOptions(of: association)
    report.error(
      property, "'\(model.name)' has no column '\(property.text)': declare it with '\(declaration)'",
      fixIts: [.insert("\(declaration)\n\(association.property.syntax.indentation)", before: [association.property.syntax])])
  }
}

extension VariableDeclSyntax {
  /// The spaces in front of the declaration, if it begins a line.
  fileprivate var indentation: String {
    let text = leadingTrivia.description
    guard let line = text.lastIndex(where: \.isNewline) else { return "" }
    return String(text[text.index(after: line)...])
  }
}
