import ActiveRecord
import ActiveRecordTesting
import Logging
import Synchronization
import Testing

/// Associations that are declared with `deprecated: true`: every use of them is told.
@Suite struct DeprecatedAssociationTests {
  @Test(arguments: Engine.allCases, DeprecatedWay.all) func eachUseIsTold(_ engine: Engine, _ way: DeprecatedWay) async throws {
    try await engine.museum { curator, relic async throws in
      let told = Told()
      try await told.listening.during { try await way.run(curator, relic) }
      #expect(told.uses == way.told)
    }
  }

  @Test(arguments: Engine.allCases, DeprecatedWay.all) func eachUseCanBeRefused(_ engine: Engine, _ way: DeprecatedWay) async throws {
    try await engine.museum { curator, relic async throws in
      let before = try await Self.rows()
      var refusal: AssociationError?
      do { try await DeprecatedAssociations.raise.during { try await way.run(curator, relic) } } catch let error as AssociationError {
        refusal = error
      }
      #expect((refusal?.code == .deprecated) == way.isRefused, "\(refusal.map { "\($0)" } ?? "nothing was thrown")")
      #expect(try await Self.rows() == before)
    }
  }

  @Test(arguments: Engine.allCases) func othersAreNotTold(_ engine: Engine) async throws {
    try await engine.museum { curator, relic async throws in
      let told = Told()
      try await told.listening.during {
        _ = try await curator.relics.load()
        _ = try await curator.badge?.number
        try await curator.halls.replace(with: [])
        _ = try await curator.scratches.ids()
        _ = try await Curator.preload(\.relics.scratches, \.badge).joins(\.halls).load()
        _ = try await relic.curator
        _ = Curator.reflection("oldRelics")?.foreignKeyName
        try await curator.save()
      }
      #expect(told.uses == [])
      try await DeprecatedAssociations.raise.during { () async throws in #expect(try await curator.relics.count() == 2) }
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatGoesWithTheRecordIsTold(_ engine: Engine) async throws {
    try await engine.museum { _, relic async throws in
      let box = try await RelicCase.create { $0.relicID = relic.id }
      let told = Told()
      let refused = await failure { try await DeprecatedAssociations.raise.during { try await box.destroy() } }
      #expect(refused == "RelicCase.relic: it is deprecated, and its 'dependent' has an effect here")
      try await told.listening.during { try await box.destroy() }
      #expect(told.uses == ["RelicCase.relic dependent", "Relic.oldCurator touch"])
    }
  }

  @Test(arguments: Engine.allCases) func aUseSaysWhatAndHow(_ engine: Engine) async throws {
    try await engine.museum { curator, relic async throws in
      let lines = LogLines()
      try await DeprecatedAssociations.warn(to: Logger(label: "test") { _ in lines }).during {
        curator.$oldBadge.reset()
        _ = try await Curator.preload(\.oldBadge).load()
        _ = try await Curator.joins(\.oldHalls).load()
        _ = try await Curator.where { $0.oldRelics.exists() }.count()
        try await curator.assign(Attributes { $0.oldBadge = .new { $0.number = 8 } })
        _ = try await curator.pin
        try await relic.save()
        try await Curator.find(1).destroy()
      }
      let words = [
        "Curator.oldBadge: it is deprecated, and is used by its name", "Curator.oldBadge: it is deprecated, and is preloaded",
        "Curator.oldHalls: it is deprecated, and is joined", "Curator.oldRelics: it is deprecated, and is asked for in a condition",
        "Curator.oldBadge: it is deprecated, and gets attributes", "Curator.oldBadge: it is deprecated, and Curator.pin leads over it",
        "Relic.oldCurator: it is deprecated, and its 'touch' has an effect here",
        "Curator.oldRelics: it is deprecated, and its 'dependent' has an effect here",
      ]
      #expect(lines.lines == words.map { "warning: \($0)" })
    }
  }

  @Test func reflectionsSaySo() {
    let deprecated = Curator.reflections.filter(\.isDeprecated).map(\.name)
    #expect(deprecated == ["oldRelics", "oldBadge", "oldHalls", "oldScratches", "allOldScratches", "oldPin", "allOldPin"])
    #expect(Relic.reflection("oldCurator")?.optionNames.contains("deprecated") == true)
    #expect(Curator.reflection("deepScratches")?.isDeprecated == false)
  }

  /// Every row that a use could change.
  private static func rows() async throws -> [String] {
    var rows: [String] = []
    for curator in try await Curator.order(\.id).load() { rows.append("curator \(curator.name ?? "-")") }
    for relic in try await Relic.order(\.id).load() { rows.append("relic \(relic.label ?? "-") of \(relic.curatorID ?? 0)") }
    for badge in try await CuratorBadge.order(\.id).load() { rows.append("badge \(badge.number) of \(badge.curatorID ?? 0)") }
    rows.append("halls \(try await Curator.joins(\.halls).count())")
    return rows
  }
}

/// The uses that were told.
final class Told: Sendable {
  private let list = Mutex<[String]>([])

  var uses: [String] { list.withLock { $0 } }

  var listening: DeprecatedAssociations {
    .notify { [self] use in list.withLock { $0.append("\(use.reflection.ownerName).\(use.reflection.name) \(use.kind)") } }
  }
}

extension Engine {
  /// Runs `body` on a curator with two relics, a badge and a hall.
  func museum(_ body: nonisolated(nonsending) (Curator, Relic) async throws -> Void) async throws {
    try await database(models: [Curator.self, Relic.self, RelicCase.self]) { _, _ async throws in
      let silence = DeprecatedAssociations.notify { _ in }
      try await silence.during {
        let ann = try await Curator.create { $0.name = "Ann" }
        let urn = try await ann.relics.create { $0.label = "urn" }
        try await ann.relics.create { $0.label = "bowl" }
        try await urn.scratches.create { $0.depth = 3 }
        let badge = try await ann.$badge.create { $0.number = 7 }
        let pin = try await badge.$pin.create { $0.metal = "tin" }
        try await pin.$pinCase.create()
        try await ann.halls.create { $0.name = "west" }
      }
      try await body(Curator.find(1), Relic.find(1))
    }
  }
}
