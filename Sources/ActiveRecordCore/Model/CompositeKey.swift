/// Stands for the type of keys of several columns, which no single column holds.
///
/// A belongs_to to such a model names the properties that hold its key:
///
/// ```swift
/// @BelongsTo var order: Order? = .belongs(foreignKey: [\.shopID, \.orderNumber])
/// ```
public enum CompositeKey: ColumnValue, Equatable {
  /// There is none: a key of several columns is read column by column.
  public init(databaseValue: DatabaseValue) throws { throw ValueError(databaseValue, expected: "a key of several columns") }

  /// Never asked for, since there is no such value.
  public var databaseValue: DatabaseValue { switch self {} }
}
