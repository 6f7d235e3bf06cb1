extension ModelFacts {
  /// The class that a row of a hierarchy is an instance of.
  package func type(for row: Row) throws -> Record.Type {
    guard let typeIndex = layout.typeIndex, let name = row.cursor.text(row.base + Int32(typeIndex)), !name.isEmpty else { return type }
    if let member = layout.members.first(where: { $0.storedName == name || $0.name == name }) { return member.type }
    if name.allSatisfy(\.isWhitespace) { return type }
    let root = layout.members[0].name
    let known = layout.members.map(\.name).joined(separator: ", ")
    throw ModelError(
      .unknownType, model: root, member: layout.columns[typeIndex].name,
      "a row of \(tableName) has the type '\(name)', which is no known subclass of \(root) (known: \(known)). "
        + "Name the class at the base: @Model(subclasses: \(name).self) class \(root)")
  }

  /// The record that a row stands for.
  package func record(_ row: Row) throws -> Record {
    let record = isHierarchy ? try type(for: row).init() : type.init()
    do { try record._decode(row) } catch let error as RowError { throw explain(error, base: row.base) }
    record._flags.insert(.persisted)
    return record
  }

  /// Whether columns that name classes mean this one by a name; for a subclass also by that of the class that owns the table.
  package func isStored(as name: String) -> Bool { root.storedName == name || storedName == name || self.name == name }

  /// What is written into the type column: nothing for the base, as in Rails.
  package var storedType: DatabaseValue { isSubclass ? .text(storedName) : .null }

  /// The class and those below it, by the names that the type column holds.
  package var typeNames: [String] {
    layout.members.filter { member in member.lineage.contains { $0 === self } }.map(\.storedName)
  }

  /// Whether only some rows of the table are instances of the class.
  package var isSubclass: Bool { layout.typeIndex != nil && layout.members.first !== self }

  /// The condition that rows are instances of the class, where the table holds others too.
  package var typeCondition: SQLExpression? {
    guard isSubclass, let typeIndex = layout.typeIndex else { return nil }
    let column = SQLExpression.column(ColumnReference(.root, layout.columns[typeIndex].name))
    return column.isAmong(typeNames.map { .text($0) })
  }

  /// Names model and column in an error about a row.
  package func explain(_ error: RowError, base: Int32) -> any Error {
    let index = Int(error.index - base)
    guard layout.columns.indices.contains(index) else { return error }
    let column = layout.columns[index]
    let place = "\(tableName).\(column.name)"
    switch error.problem {
    case .null:
      return ModelError(
        .unexpectedNull, model: name, member: column.property,
        "\(place) is NULL, but the property is not optional. Declare 'var \(column.property): \(column.type)?', or forbid NULL in the table"
      )
    case .mismatch(let found, let expected):
      return ModelError(
        .valueMismatch, model: name, member: column.property, "\(place) holds \(found), which does not fit \(expected)")
    }
  }

  /// The columns of the model's rows, in order, for a query on its table.
  package var selection: [SQLSelection] {
    layout.columns.map { SQLSelection(.column(ColumnReference(.root, $0.name))) }
  }

  /// A query for every row of the class.
  package var selectAll: SelectStatement {
    var statement = SelectStatement(from: .table(tableName, alias: nil))
    statement.selection = selection
    if let typeCondition { statement.conditions = [typeCondition] }
    return statement
  }

  /// The text of the query for one key, the first placeholder.
  package func findStatementText(_ dialect: Dialect) -> String {
    var statement = SelectStatement(from: .table(tableName, alias: nil))
    statement.selection = selection
    statement.conditions = [.binary(.column(ColumnReference(.root, layout.key.name)), .equal, .value(.null))]
    return statement.rendered(dialect).text + " LIMIT 1"
  }
}
