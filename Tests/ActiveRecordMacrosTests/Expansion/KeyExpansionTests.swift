import Testing

@Suite struct KeyExpansionTests {
  @Test func aDeclaredKeyComesFirst() throws {
    let code = try members("@Model class Country: Record { var name: String; @PrimaryKey var code: String }")
    #expect(code[0].hasSuffix(#"columns: [.init("code", String.self, isKey: true), .init("name", String.self)])"#))
    #expect(code.contains("typealias ID = String"))
    #expect(code.contains("static var code: ActiveRecord.Column<String> { .init(__facts, 0) }"))
    #expect(code.contains("private static var _code_index: Swift.Int { 0 }"))
    #expect(code.contains("private static var _name_index: Swift.Int { 1 }"))
    #expect(
      code.contains(
        "override func _decode(_ row: ActiveRecord.Row) throws { try super._decode(row); _code_ = try row[0]; _name_ = try row[1] }"))
    #expect(
      code.contains(
        "override func _value(_ i: Swift.Int) -> ActiveRecord.DatabaseValue { switch i { case 0: return _code_.databaseValue"))
    #expect(code.contains("case 1: _name_ = try .init(databaseValue: v)"))
  }

  @Test func findTakesTheKey() throws {
    let code = try members("@Model class Country: Record { @PrimaryKey var code: String }")
    let find = "nonisolated(nonsending) static func find(_ key:"
    #expect(code.contains("\(find) String) async throws -> Self { try await _find(key: key) }"))
    #expect(
      code.contains(
        """
        @available(*, deprecated, message: "the key of 'Country' is a String") \
        \(find) Swift.Int) async throws -> Self { try await _find(key: key) }
        """))
  }

  @Test(arguments: [("Int", 0), ("Int64", 1), ("Author.ID", 1), ("UUID", 2)])
  func integersAreFoundByTheLibraryOrByTheirType(_ type: String, _ count: Int) throws {
    let code = try members("@Model class Country: Record { @PrimaryKey var number: \(type) }")
    #expect(code.count { $0.contains("func find") } == count)
  }

  @Test func theKeyHasAName() throws {
    let code = try members("@Model class Country: Record { @PrimaryKey(\"Code\") var code: String = \"\" }")
    #expect(code[0].hasSuffix(#"columns: [.init("code", String.self, name: "Code", hasDefault: true, isKey: true)])"#))
  }

  @Test func theKeyOfASubclassIsIndexZero() throws {
    let code = try members("@Model class Country: ApplicationRecord { @PrimaryKey var code: String; var area = 0 }")
    #expect(
      code.contains(
        """
        override func _decode(_ row: ActiveRecord.Row) throws { let o = Country.__facts._offset; try super._decode(row); \
        _code_ = try row[0]; _area_ = try row[o + 0] }
        """))
    #expect(
      code.contains(
        """
        override func _value(_ i: Swift.Int) -> ActiveRecord.DatabaseValue { let o = Country.__facts._offset; \
        if i == 0 { return _code_.databaseValue }
        """))
    #expect(code.contains("switch i - o { case 0: return _area_.databaseValue"))
    #expect(code.contains { $0.hasSuffix("if i == 0 { _code_ = try .init(databaseValue: v); return }") })
  }
}
