#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  @Suite("PostgreSQL: values with quotes in errors, and commands that cannot be run")
  struct QuotedValueTests {
    @Test(
      "A value that does not fit is not repeated, whatever quotes it holds",
      arguments: ["secret", "a\"secret", "\"secret\"", "a\"b\"secret\"c\"", "\"", "\u{301}secret"])
    func values(value: String) async throws {
      let connection = try await Server.connect()
      for type in ["integer", "uuid", "timestamptz", "integer[]"] {
        // Written into the text, so that the server reads it.
        let literal = "'" + value.replacing("'", with: "''") + "'"
        let error = try await databaseError { try await connection.rows("SELECT CAST(\(literal) AS text)::\(type)") }
        #expect(error.code == .valueOutOfRange, "\(type)")
        #expect(!error.message.contains("secret"), "\(type)")
      }
      connection.close()
    }

    @Test("A statement in a transaction that an earlier one aborted says what to do")
    func aborted() async throws {
      let connection = try await Server.connect()
      try await connection.execute("BEGIN")
      _ = try await databaseError { try await connection.rows("SELECT 1 / 0") }
      let error = try await databaseError { try await connection.rows("SELECT 1") }
      #expect(error.code == .misuse && error.message.contains("transaction(requiresNew: true)"))
      try await connection.execute("ROLLBACK")
      #expect(try await connection.rows("SELECT 1") == [[.int(1)]])
      connection.close()
    }

    @Test("COPY, which would wait for data or bring some, is refused by name")
    func copy() async throws {
      for direction in ["TO STDOUT", "FROM STDIN"] {
        for isPrepared in [true, false] {
          let connection = try await Server.connect("CREATE TEMPORARY TABLE cells (cell text)")
          let sql = "COPY cells \(direction)"
          let error = try await databaseError {
            if isPrepared { try await connection.rows(sql) } else { try await connection.execute(sql) }
          }
          #expect(error.code == .misuse && error.message == "COPY cannot be run here")
          #expect(!connection.isUsable)
        }
      }
    }
  }
#endif
