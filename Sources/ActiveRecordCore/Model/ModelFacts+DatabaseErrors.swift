extension ModelFacts {
  /// Says, in an error of the database, which model and property are meant and what to do.
  package func explain(_ error: any Error) -> any Error {
    guard var failure = error as? DatabaseError else { return error }
    switch failure.code {
    case .missingTable:
      let hint = "Run the migrations, or name the table: @Model(table: \"…\") class \(name)"
      failure.message += ". \(name) reads and writes the table '\(tableName)'. \(hint)"
    case .missingColumn:
      let missing =
        failure.columns.isEmpty
        ? layout.columns.first { failure.message.contains($0.name) } : layout.columns.first { failure.columns.contains($0.name) }
      if let missing {
        failure.message +=
          ". \(name).\(missing.property) needs the column '\(missing.name)' of '\(tableName)'. Add it by a migration, name another "
          + "one with @Column(\"…\"), or mark the property @Transient"
      }
    case .uniqueViolation:
      failure.message +=
        ". Another \(name) has the same \(properties(failure)). A rule tells before it is saved: validates(\\.\(properties(failure)), .uniqueness)"
    case .notNullViolation: failure.message += ". \(place(failure)) must have a value"
    case .checkViolation, .valueOutOfRange: failure.message += ". It was written by \(place(failure))"
    case .foreignKeyViolation:
      failure.message +=
        ". \(name) points at a row that does not exist, or is still pointed at: save the other record first, or set a dependent"
    default: return error
    }
    return failure
  }

  private func properties(_ failure: DatabaseError) -> String {
    let found = layout.columns.filter { failure.columns.contains($0.name) }.map(\.property)
    return found.isEmpty ? "value" : found.joined(separator: " and ")
  }

  /// `Author.email`, as far as the engine tells.
  private func place(_ failure: DatabaseError) -> String {
    guard let column = layout.columns.first(where: { failure.columns.contains($0.name) }) else { return name }
    return "\(name).\(column.property)"
  }
}
