#if MySQL
  import ActiveRecordCore
  import CMySQL

  // What a statement without rows did.

  extension MySQLStatement {
    /// Tells the connection how many rows were written, and the key of the first.
    func noteChanges() {
      let count = Int(clamping: mysql_stmt_affected_rows(handle))
      let id = mysql_stmt_insert_id(handle)
      if id == Self.noRowIsNew {
        connection.changes = 0
        return
      }
      let inserts = sql.utf8.starts(with: Self.insertion)
      connection.changes = inserts ? max(count - knownRows, 0) : count
      // 0 where the server made none for a new row: the key that an earlier row got must not be taken for its own.
      if inserts || id != 0 { connection.lastInsertedID = Int64(truncatingIfNeeded: id) }
    }

    /// What `ON DUPLICATE KEY UPDATE` makes the last insert id of one row that was there already and stays as it is.
    private static let noRowIsNew = UInt64.max
    private static let insertion = Array("INSERT".utf8)

    /// How many of the rows of an `INSERT` were there already. Because rows that are found count as changed here, those are among the
    /// affected ones; the server tells them in a text whose words depend on its language: `Records: 3  Duplicates: 1  Warnings: 0`.
    private var knownRows: Int {
      guard let connection = connection.handle, let text = mysql_info(connection) else { return 0 }
      let numbers = String(cString: text).split { !("0"..."9").contains($0) }
      return numbers.count > 1 ? Int(numbers[1]) ?? 0 : 0
    }
  }
#endif
