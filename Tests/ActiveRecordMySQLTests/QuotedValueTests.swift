#if MySQL
  import ActiveRecordCore
  import Foundation
  import Testing

  @testable import ActiveRecordMySQL

  /// Values with quotes stand in the server's messages as they are: none of them may be taken for a name, or become SQL.
  @Suite("Values with quotes in errors of MySQL and MariaDB")
  struct QuotedValueTests {
    static let values = [
      "it's", "ends'", "'", "''", "two '' of them", "a' for key 'b", "a'' for key ''b", #"\"#, #"\'"#, #"\''; DROP TABLE witnesses; -- '"#,
      "dot.by_name' for key 'x", "\u{301}accent\u{301}'\u{301}",
    ]

    @Test("The key is read from the end of the text", arguments: values)
    func key(value: String) {
      for key in ["by_email", "authors.by_email"] {
        let error = ErrorMapping.error(1062, "Duplicate entry '\(value)' for key '\(key)'", sql: nil, location: "mysql://host:3306/blog")
        #expect(error.code == .uniqueViolation && error.constraint == "by_email")
        #expect(error.table == (key == "by_email" ? nil : "authors"))
        #expect(error.message == "a value is there already for the key 'by_email'")
      }
    }

    @Test("A text in another order of words, and one without a key")
    func otherWords() {
      let error = { (text: String) in ErrorMapping.error(1062, text, sql: nil, location: "mysql://host:3306/blog") }
      #expect(error("'it's' は索引 'by_email' で重複しています。").constraint == "by_email")
      #expect(error("nothing in quotes").constraint == nil && error("one ' alone").message == "a value is there already")
    }

    @Test("The key of a row that a foreign key would make twice is not shown")
    func keyOfARow() {
      let text =
        "Foreign key constraint for table 'posts', record 'secret-7' would lead to a duplicate entry in table 'tags', key 'by_post'"
      let error = ErrorMapping.error(1761, text, sql: nil, location: "mysql://host:3306/blog")
      #expect(error.code == .foreignKeyViolation && !error.description.contains("secret"))
    }

    private static let schema = """
      CREATE TABLE authors (id BIGINT PRIMARY KEY AUTO_INCREMENT, email VARCHAR(100), UNIQUE KEY by_email (email));
      CREATE TABLE witnesses (id BIGINT PRIMARY KEY)
      """

    @Test(
      "The server's own messages: constraint, table and columns, and no SQL is made of a value, whatever a backslash means",
      arguments: values, [true, false])
    func server(value: String, backslashesEscape: Bool) async throws {
      try await Server.withDatabase(Self.schema, { if backslashesEscape { $0.sqlMode = ["STRICT_ALL_TABLES"] } }) { connection in
        let insert = "INSERT INTO `authors` (`email`) VALUES (?)"
        try await connection.rows(insert, [.text(value)])
        let error = try await databaseError { try await connection.rows(insert, [.text(value)]) }
        #expect(error.code == .uniqueViolation && error.constraint == "by_email")
        #expect(error.table == "authors" && error.columns == ["email"])
        #expect(error.message == "a value is there already for the key 'by_email'")
        #expect(try await connection.rows("SELECT COUNT(*) FROM witnesses") == [[.int(0)]])
        #expect(try await connection.rows("SELECT email FROM authors") == [[.text(value)]])
      }
    }

    @Test("Bytes of a column whose type was changed since the statement ran first")
    func changedType() async throws {
      try await Server.withDatabase("CREATE TABLE cells (cell VARCHAR(20)); INSERT INTO cells VALUES ('123')") { connection in
        let statement = try await connection.prepare("SELECT cell FROM cells")
        #expect(try await statement.next())
        #expect(statement.bytes(0) == Data("123".utf8))
        statement.reset()
        try await connection.execute("ALTER TABLE cells MODIFY COLUMN cell BIGINT")
        #expect(try await statement.next())
        #expect(statement.bytes(0) == Data("123".utf8) && statement.int64(0) == 123)
        statement.reset()
      }
    }
  }
#endif
