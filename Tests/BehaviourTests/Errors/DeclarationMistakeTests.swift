import ActiveRecord
import ActiveRecordTesting
import Logging
import Testing

/// Associations that cannot be, as the compiler cannot see it. They have no tables.
enum Misled {
  @Model class Crane: Record {
    @HasMany var hooks: Many<Hook>
    @HasOne var rope: Rope? = .through(\.hooks)
    @HasMany var chains: Many<Chain> = .through(\.hooks)
    @HasMany var wires: Many<Rope> = .through(\.hooks)
    @HasMany var spares: Many<Hook> = .has(foreignKey: "crain_id", hasInverse: false)
    @HasMany var lamps: Many<Lamp>
  }
  @Model class Hook: Record {
    @BelongsTo var crane: Crane?
    @BelongsTo var rope: Rope?
  }
  @Model class Rope: Record { var length = 1 }
  @Model class Chain: Record { var length = 1 }
  @Model class Lamp: Record { var watts = 1 }
}

/// Takes its owner along, which others point at, too.
enum Greedy {
  @Model class Van: Record { @HasMany var parcels: Many<Parcel> }
  @Model class Parcel: Record {
    @BelongsTo var van: Van? = .belongs(dependent: .destroy)
    @BelongsTo var label: Label? = .belongs(dependent: .destroy)
  }
  @Model class Label: Record { @HasOne var parcel: Parcel? }
}

/// Collects what is logged.
final class LogLines: LogHandler, @unchecked Sendable {
  // Only one task logs.
  var lines: [String] = []
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
  func log(event: LogEvent) { lines.append("\(event.level): \(event.message)") }
}

/// What the check of all models tells, each mistake with the association and what to write.
@Suite struct DeclarationMistakeTests {
  @Test(
    arguments: Engine.allCases,
    [
      ("rope", ["Misled.Crane.rope", "a has_one cannot go through the collection 'hooks'"]),
      ("chains", ["Misled.Crane.chains", "Misled.Hook", "has no association 'chain' or 'chains'"]),
      ("wires", ["has no association 'wire' or 'wires'", #"Write .through(\.hooks, source: \.rope)"#]),
      ("spares", ["Misled.Crane.spares", "the foreignKey 'crain_id' is no column of Misled.Hook", "Did you mean 'crane_id'?"]),
      ("lamps", ["Misled.Crane.lamps", "Misled.Lamp has no column 'crane_id'", "@BelongsTo var crane"]),
    ] as [(String, [String])])
  func isToldBeforeTheFirstQuery(_ engine: Engine, _ mistake: (association: String, parts: [String])) throws {
    let (association, parts) = mistake
    let problems = ModelGraph.problems([Misled.Crane.self, Misled.Hook.self, Misled.Rope.self, Misled.Chain.self, Misled.Lamp.self])
    #expect(problems.count == 5)
    let problem = try #require(problems.first { $0.contains("Crane.\(association)") })
    for part in parts { #expect(problem.contains(part)) }
  }

  @Test(arguments: Engine.allCases) func isToldOnFirstUse(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let told = await failure { _ = try await Misled.Crane.joins(\.rope).load() }
      #expect(told?.contains("Misled.Crane.rope: a has_one cannot go through the collection 'hooks'") == true)
      #expect(await failure { _ = try await Misled.Crane.joins(\.chains).load() }?.contains("'chain' or 'chains'") == true)
      #expect(await failure { _ = try await Misled.Crane.joins(\.spares).load() }?.contains("crane_id") == true)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatOthersPointAtIsAWarning(_ engine: Engine) async throws {
    let text =
      "Greedy.Parcel.van: 'dependent: .destroy' takes the Greedy.Van away from everything else in Greedy.Van.parcels. "
      + "Leave it out here, or say 'dependent' there"
    #expect(ModelGraph.warnings([Greedy.Van.self, Greedy.Parcel.self, Greedy.Label.self]).map(\.description) == [text])
    #expect(ModelGraph.problems([Greedy.Van.self, Greedy.Parcel.self]).isEmpty)
    let lines = LogLines()
    var configuration = DatabaseConfiguration()
    configuration.logger = Logger(label: "test") { _ in lines }
    try await engine.database(configuration: configuration, models: [Greedy.Van.self, Greedy.Parcel.self]) { _, _ async throws in }
    #expect(Set(lines.lines) == ["warning: \(text)"])
  }
}
