#if MySQL
  import ActiveRecordCore
  import ActiveRecordMySQL
  import Foundation
  import Testing

  @Suite("Values on their way to MySQL and back")
  struct ValueTests {
    /// Stores `value` in a column of a type and reads it.
    private func stored(_ value: DatabaseValue, as type: String) async throws -> DatabaseValue {
      try await Server.withDatabase("CREATE TABLE cells (cell \(type))") { connection in
        try await connection.rows("INSERT INTO cells VALUES (?)", [value])
        return try await connection.rows("SELECT cell FROM cells")[0][0]
      }
    }

    private static let moment = Date(timeIntervalSince1970: 1_738_314_900.25)

    @Test(
      "Each type of column gives back what was stored",
      arguments: [
        (.bool(true), "TINYINT(1)", .int(1)), (.int(-128), "TINYINT", .int(-128)), (.int(255), "TINYINT UNSIGNED", .int(255)),
        (.int(-32_768), "SMALLINT", .int(-32_768)), (.int(8_388_607), "MEDIUMINT", .int(8_388_607)),
        (.int(4_294_967_295), "INT UNSIGNED", .int(4_294_967_295)), (.int(.min), "BIGINT", .int(.min)), (.int(.max), "BIGINT", .int(.max)),
        (.decimal(Decimal(UInt64.max)), "BIGINT UNSIGNED", .decimal(Decimal(UInt64.max))), (.int(2025), "YEAR", .int(2025)),
        (.int(5), "BIT(8)", .int(5)), (.double(-0.1), "DOUBLE", .double(-0.1)), (.double(0.5), "FLOAT", .double(0.5)),
        (.double(1.7976931348623157e308), "DOUBLE", .double(1.7976931348623157e308)),
        (.decimal(Decimal(string: "12345678901234567890.12")!), "DECIMAL(30, 2)", .decimal(Decimal(string: "12345678901234567890.12")!)),
        (.text("Ünï 😀 'x' \\ \"y\" `z` \0 end"), "VARCHAR(100)", .text("Ünï 😀 'x' \\ \"y\" `z` \0 end")),
        (.text(""), "VARCHAR(10)", .text("")),
        (.bytes(Data([0, 255, 39, 92])), "BLOB", .bytes(Data([0, 255, 39, 92]))), (.bytes(Data()), "VARBINARY(5)", .bytes(Data())),
        (.date(moment), "DATETIME(6)", .date(moment)), (.date(moment), "TIMESTAMP(6)", .date(moment)),
        (.text("2025-01-31"), "DATE", .text("2025-01-31")),
        (.text("-12:30:15"), "TIME", .text("-12:30:15")),
        (.uuid(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF")!), "CHAR(36)", .text("00112233-4455-6677-8899-aabbccddeeff")),
        (.json("{\"a\": [1, null]}"), "JSON", .text("{\"a\": [1, null]}")), (.null, "INT", .null),
        (.int(65_535), "SMALLINT UNSIGNED", .int(65_535)), (.int(16_777_215), "MEDIUMINT UNSIGNED", .int(16_777_215)),
        (.bool(false), "BOOLEAN", .int(0)), (.decimal(Decimal(string: "9.99")!), "NUMERIC(4, 2)", .decimal(Decimal(string: "9.99")!)),
        (.text("b"), "ENUM('a', 'b')", .text("b")), (.text("a,b"), "SET('a', 'b')", .text("a,b")), (.text("abc"), "CHAR(5)", .text("abc")),
        (.text("t"), "TINYTEXT", .text("t")), (.text("m"), "MEDIUMTEXT", .text("m")),
        (.bytes(Data([1, 2, 0, 3])), "BINARY(4)", .bytes(Data([1, 2, 0, 3]))), (.bytes(Data([1])), "TINYBLOB", .bytes(Data([1]))),
        (.uuid(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF")!), "UUID", .text("00112233-4455-6677-8899-aabbccddeeff")),
        (.text("::1"), "INET6", .text("::1")), (.date(moment), "DATE", .text("2025-01-31")),
      ] as [(DatabaseValue, String, DatabaseValue)])
    func roundTrip(value: DatabaseValue, type: String, expected: DatabaseValue) async throws {
      #expect(try await stored(value, as: type) == expected)
    }

    @Test("Long texts and long bytes come back whole")
    func longValues() async throws {
      let text = DatabaseValue.text(String(repeating: "long ", count: 20_000))
      #expect(try await stored(text, as: "LONGTEXT") == text)
      let bytes = DatabaseValue.bytes(Data(repeating: 7, count: 300_000))
      #expect(try await stored(bytes, as: "LONGBLOB") == bytes)
    }

    @Test("Moments of every century keep their microseconds; years that do not fit are errors")
    func moments() async throws {
      for seconds in [-62_135_596_800, -2_208_988_800.5, -0.000001, 0, 951_782_400.999999, 253_402_300_799.0] {
        let date = Date(timeIntervalSince1970: seconds)
        guard case .date(let read) = try await stored(.date(date), as: "DATETIME(6)") else { throw CancellationError() }
        #expect(abs(read.timeIntervalSince(date)) < 0.000_01)
      }
      let error = try await databaseError { _ = try await stored(.date(.distantFuture + 1e12), as: "DATETIME(6)") }
      #expect(error.code == .valueOutOfRange)
    }

    @Test("The server's clock and ours mean the same moment, whatever zone the machine is in")
    func clock() async throws {
      try await Server.withDatabase { connection in
        let statement = try await connection.prepare("SELECT NOW(6), ? + INTERVAL 0 SECOND")
        let now = Date()
        try statement.bind(.date(now), at: 1)
        #expect(try await statement.next())
        #expect(abs(try #require(statement.date(0)).timeIntervalSince(now)) < 600)
        #expect(abs(try #require(statement.date(1)).timeIntervalSince(now)) < 0.000_01)
        statement.reset()
      }
    }

    @Test("A number is read from every column that holds a whole one, and from no other")
    func integers() async throws {
      try await Server.withDatabase { connection in
        let statement = try await connection.prepare(
          "SELECT 42, '42', CAST(42 AS DECIMAL(10, 2)), 42.5, 'x', SUM(seq), 18446744073709551615, NULL, -9223372036854775808 FROM seq_1_to_3"
        )
        #expect(try await statement.next())
        #expect((0..<9).map { statement.int64($0) } == [42, 42, 42, 0, 0, 6, 0, 0, .min])
        #expect(statement.value(6) == .decimal(Decimal(UInt64.max)))
        #expect(statement.double(3) == 42.5 && statement.double(5) == 6 && statement.text(2) == "42.00")
        #expect(statement.isNull(7) && statement.isNull(99) && statement.value(-1) == .null)
        statement.reset()
      }
    }

    @Test("Long values in some rows and short ones in others")
    func lengths() async throws {
      try await Server.withDatabase { connection in
        let statement = try await connection.prepare("SELECT REPEAT('ab', seq * seq * 50), seq FROM seq_1_to_40")
        for _ in 0..<2 {
          var count: Int64 = 0
          while try await statement.next() {
            count += 1
            #expect(statement.text(0)?.utf8.count == Int(count * count * 100))
            #expect(statement.text(0)?.hasSuffix("ab") == true && statement.int64(1) == count)
          }
          #expect(count == 40)
          statement.reset()
        }
      }
    }

    @Test("What cannot be stored is refused before it is sent")
    func refused() async throws {
      for number in [Double.nan, .infinity] {
        #expect(try await databaseError { _ = try await stored(.double(number), as: "DOUBLE") }.code == .valueOutOfRange)
      }
    }

    @Test("Millions of rows pass through without being kept")
    func memory() async throws {
      try await Server.withDatabase { connection in
        let statement = try await connection.prepare("SELECT seq, REPEAT('x', 400) FROM seq_1_to_1000000")
        var before = 0
        var count = 0
        while try await statement.next() {
          count += 1
          if count == 1000 { before = try Self.residentKilobytes() }
        }
        #expect(count == 1_000_000)
        #expect(try Self.residentKilobytes() - before < 150_000)
      }
    }

    private static func residentKilobytes() throws -> Int {
      #if os(Linux)
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (Int(pages[1]) ?? 0) * 4
      #else
        return 0
      #endif
    }
  }
#endif
