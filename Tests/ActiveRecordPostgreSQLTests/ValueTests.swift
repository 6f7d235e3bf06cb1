#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  @Suite("PostgreSQL: values in both directions")
  struct ValueTests {
    /// Stores a value in a column of a type, and reads it back by a prepared statement and by one that is sent with its values.
    private func stored(_ value: DatabaseValue, _ type: String) async throws -> [DatabaseValue] {
      let connection = try await Server.connect("CREATE TEMPORARY TABLE things (value \(type))")
      try await connection.rows("INSERT INTO things VALUES ($1)", [value])
      try await connection.rowsOnce("INSERT INTO things VALUES ($1)", [value])
      let kept = try await connection.rows("SELECT value FROM things").map { $0[0] }
      return kept + (try await connection.rowsOnce("SELECT value FROM things").map { $0[0] })
    }

    private func same(_ value: DatabaseValue, _ type: String, _ read: DatabaseValue? = nil, _ location: SourceLocation = #_sourceLocation)
      async throws
    {
      #expect(
        try await stored(value, type) == [DatabaseValue](repeating: read ?? value, count: 4), "\(value) in \(type)",
        sourceLocation: location)
    }

    @Test("NULL of every type")
    func null() async throws {
      for type in ["int", "text", "bytea", "timestamptz", "uuid", "numeric", "jsonb", "int[]", "inet"] { try await same(.null, type) }
    }

    @Test("Integers of 16, 32 and 64 bits")
    func integers() async throws {
      for value in [Int64.min, -1, 0, 1, .max] { try await same(.int(value), "bigint") }
      for value in [Int32.min, Int32.max] { try await same(.int(Int64(value)), "integer") }
      for value in [Int16.min, Int16.max] { try await same(.int(Int64(value)), "smallint") }
    }

    @Test("Floating-point numbers, the special ones too")
    func doubles() async throws {
      for value in [0.1, -0.0, 1e300, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity] as [Double] {
        try await same(.double(value), "double precision")
      }
      try await same(.double(1.5), "real")
    }

    @Test(
      "Exact numbers",
      arguments: [
        "0", "1", "-1", "12.50", "0.0001", "-0.00012345", "10000", "99999999.99999999", "123456789012345678901234567890.12345678",
        "100000000",
      ])
    func decimals(text: String) async throws {
      let number = try #require(Decimal(string: text))
      try await same(.decimal(number), "numeric")
    }

    @Test("Text, also with quotes, backslashes and emoji, and as JSON's text")
    func text() async throws {
      for value in ["", "plain", "it's \"quoted\" \\ 100%", "日本語 👩‍👩‍👧", "$1"] {
        try await same(.text(value), "text")
        try await same(.text(value), "varchar(40)")
      }
    }

    @Test("Bytes")
    func bytes() async throws {
      try await same(.bytes(Data()), "bytea")
      try await same(.bytes(Data((0...255).map { UInt8($0) })), "bytea")
    }

    @Test("Truth values, also in integers")
    func truth() async throws {
      for value in [true, false] {
        try await same(.bool(value), "boolean")
        try await same(.int(value ? 1 : 0), "boolean", .bool(value))
      }
    }

    @Test("Moments to the microsecond, in UTC, with and without a time zone")
    func moments() async throws {
      for seconds in [0, 1_700_000_000.123456, -1.5, -62_000_000_000, 7e10] as [Double] {
        let date = Date(timeIntervalSince1970: (seconds * 1_000_000).rounded() / 1_000_000)
        try await same(.date(date), "timestamptz")
        try await same(.date(date), "timestamp")
      }
      try await same(.date(Date(timeIntervalSince1970: -1)), "date", .date(Date(timeIntervalSince1970: -86_400)))
    }

    @Test("A session in another time zone changes no moment")
    func timeZones() async throws {
      let connection = try await Server.connect("CREATE TEMPORARY TABLE things (at timestamptz); SET TIME ZONE 'Asia/Kolkata'")
      let date = Date(timeIntervalSince1970: 1_700_000_000.25)
      try await connection.rows("INSERT INTO things VALUES ($1)", [.date(date)])
      try await connection.rowsOnce("INSERT INTO things VALUES ($1)", [.date(date)])
      #expect(try await connection.rows("SELECT at FROM things") == [[.date(date)], [.date(date)]])
      #expect(try await connection.rowsOnce("SELECT at FROM things") == [[.date(date)], [.date(date)]])
    }

    @Test("Infinite moments are no dates, and their text tells")
    func infinity() async throws {
      let connection = try await Server.connect()
      let sql = "SELECT 'infinity'::timestamptz, '-infinity'::timestamp, 'infinity'::date"
      for rows in [try await connection.rows(sql), try await connection.rowsOnce(sql)] {
        #expect(rows == [[.text("infinity"), .text("-infinity"), .text("infinity")]])
      }
    }

    @Test("UUIDs, given as UUID, text or bytes")
    func uuids() async throws {
      let uuid = UUID()
      try await same(.uuid(uuid), "uuid")
      try await same(.text(uuid.uuidString), "uuid", .uuid(uuid))
      try await same(.uuid(uuid), "text", .text(uuid.uuidString.lowercased()))
    }

    @Test("JSON documents")
    func json() async throws {
      try await same(.json("{\"a\": [1, \"two\"]}"), "jsonb")
      try await same(.json("{\"a\":[1,\"two\"]}"), "json")
    }

    @Test(
      "Types that have none of ours go and come as their text",
      arguments: [
        ("inet", "10.0.0.1"), ("cidr", "10.0.0.0/8"), ("macaddr", "08:00:2b:01:02:03"), ("interval", "P1DT2H"), ("time", "12:30:15.5"),
        ("timetz", "12:30:15+00"), ("bit(4)", "1010"), ("varbit", "101"), ("int4range", "[1,5)"), ("point", "(1,2)"), ("xml", "<a/>"),
        ("char(3)", "abc"), ("name", "x"), ("\"char\"", "x"), ("tsvector", "'a' 'b'"), ("money", "$12.50"), ("jsonpath", "$.\"a\""),
        ("int[]", "{1,NULL}"), ("text[]", "{a,\"b c\"}"), ("mood", "wild"), ("mood[]", "{wild,calm}"),
      ])
    func texts(type: String, text: String) async throws {
      let connection = try await Server.connect("CREATE TYPE pg_temp.mood AS ENUM ('calm', 'wild')") { $0.searchPath = "pg_temp" }
      try await connection.execute("CREATE TEMPORARY TABLE things (value \(type))")
      try await connection.rows("INSERT INTO things VALUES ($1)", [.text(text)])
      try await connection.rowsOnce("INSERT INTO things VALUES ($1)", [.text(text)])
      #expect(try await connection.rows("SELECT value FROM things") == [[.text(text)], [.text(text)]])
      #expect(try await connection.rowsOnce("SELECT value FROM things") == [[.text(text)], [.text(text)]])
    }

    @Test("Enums, arrays, addresses and intervals come as their text")
    func others() async throws {
      let connection = try await Server.connect("CREATE TYPE pg_temp.mood AS ENUM ('calm', 'wild')")
      let sql = "SELECT 'wild'::pg_temp.mood, ARRAY[1, NULL, 3], '10.0.0.1'::inet, '1 day'::interval, 7::bigint, true, now() > '2020-01-01'"
      let expected: [DatabaseValue] = [
        .text("wild"), .text("{1,NULL,3}"), .text("10.0.0.1"), .text("P1D"), .int(7), .bool(true), .bool(true),
      ]
      #expect(try await connection.rows(sql) == [expected])
      #expect(try await connection.rowsOnce(sql) == [expected])
    }

    @Test("A number that the column's type cannot hold is compared by its value, and refused when it is stored")
    func misfits() async throws {
      let connection = try await Server.connect("CREATE TEMPORARY TABLE things (id int, name varchar(3))")
      try await connection.rows("INSERT INTO things VALUES ($1, $2)", [.int(1), .text("one")])
      #expect(try await connection.rows("SELECT id FROM things WHERE id < $1", [.int(5_000_000_000)]) == [[.int(1)]])
      #expect(try await connection.rows("SELECT id FROM things WHERE id > $1", [.double(0.5)]) == [[.int(1)]])
      let tooBig = try await databaseError {
        try await connection.rows("INSERT INTO things VALUES ($1, $2)", [.int(5_000_000_000), .text("two")])
      }
      #expect(tooBig.code == .valueOutOfRange)
      #expect(tooBig.parameter == 1)
      #expect(!tooBig.description.contains("5000000000"))
      let tooLong = try await databaseError { try await connection.rows("INSERT INTO things VALUES (2, $1)", [.text("four")]) }
      #expect(tooLong.code == .valueOutOfRange)
    }

    @Test("What PostgreSQL's text cannot hold is refused before it is sent")
    func zeroBytes() async throws {
      let connection = try await Server.connect()
      let error = try await databaseError { try await connection.rows("SELECT $1::text", [.text("a\0b")]) }
      #expect(error.code == .valueOutOfRange)
    }
  }
#endif
