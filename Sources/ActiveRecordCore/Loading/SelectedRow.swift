// Values that are read without records.

/// Turns what is selected into SQL, and rows into tuples of its values.
///
/// None of it waits: a pack with further arguments in front that goes on to an asynchronous function is freed too early by the compiler,
/// so only the list of expressions and the rows cross a suspension.
enum Selected {
  static func expressions<each S: Selectable>(_ selected: repeat each S) -> ([SQLExpression], (any Error)?) {
    var list: [SQLExpression] = []
    var failure: (any Error)?
    for part in repeat each selected {
      list.append(part.expression)
      failure = failure ?? part.failure
    }
    return (list, failure)
  }

  static func columns<Model: Record, each V: ColumnValue>(
    of model: Model.Type, _ columns: repeat KeyPath<Model.Type, Column<each V>>
  ) -> [SQLExpression] {
    var list: [SQLExpression] = []
    for column in repeat each columns { list.append(model[keyPath: column].expression) }
    return list
  }

  /// The values of rows that were found for these expressions.
  static func tuples<each V: ColumnValue>(
    _ rows: [[DatabaseValue]], _ expressions: [SQLExpression], of facts: ModelFacts
  ) throws -> [(repeat each V)] {
    try rows.map { row in
      var values = SelectedRow(row, expressions, facts)
      return (repeat try values.next((each V).self))
    }
  }
}

/// The values of a row, one after the other.
struct SelectedRow {
  private let values: [DatabaseValue]
  private let expressions: [SQLExpression]
  private let facts: ModelFacts
  private var position = 0

  init(_ values: [DatabaseValue], _ expressions: [SQLExpression], _ facts: ModelFacts) {
    self.values = values
    self.expressions = expressions
    self.facts = facts
  }

  mutating func next<V: ColumnValue>(_ type: V.Type) throws -> V {
    defer { position += 1 }
    return try expressions[position].read(values[position], as: type, in: facts)
  }
}

extension SQLExpression {
  /// A value that was found for the expression, as a type; where it does not fit, the error says what was read.
  func read<V: ColumnValue>(_ value: DatabaseValue, as type: V.Type, in facts: ModelFacts) throws -> V {
    do { return try V(databaseValue: value) } catch let error as ValueError { throw misread(value, as: V.self, facts, error) }
  }

  private func misread<V: ColumnValue>(_ value: DatabaseValue, as type: V.Type, _ facts: ModelFacts, _ error: ValueError) -> ModelError {
    let place = place(in: facts)
    guard value.isNull else { return ModelError(.valueMismatch, model: facts.name, member: place, error.description) }
    return ModelError(
      .unexpectedNull, model: facts.name, member: place,
      "NULL was found, and \(V.self) holds none. Ask for an optional: .pluck { $0.\(place ?? "…").as(\(V.self)?.self) }")
  }

  /// `author.name`, where the expression is a column.
  private func place(in facts: ModelFacts) -> String? {
    guard case .column(let column) = self else { return nil }
    if case .path(let path) = column.table { return (path + [column.name]).joined(separator: ".") }
    return facts.layout.index(of: column.name).map { facts.layout.columns[$0].property } ?? column.name
  }
}
