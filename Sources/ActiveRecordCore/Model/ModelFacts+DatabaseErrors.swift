extension ModelFacts {
  /// Says, in an error about a missing table or column, which model is meant and what to do.
  package func explain(_ error: any Error) -> any Error {
    guard var failure = error as? DatabaseError else { return error }
    switch failure.code {
    case .missingTable:
      let hint = "Run the migrations, or name the table: @Model(table: \"…\") class \(name)"
      failure.message += ". \(name) reads and writes the table '\(tableName)'. \(hint)"
    case .missingColumn:
      let missing = layout.columns.first { failure.columns.contains($0.name) || failure.message.contains($0.name) }
      if let missing {
        failure.message +=
          ". \(name).\(missing.property) needs the column '\(missing.name)' of '\(tableName)'. Add it by a migration, name another "
          + "one with @Column(\"…\"), or mark the property @Transient"
      }
    default: return error
    }
    return failure
  }
}
