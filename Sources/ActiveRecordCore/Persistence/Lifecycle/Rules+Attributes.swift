extension Rules {
  /// Brings the values of a column into one form before they are validated and saved.
  ///
  /// ```swift
  /// author.normalizes(\.email) { $0.trimmed().lowercased() }
  /// ```
  ///
  /// Optional columns are handed what is inside; `nil` stays `nil`. Values that were loaded and not changed stay as they are.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - form: The value in its form; it must not change what is in it already.
  public func normalizes<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>, _ form: @escaping @Sendable (V) -> V) {
    let index = Model.self[keyPath: column].index
    book.normalize(index) { value in value.isNull ? value : try form(V(databaseValue: value)).databaseValue }
  }

  /// Brings the values of an optional column into one form before they are validated and saved.
  public func normalizes<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V?>>, _ form: @escaping @Sendable (V) -> V?) {
    let index = Model.self[keyPath: column].index
    book.normalize(index) { value in value.isNull ? value : try form(V(databaseValue: value)).databaseValue }
  }

  /// Makes a column one that is written once: by the insert, and never again.
  ///
  /// ```swift
  /// invoice.readonly(\.number)
  /// ```
  ///
  /// Saving a changed value, and writing it by `updateColumns` or `increment`, throws a ``ModelError``. Columns that count members
  /// are readonly by themselves.
  public func readonly<V: ColumnValue>(_ column: KeyPath<Model.Type, Column<V>>) {
    book.makeReadonly(Model.self[keyPath: column].index)
  }
}

/// What brings a column's values into one form.
struct Normalization: Sendable {
  let index: Int
  let form: @Sendable (DatabaseValue) throws -> DatabaseValue
}

extension RuleBook {
  /// Brings values that were set into their form.
  func normalize(_ record: Record) throws {
    for normalization in normalizations where record._extras?.changed.contains(normalization.index) == true {
      let value = record._value(normalization.index)
      let formed = try normalization.form(value)
      if formed != value { try record.write(normalization.index, formed) }
    }
  }
}

extension SavePlan {
  /// Refuses to write columns that are written only once.
  func refuseReadonly(_ written: ColumnSet) throws {
    guard let index = written.intersection(readonly).first else { return }
    let column = facts.layout.columns[index]
    throw ModelError(
      .readonlyAttribute, model: facts.name, member: column.property,
      "it is readonly: it gets its value when the row is inserted, and counters only by what they count")
  }
}
