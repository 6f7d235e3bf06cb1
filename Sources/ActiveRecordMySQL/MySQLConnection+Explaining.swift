#if MySQL
  import ActiveRecordCore

  extension MySQLConnection {
    /// The error with the columns of the key that holds a value twice: the server tells only the key's name.
    nonisolated(nonsending) func explained(_ error: DatabaseError) async -> DatabaseError {
      guard error.code == .uniqueViolation, let key = error.constraint, let sql = error.sql,
        let table = error.table ?? Self.writtenTable(sql)
      else { return error }
      let query =
        "SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE() "
        + "AND table_name = \(Self.literal(table)) AND index_name = \(Self.literal(key)) ORDER BY seq_in_index"
      // Without an answer the error says as much as the server told.
      guard let rows = try? await textRows(query) else { return error }
      var error = error
      error.table = table
      error.columns = rows.compactMap { $0.first ?? nil }
      return error
    }

    /// The table that a statement of this library writes to.
    private static func writtenTable(_ sql: String) -> String? {
      let name = ["INSERT INTO ", "UPDATE "].firstNonNil { start in sql.hasPrefix(start) ? sql.dropFirst(start.count) : nil }
      guard var rest = name, rest.popFirst() == "`" else { return nil }
      let table = rest.prefix { $0 != "`" }
      return rest.dropFirst(table.count + 1).first == "." ? nil : String(table)
    }

    /// A text as a literal that means the same in every `sql_mode`: in some, a backslash begins an escape.
    private static func literal(_ text: String) -> String {
      "_utf8mb4 X'" + text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
    }
  }

  extension Sequence {
    fileprivate func firstNonNil<R>(_ body: (Element) -> R?) -> R? {
      for element in self { if let result = body(element) { return result } }
      return nil
    }
  }
#endif
