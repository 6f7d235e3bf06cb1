import SwiftSyntax

/// Each column stands for one property.
enum DuplicateCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    var owners: [String: String] = [:]
    let columns = ColumnLayout(model.members).columns
    if model.isRoot, columns.first?.isKey != true { owners[model.keyName] = "id" }
    for column in columns {
      let name = column.databaseName?.literalText ?? column.name.underscored
      if let other = owners[name], let node = model.identifier(of: column) {
        report.error(node, "'\(column.name)' and '\(other)' stand for the same column '\(name)'")
      } else {
        owners[name] = column.name
      }
    }
  }
}

extension ModelDeclaration {
  /// The name of the column of the integer key.
  fileprivate var keyName: String { attribute.argument("primaryKey")?.literalText ?? "id" }

  /// The place where a column comes from.
  fileprivate func identifier(of column: ColumnDeclaration) -> TokenSyntax? {
    if column.property?.name == "id" { return nil }
    return column.property?.identifier ?? properties.first { $0.name + "ID" == column.name }?.identifier
  }
}

extension String {
  /// The column of a property: `authorID` is `author_id`, `tagIDs` is `tag_ids`.
  var underscored: String {
    let letters = Array(self)
    var result = ""
    for (index, letter) in letters.enumerated() {
      if index > 0, letter.isUppercase {
        let rest = letters[(index + 1)...]
        let beginsWord = rest.first?.isLowercase == true && String(rest) != "s"
        if !letters[index - 1].isUppercase && letters[index - 1] != "_" || letters[index - 1].isUppercase && beginsWord { result += "_" }
      }
      result += letter.lowercased()
    }
    return result
  }
}
