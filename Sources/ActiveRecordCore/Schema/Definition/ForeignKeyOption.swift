/// Whether a reference has a foreign key, to which table, and what happens when the row goes that it points at.
///
/// ```swift
/// t.references("author", foreignKey: true)                        // REFERENCES "authors" ("id")
/// t.references("reviewer", foreignKey: "authors")                 // REFERENCES "authors" ("id")
/// t.references("post", foreignKey: .on(delete: .cascade))         // REFERENCES "posts" ("id") ON DELETE CASCADE
/// t.references("country", type: .string, foreignKey: .to("countries", key: "code", onDelete: .nullify))
/// ```
public struct ForeignKeyOption: Sendable, Hashable, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  let isWanted: Bool
  var table: String?
  var key = "id"
  var onDelete: ForeignKeyAction?
  var onUpdate: ForeignKeyAction?

  /// A foreign key to the table that the reference's name tells, or none.
  public init(booleanLiteral value: Bool) { isWanted = value }

  /// A foreign key to the `id` of a table.
  public init(stringLiteral value: String) {
    isWanted = true
    table = value
  }

  /// A foreign key to the table that the reference's name tells, with actions.
  public static func on(delete: ForeignKeyAction? = nil, update: ForeignKeyAction? = nil) -> ForeignKeyOption {
    var option: ForeignKeyOption = true
    option.onDelete = delete
    option.onUpdate = update
    return option
  }

  /// A foreign key to a table.
  ///
  /// - Parameters:
  ///   - table: The table that is pointed at.
  ///   - key: Its column that is pointed at.
  ///   - onDelete: What happens when the row that is pointed at is deleted.
  ///   - onUpdate: What happens when its key changes.
  public static func to(
    _ table: String, key: String = "id", onDelete: ForeignKeyAction? = nil, onUpdate: ForeignKeyAction? = nil
  ) -> ForeignKeyOption {
    var option = ForeignKeyOption.on(delete: onDelete, update: onUpdate)
    option.table = table
    option.key = key
    return option
  }

  /// The foreign key of a column.
  func definition(column: String, reference: String) -> ForeignKeyDefinition? {
    guard isWanted else { return nil }
    return ForeignKeyDefinition(
      column: column, table: table ?? Inflector.pluralized(reference), key: key, onDelete: onDelete, onUpdate: onUpdate)
  }
}
