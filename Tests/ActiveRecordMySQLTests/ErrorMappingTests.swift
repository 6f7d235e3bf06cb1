#if MySQL
  import ActiveRecordCore
  import Testing

  @testable import ActiveRecordMySQL

  /// The texts of both servers: MySQL's are taken from its manual, MariaDB's are met in ``ServerErrorTests``.
  @Suite("Errors of MySQL and MariaDB by their texts")
  struct ErrorMappingTests {
    private func error(_ number: UInt32, _ text: String) -> DatabaseError {
      ErrorMapping.error(number, text, sql: nil, location: "mysql://host:3306/blog")
    }

    @Test("A key that MySQL names with its table")
    func uniqueOfMySQL() {
      let error = error(1062, "Duplicate entry 'it''s secret' for key 'authors.index_authors_on_email'")
      #expect(error.code == .uniqueViolation)
      #expect(error.table == "authors" && error.constraint == "index_authors_on_email")
      #expect(error.description == "unique violation: a value is there already for the key 'index_authors_on_email'")
    }

    @Test("A key that MariaDB names alone, with quotes in the value")
    func uniqueOfMariaDB() {
      let error = error(1062, "Duplicate entry 'a' for key 'b' for key 'by_email'")
      #expect(error.constraint == "by_email" && error.table == nil)
      #expect(error.message == "a value is there already for the key 'by_email'")
    }

    @Test("A foreign key tells table, constraint and columns")
    func foreignKey() {
      let error = error(
        1452,
        "Cannot add or update a child row: a foreign key constraint fails (`blog`.`posts`, CONSTRAINT `fk_posts_author_id` "
          + "FOREIGN KEY (`author_id`, `kind`) REFERENCES `authors` (`id`, `kind`) ON DELETE CASCADE)")
      #expect(error.code == .foreignKeyViolation)
      #expect(error.table == "posts" && error.constraint == "fk_posts_author_id" && error.columns == ["author_id", "kind"])
    }

    @Test(
      "Columns are named, and values left out",
      arguments: [
        (1048, "Column 'name' cannot be null", DatabaseError.Code.notNullViolation, "name"),
        (1364, "Field 'name' doesn't have a default value", .notNullViolation, "name"),
        (1406, "Data too long for column 'name' at row 1", .valueOutOfRange, "name"),
        (1264, "Out of range value for column 'views' at row 1", .valueOutOfRange, "views"),
        (1366, "Incorrect integer value: 'secret' for column `blog`.`posts`.`views` at row 1", .valueOutOfRange, "views"),
        (1292, "Incorrect datetime value: 'secret' for column 'at' at row 1", .valueOutOfRange, "at"),
        (1054, "Unknown column 'posts.titel' in 'field list'", .missingColumn, "titel"),
      ] as [(UInt32, String, DatabaseError.Code, String)])
    func columns(number: UInt32, text: String, code: DatabaseError.Code, column: String) {
      let error = error(number, text)
      #expect(error.code == code)
      #expect(error.columns == [column])
      #expect(!error.description.contains("secret"))
    }

    @Test("A value that belongs to no column is left out, too")
    func valueWithoutColumn() {
      #expect(error(1292, "Truncated incorrect DOUBLE value: 'secret'").message == "Truncated incorrect DOUBLE value")
      #expect(error(1690, "BIGINT value is out of range in '(4711 + 1)'").description.contains("4711") == false)
    }

    @Test(
      "Checks of both servers",
      arguments: [
        (3819, "Check constraint 'positive' is violated.", nil),
        (4025, "CONSTRAINT `positive` failed for `blog`.`posts`", "posts"),
        (4025, "CONSTRAINT `posts.positive` failed for `blog`.`posts`", "posts"),
      ] as [(UInt32, String, String?)])
    func checks(number: UInt32, text: String, table: String?) {
      let error = error(number, text)
      #expect(error.code == .checkViolation && error.constraint == "positive" && error.table == table)
      #expect(error.columns == (text.contains("posts.positive") ? ["positive"] : []))
    }

    @Test(
      "Every number that has a kind of its own",
      arguments: [
        (1213, DatabaseError.Code.deadlock), (1205, .busy), (3572, .busy), (1020, .serializationFailure), (1969, .statementTimeout),
        (3024, .statementTimeout), (2006, .connectionLost), (2013, .connectionLost), (1927, .connectionLost), (4031, .connectionLost),
        (1290, .readOnly), (1792, .readOnly), (1836, .readOnly), (1064, .syntax), (1146, .missingTable), (1317, .cancelled),
        (1451, .foreignKeyViolation), (1390, .misuse), (9999, .other),
      ] as [(UInt32, DatabaseError.Code)])
    func codes(number: UInt32, code: DatabaseError.Code) {
      let error = error(number, "some text")
      #expect(error.code == code)
      #expect(error.isRetryable == [.deadlock, .busy, .serializationFailure].contains(code))
    }

    @Test("What stops a connection from coming about")
    func connecting() {
      let error = ErrorMapping.connecting(1040, "Too many connections", "mysql://host:3306")
      #expect(error.code == .busy && error.message.contains("takes no more connections"))
      #expect(ErrorMapping.connecting(2002, "no route", "mysql://host:3306").code == .cannotOpen)
    }
  }
#endif
