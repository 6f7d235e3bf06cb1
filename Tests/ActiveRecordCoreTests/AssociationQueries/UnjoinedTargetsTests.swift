import Testing

@testable import ActiveRecordCore

/// How many queries the keys that the steps of an association led to are asked for with.
@Suite struct UnjoinedTargetsTests {
  private final class Sheet: Record {
    static let facts = ModelFacts(Sheet.self, columns: [ColumnFacts("id", Int?.self, isKey: true)])
    override class var _facts: ModelFacts { facts }
  }

  private func sql(_ core: RelationCore) throws -> RenderedSQL {
    try core.statement(nil, selection: [SQLSelection(.star(.root))]).rendered(Dialect(name: "test"))
  }

  @Test func integersAreNotBound() throws {
    let keys = [7, 3, 9].map { DatabaseValue.int($0) }
    let core = UnjoinedTargets(RelationCore(Sheet.facts), "id", keys, isOrdered: true).inOneStatement
    let rendered = try sql(core)
    #expect(rendered.bindings.isEmpty)
    #expect(rendered.text.contains("IN (7,3,9)"))
    #expect(rendered.text.hasSuffix("WHEN 7 THEN 0 WHEN 3 THEN 1 WHEN 9 THEN 2 END"))
  }

  @Test func moreThanAStatementBindsAreAskedForInPieces() throws {
    let keys = (0..<70_000).map { DatabaseValue.text("k\($0)") }
    let targets = UnjoinedTargets(RelationCore(Sheet.facts), "id", keys, isOrdered: false)
    let pieces = try #require(targets.pieces(maximum: 32_000))
    #expect(try pieces.map { try sql($0).bindings.count } == [32_000, 32_000, 6_000])
    #expect(targets.pieces(maximum: 70_000) == nil)
  }

  @Test func aLimitIsOneOfThemAll() throws {
    var core = RelationCore(Sheet.facts)
    core.limit = 5
    let keys = (0..<2_000).map { DatabaseValue.int($0) }
    #expect(UnjoinedTargets(core, "id", keys, isOrdered: true).pieces(maximum: 32_000) == nil)
    #expect(UnjoinedTargets(RelationCore(Sheet.facts), "id", keys, isOrdered: true).pieces(maximum: 32_000)?.count == 1)
    #expect(UnjoinedTargets(core, "id", [], isOrdered: true).inOneStatement.isNone)
  }
}
