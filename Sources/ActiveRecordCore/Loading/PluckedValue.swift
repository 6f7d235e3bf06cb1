// Values that are read without records.

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
