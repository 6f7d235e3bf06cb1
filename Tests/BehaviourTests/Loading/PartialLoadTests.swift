import ActiveRecord
import ActiveRecordTesting
import Logging
import Testing

/// A condition on the members of an included collection loads it in part: as in Rails, but the log says so.
@Suite struct PartialLoadTests {
  private nonisolated(nonsending) func warnings(
    _ engine: Engine, _ body: nonisolated(nonsending) () async throws -> Void
  ) async throws -> [String] {
    let lines = LogLines()
    var configuration = DatabaseConfiguration()
    configuration.logger = Logger(label: "test") { _ in lines }
    try await engine.database(configuration: configuration) { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      for title in ["A", "B"] { try await theatre.plays.create { $0.title = title } }
      try await body()
    }
    return lines.lines.filter { $0.hasPrefix("warning: ") }
  }

  /// Queries that load a part of the plays, or of their roles, however the condition is written.
  enum Part: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case includes, eagerLoad, deeper, byHand, byName
    var testDescription: String { rawValue }

    nonisolated(nonsending) func load() async throws -> [Theatre] {
      switch self {
      case .includes: try await Theatre.includes(\.plays).where { $0.plays.title == "B" }.load()
      case .eagerLoad: try await Theatre.eagerLoad(\.plays).where { $0.plays.title == "B" && $0.name == "Globe" }.load()
      case .deeper: try await Theatre.includes(\.plays.theatre).where { $0.plays.theatre.name == "Globe" && $0.plays.title == "B" }.load()
      case .byHand: try await Theatre.eagerLoad(\.plays).where("plays.title = \("B")").load()
      case .byName: try await Theatre.includes(\.plays).where("plays.title = \("B")").references(\.plays).load()
      }
    }
  }

  private static let text =
    "warning: Theatre.plays is loaded in part: a condition of the query speaks of it, so only the members that fulfil it are loaded. To find "
    + "records by their members and load all of them, write .where { $0.plays.exists { … } }.preload(\\.plays). To load some of the members, "
    + "declare an association with that scope"

  @Test(arguments: Engine.allCases, Part.allCases) func isToldOnce(_ engine: Engine, _ part: Part) async throws {
    let told = try await warnings(engine) { () async throws in
      for _ in 1...2 { #expect(try await part.load().map { try $0.plays.loaded.map(\.title) } == [["B"]]) }
    }
    #expect(told == [Self.text])
  }

  /// The forms that the warning offers, and conditions that leave no member out.
  @Test(arguments: Engine.allCases) func whatLoadsAllMembersIsNotTold(_ engine: Engine) async throws {
    let told = try await warnings(engine) { () async throws in
      let whole = try await Theatre.where { $0.plays.exists { $0.title == "B" } }.preload(\.plays).load()
      #expect(try whole.map { try $0.plays.loaded.map(\.title) } == [["A", "B"]])
      #expect(try await Theatre.eagerLoad(\.plays).where { $0.name == "Globe" }.order { $0.plays.title.asc }.load().count == 1)
      #expect(try await Theatre.preload(\.plays).joins(\.plays).where { $0.plays.title == "B" }.load()[0].plays.loaded.count == 2)
      #expect(try await Play.includes(\.theatre).where { $0.theatre.name == "Globe" }.load().count == 2)
      #expect(try await Theatre.eagerLoad(\.hits).load()[0].hits.loaded.isEmpty)
    }
    #expect(told.isEmpty)
  }
}
