import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Saving a graph takes as many statements as in the reference, or fewer: `Tests/Conformance/statements.tsv` says how many it takes there.
@Suite struct StatementCountTests {
  /// A tree of five levels: how many children each record has, level by level, and what saving it takes in the reference.
  private struct Tree {
    let children: [Int]
    let records: Int
    let statements: Int

    init(_ row: Substring) throws {
      let fields = row.split(separator: "\t")
      children = try fields[0].split(separator: " ").map { try #require(Int($0)) }
      records = try #require(Int(fields[1]))
      statements = try #require(Int(fields[2]))
    }

    /// How many records there are, by the number of children.
    var counted: Int { children.reduce((all: 1, level: 1)) { ($0.all + $0.level * $1, $0.level * $1) }.all }

    static func all() throws -> [Tree] {
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
      let text = try String(contentsOf: folder.appending(path: "../../Conformance/statements.tsv").standardized, encoding: .utf8)
      return try text.split(separator: "\n").dropFirst().map { try Tree($0) }
    }
  }

  @Test(arguments: Engine.allCases) func aTreeTakesNoMoreThanInTheReference(_ engine: Engine) async throws {
    let trees = try Tree.all()
    #expect(trees.map(\.records) == [121, 10_111])
    for tree in trees {
      #expect(tree.counted == tree.records)
      try await engine.database { _, recorder async throws in
        let estate = Worlds.estate(tree.children[0], tree.children[1], tree.children[2], tree.children[3])
        // In the reference's tables the database fills nothing in.
        for sapling in estate.meadows.target.flatMap(\.furrows.target).flatMap(\.saplings.target) { sapling.height = 12 }
        recorder.clear()
        try await estate.save()
        let count = recorder.events.count
        print("\(engine.rawValue): \(tree.records) records in five levels take \(count) statements, in the reference \(tree.statements)")
        #expect(count <= tree.statements)
        // Where inserts return keys, a hundred rows go with each.
        if engine == .sqlite { #expect(count == (tree.records == 121 ? 5 : 103) + 2) }
        let rows = try await [Estate.count(), Meadow.count(), Furrow.count(), Sapling.count(), Petal.count()]
        #expect(rows.reduce(0, +) == tree.records)
      }
    }
  }
}
