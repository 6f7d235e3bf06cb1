import ActiveRecordCore
import ActiveRecordSQLite
import Foundation
import Testing

@Suite struct ValueTests {
  /// Binds a value, reads it back, and hands over the statement on its row.
  private func echo(_ value: DatabaseValue, _ read: (any DriverStatement) throws -> Void) async throws {
    let connection = try await memory("CREATE TABLE things (value)")
    let insert = try await connection.prepare("INSERT INTO things VALUES (?)")
    try insert.bind(value, at: 1)
    #expect(try insert.step() == .done)
    let select = try await connection.prepare("SELECT value FROM things")
    #expect(try select.step() == .row)
    try read(select)
    // And without a table between, from the bound memory itself.
    let direct = try await connection.prepare("SELECT ?")
    try direct.bind(value, at: 1)
    #expect(try direct.step() == .row)
    try read(direct)
  }

  @Test func null() async throws {
    try await echo(.null) { row in
      #expect(row.value(0) == .null)
      #expect(row.isNull(0))
      #expect(row.text(0) == nil)
      #expect(row.bytes(0) == nil)
      #expect(row.date(0) == nil)
      #expect(row.int64(0) == 0)
      #expect(row.double(0) == 0)
    }
  }

  @Test(arguments: [true, false]) func truthValues(value: Bool) async throws {
    try await echo(.bool(value)) { #expect($0.value(0) == .int(value ? 1 : 0)) }
  }

  @Test(arguments: [0, 1, -1, .max, .min, 1 << 53 + 1] as [Int64]) func integers(value: Int64) async throws {
    try await echo(.int(value)) { row in
      #expect(row.int64(0) == value)
      #expect(row.value(0) == .int(value))
      #expect(!row.isNull(0))
    }
  }

  @Test(arguments: [0.1, -0.0, 1e300, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity] as [Double])
  func doubles(value: Double) async throws {
    try await echo(.double(value)) { row in
      #expect(row.double(0) == value)
      #expect(row.value(0) == .double(value))
    }
  }

  @Test func notANumber() async throws {
    let error = try await databaseError { try await self.echo(.double(.nan)) { _ in } }
    #expect(error.code == .valueOutOfRange)
  }

  @Test(
    arguments: [
      "", "plain", "it's \"quoted\"; DROP TABLE things; --", "zero\0byte", "\0", "\0\0trailing\0", "naïve 日本語 🇩🇪👩‍👩‍👧", "e\u{301}",
      "?1 :name $x", "line\nline\r\n", "%_\\",
    ])
  func texts(value: String) async throws {
    try await comesBack(value)
  }

  @Test(arguments: [("ä", 100), ("x", 16_384), ("x", 16_385), ("🦆", 100_000)])
  func longTexts(part: String, count: Int) async throws {
    try await comesBack(String(repeating: part, count: count))
  }

  private func comesBack(_ value: String) async throws {
    try await echo(.text(value)) { row in
      #expect(row.text(0).map { Array($0.utf8) } == Array(value.utf8))
      #expect(row.value(0) == .text(value))
      #expect(!row.isNull(0))
    }
    try await echo(.json(value)) { #expect($0.text(0) == value) }
  }

  @Test func bridgedText() async throws {
    let value = NSString(string: "bridged ä").substring(from: 1)
    try await echo(.text(value)) { #expect($0.text(0) == "ridged ä") }
  }

  @Test(arguments: [([], 1), ([0], 1), ([0, 255, 0], 1), ([7], 16_384), ([9], 3_000_000)] as [([UInt8], Int)])
  func bytes(part: [UInt8], count: Int) async throws {
    let value = Data(repeatElement(part, count: count).joined())
    try await echo(.bytes(value)) { row in
      #expect(row.bytes(0) == value)
      #expect(row.value(0) == .bytes(value))
      #expect(!row.isNull(0))
    }
  }

  @Test func slicedBytes() async throws {
    try await echo(.bytes(Data([1, 2, 3, 4]).dropFirst(2))) { #expect($0.bytes(0) == Data([3, 4])) }
  }

  @Test(arguments: [0, 0.000001, 1_700_000_000.123456, -1, -0.5, -2_208_988_800.25, -62_135_596_800, 253_402_300_799])
  func dates(seconds: Double) async throws {
    let date = Date(timeIntervalSince1970: seconds)
    try await echo(.date(date)) { row in
      #expect(row.value(0) == .text(UTCTimestamp.text(date)))
      let read = try #require(row.date(0))
      #expect(abs(read.timeIntervalSince(date)) < 0.000_001)
    }
  }

  @Test func datesFromOtherTypes() async throws {
    try await echo(.int(-86_400)) { #expect($0.date(0) == Date(timeIntervalSince1970: -86_400)) }
    try await echo(.double(1.5)) { #expect($0.date(0) == Date(timeIntervalSince1970: 1.5)) }
    try await echo(.text("1969-12-31T23:00:00-01:00")) { #expect($0.date(0) == Date(timeIntervalSince1970: 0)) }
    try await echo(.text("no date")) { #expect($0.date(0) == nil) }
    try await echo(.bytes(Data([1]))) { #expect($0.date(0) == nil) }
  }

  @Test func uuids() async throws {
    let uuid = try #require(UUID(uuidString: "E621E1F8-C36C-495A-93FC-0C247A3E6E5F"))
    try await echo(.uuid(uuid)) { #expect($0.value(0) == .text("e621e1f8-c36c-495a-93fc-0c247a3e6e5f")) }
    let other = UUID()
    try await echo(.uuid(other)) { #expect($0.text(0) == other.uuidString.lowercased()) }
  }

  @Test(arguments: ["0", "-12345678901234567890.123456789", "0.1", "99999999999999999999999999999999999999"])
  func decimals(text: String) async throws {
    let decimal = try #require(Decimal(string: text))
    try await echo(.decimal(decimal)) { #expect($0.value(0) == .text(text)) }
  }

  @Test func conversions() async throws {
    try await echo(.text("12abc")) { #expect($0.int64(0) == 12) }
    try await echo(.text("1.5")) { #expect($0.double(0) == 1.5) }
    try await echo(.int(42)) { #expect($0.text(0) == "42") }
    try await echo(.text("ab")) { #expect($0.bytes(0) == Data([97, 98])) }
    try await echo(.bytes(Data([0xFF, 97]))) { #expect($0.text(0) == "\u{FFFD}a") }
  }

  @Test func manyTextsInOneStatement() async throws {
    let connection = try await memory()
    let texts = (0..<500).map { String(repeating: "\($0)-", count: $0) }
    let statement = try await connection.prepare("SELECT " + texts.map { _ in "?" }.joined(separator: ", "))
    for round in 0..<3 {
      for (index, text) in texts.enumerated() { try statement.bind(.text(text + "\(round)"), at: Int32(index + 1)) }
      #expect(try statement.step() == .row)
      #expect(texts.indices.allSatisfy { statement.text(Int32($0)) == texts[$0] + "\(round)" })
      statement.reset()
    }
  }
}
