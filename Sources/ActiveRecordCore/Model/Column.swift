/// A column of a model, with the type of its values; `Post.title` is one.
///
/// ```swift
/// Post.where { $0.title == "Hello" && $0.views > 10 }
/// // SELECT … WHERE "posts"."title" = ? AND "posts"."views" > ?
/// ```
public struct Column<Value>: Sendable {
  /// The model that declares the column.
  package let model: ModelFacts
  /// The chain of associations that leads to the column's table, from the table that is queried.
  package let path: [String]
  let local: Int

  /// The column with this position among those that the model itself declares.
  public init(_ model: ModelFacts, _ local: Int) {
    self.model = model
    self.local = local
    path = []
  }

  package init(_ model: ModelFacts, key: Void) {
    self.model = model
    local = -1
    path = []
  }

  package init(_ other: Column<Value>, path: [String]) {
    model = other.model
    local = other.local
    self.path = path
  }

  /// The column's index in the rows of its model.
  public var index: Int { local < 0 ? 0 : model.index(ofOwn: local) }

  /// What is known about the column.
  package var facts: ColumnFacts {
    local < 0 ? model.layout.columns[0] : model.ownColumns[local]
  }

  /// The column's name in the database.
  public var name: String { facts.name }

  /// The column in a statement; its table's alias is put in when the statement is written.
  package var reference: ColumnReference {
    if !path.isEmpty { return ColumnReference(.path(path), name) }
    return ColumnReference(model.isAbstract ? .root : .table(model.tableName), name)
  }

  /// The column as an expression.
  public var expression: SQLExpression { .column(reference) }
}

extension SQL.Interpolation {
  /// A column, quoted, with its table.
  public mutating func appendInterpolation<V>(_ column: Column<V>) {
    append(.column(column.reference))
  }
  /// A bound value.
  public mutating func appendInterpolation<V: ColumnValue>(_ value: V) {
    append(.value(value.databaseValue))
  }
  /// A list of bound values: `id IN (\(ids))`.
  public mutating func appendInterpolation<V: ColumnValue>(_ values: [V]) {
    if values.isEmpty { return append(.text("NULL")) }
    for (index, value) in values.enumerated() {
      if index > 0 { append(.text(", ")) }
      append(.value(value.databaseValue))
    }
  }
}
