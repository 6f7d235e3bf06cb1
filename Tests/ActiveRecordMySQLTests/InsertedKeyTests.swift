#if MySQL
  import ActiveRecordCore
  import ActiveRecordMySQL
  import Testing

  @Suite("The key that the server gave to a new row")
  struct InsertedKeyTests {
    @Test("A row for which it made none does not get that of an earlier one")
    func none() async throws {
      let schema = """
        CREATE TABLE counted (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20));
        CREATE TABLE named (name VARCHAR(20) PRIMARY KEY)
        """
      try await Server.withDatabase(schema) { connection in
        try await connection.rows("INSERT INTO counted (name) VALUES (?)", [.text("a")])
        #expect(connection.lastInsertedID == 1)
        try await connection.rows("UPDATE counted SET name = ?", [.text("b")])
        #expect(connection.lastInsertedID == 1)
        try await connection.rows("INSERT INTO named VALUES (?)", [.text("a")])
        #expect(connection.lastInsertedID == 0 && connection.changes == 1)
      }
    }
  }
#endif
