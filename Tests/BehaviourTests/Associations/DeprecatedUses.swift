import ActiveRecord
import Testing

/// A way of using an association that is deprecated, and what is told of it.
struct DeprecatedWay: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// The uses, each with its kind.
  let told: [String]
  /// Whether it is an error where deprecated associations are refused: some questions are answered in memory.
  let isRefused: Bool
  let run: @Sendable (Curator, Relic) async throws -> Void

  init(
    _ name: String, _ told: String..., isRefused: Bool = true, run: @escaping @Sendable (Curator, Relic) async throws -> Void
  ) {
    testDescription = name
    self.told = told
    self.isRefused = isRefused
    self.run = run
  }

  static let all = many + one + belongsTo + joined + through + queries + writing

  private static let (relics, badge, curator, halls) = (
    "Curator.oldRelics named", "Curator.oldBadge named", "Relic.oldCurator named", "Curator.oldHalls named"
  )
  private static let touch = "Relic.oldCurator touch"

  private static let many = [
    DeprecatedWay("has_many, loaded", relics) { curator, _ async throws in #expect(try await curator.oldRelics.load().count == 2) },
    DeprecatedWay("has_many, counted", relics) { curator, _ async throws in #expect(try await curator.oldRelics.count() == 2) },
    DeprecatedWay("has_many, size", relics) { curator, _ async throws in #expect(try await curator.oldRelics.size() == 2) },
    DeprecatedWay("has_many, any", relics) { curator, _ async throws in #expect(try await curator.oldRelics.any()) },
    DeprecatedWay("has_many, narrowed", relics) { curator, _ async throws in
      #expect(try await curator.oldRelics.where { $0.label == "urn" }.load().count == 1)
    },
    DeprecatedWay("has_many, ids", relics) { curator, _ async throws in #expect(try await curator.oldRelics.ids().count == 2) },
    DeprecatedWay("has_many, replaced", relics, touch) { curator, _ in try await curator.oldRelics.replace(with: [Relic(label: "new")]) },
    DeprecatedWay("has_many, replaced by keys", relics) { curator, relic in try await curator.oldRelics.replace(withIDs: [relic.id!]) },
    DeprecatedWay("has_many, created", relics, touch) { curator, _ in try await curator.oldRelics.create { $0.label = "new" } },
    DeprecatedWay("has_many, built", relics, touch) { curator, _ async throws in
      curator.oldRelics.build { $0.label = "new" }
      try await curator.save()
    },
    DeprecatedWay("has_many, removed", relics) { curator, relic in try await curator.oldRelics.remove(relic) },
    DeprecatedWay("has_many, reset", relics, isRefused: false) { curator, _ in curator.oldRelics.reset() },
  ]

  private static let one = [
    DeprecatedWay("has_one, read", badge) { curator, _ async throws in #expect(try await curator.oldBadge?.number == 7) },
    DeprecatedWay("has_one, set", badge) { curator, _ in try await curator.$oldBadge.set(CuratorBadge(number: 8)) },
    DeprecatedWay("has_one, created", badge) { curator, _ in try await curator.$oldBadge.create { $0.number = 8 } },
    DeprecatedWay("has_one, built", badge) { curator, _ async throws in
      curator.$oldBadge.build { $0.number = 8 }
      try await curator.save()
    },
    DeprecatedWay("has_one, reloaded", badge) { curator, _ async throws in #expect(try await curator.$oldBadge.reload()?.number == 7) },
    DeprecatedWay("has_one, reset", badge, isRefused: false) { curator, _ in curator.$oldBadge.reset() },
  ]

  private static let belongsTo = [
    DeprecatedWay("belongs_to, read", curator) { _, relic async throws in #expect(try await relic.oldCurator?.name == "Ann") },
    DeprecatedWay("belongs_to, set", curator, touch) { _, relic in
      relic.$oldCurator.set(nil)
      try await relic.save()
    },
    DeprecatedWay("belongs_to, built", curator, touch) { _, relic in
      relic.$oldCurator.build { $0.name = "Bob" }
      try await relic.save()
    },
    DeprecatedWay("belongs_to, created", curator, touch) { _, relic in
      try await relic.$oldCurator.create { $0.name = "Bob" }
      try await relic.save()
    },
    DeprecatedWay("belongs_to, reloaded", curator) { _, relic async throws in #expect(try await relic.$oldCurator.reload()?.name == "Ann")
    },
    DeprecatedWay("belongs_to, reset", curator, isRefused: false) { _, relic in relic.$oldCurator.reset() },
    DeprecatedWay("belongs_to, changed by the last save?", curator, isRefused: false) { _, relic in #expect(!relic.$oldCurator.wasChanged)
    },
    DeprecatedWay("belongs_to, changed?", curator, isRefused: false) { _, relic in #expect(!relic.$oldCurator.isChanged) },
  ]

  private static let joined = [
    DeprecatedWay("habtm, loaded", halls) { curator, _ async throws in #expect(try await curator.oldHalls.load().count == 1) },
    DeprecatedWay("habtm, ids", halls) { curator, _ async throws in #expect(try await curator.oldHalls.ids().count == 1) },
    DeprecatedWay("habtm, replaced by keys", halls) { curator, _ in try await curator.oldHalls.replace(withIDs: [Int]()) },
    DeprecatedWay("habtm, replaced", halls) { curator, _ in try await curator.oldHalls.replace(with: []) },
  ]

  private static let through = [
    DeprecatedWay("through, itself", "Curator.oldScratches named") { curator, _ async throws in
      #expect(try await curator.oldScratches.load().count == 1)
    },
    DeprecatedWay(
      "through, over another", #"Curator.oldRelics ledOver(by: "Curator.deepScratches")"#,
      #"Relic.oldScratches ledOver(by: "Curator.deepScratches")"#
    ) { curator, _ async throws in #expect(try await curator.deepScratches.load().count == 1) },
    DeprecatedWay(
      "through, all of them", "Curator.allOldScratches named", #"Curator.oldRelics ledOver(by: "Curator.allOldScratches")"#,
      #"Relic.oldScratches ledOver(by: "Curator.allOldScratches")"#
    ) { curator, _ async throws in #expect(try await curator.allOldScratches.load().count == 1) },
    DeprecatedWay(
      "through, nested", #"Curator.oldRelics ledOver(by: "Curator.scratchedRelics")"#,
      #"Relic.oldScratches ledOver(by: "Curator.scratchedRelics")"#
    ) { curator, _ async throws in #expect(try await curator.scratchedRelics.load().map(\.label) == ["urn"]) },
    DeprecatedWay("through, to one, itself", "Curator.oldPin named") { curator, _ async throws in
      #expect(try await curator.oldPin?.metal == "tin")
    },
    DeprecatedWay("through, to one, over the source", #"CuratorBadge.oldPin ledOver(by: "Curator.sourcePin")"#) { curator, _ async throws in
      #expect(try await curator.sourcePin?.metal == "tin")
    },
    DeprecatedWay(
      "through, to one, all of them", "Curator.allOldPin named", #"Curator.oldBadge ledOver(by: "Curator.allOldPin")"#,
      #"CuratorBadge.oldPin ledOver(by: "Curator.allOldPin")"#
    ) { curator, _ async throws in #expect(try await curator.allOldPin?.metal == "tin") },
    DeprecatedWay("through, to one, nested", #"Curator.oldBadge ledOver(by: "Curator.pinCase")"#) { curator, _ async throws in
      #expect(try await curator.pinCase != nil)
    },
    DeprecatedWay("through, to one, over another", #"Curator.oldBadge ledOver(by: "Curator.pin")"#) { curator, _ async throws in
      #expect(try await curator.pin?.metal == "tin")
    },
    DeprecatedWay(
      "through, preloaded", #"Curator.oldRelics ledOver(by: "Curator.deepScratches")"#,
      #"Relic.oldScratches ledOver(by: "Curator.deepScratches")"#
    ) { _, _ in _ = try await Curator.preload(\.deepScratches).load() },
  ]

  private static let queries = [
    DeprecatedWay("preloaded", "Curator.oldRelics preloaded") { _, _ in _ = try await Curator.preload(\.oldRelics).load() },
    DeprecatedWay("preloaded below another", "Curator.oldBadge preloaded") { _, _ in
      _ = try await Relic.preload(\.curator.oldBadge).load()
    },
    DeprecatedWay("included", "Curator.oldRelics preloaded") { _, _ in _ = try await Curator.includes(\.oldRelics).load() },
    DeprecatedWay("included and asked for", "Curator.oldRelics joined") { _, _ in
      _ = try await Curator.includes(\.oldRelics).where { $0.oldRelics.label == "urn" }.load()
    },
    DeprecatedWay("eagerly loaded", "Curator.oldRelics joined") { _, _ in _ = try await Curator.eagerLoad(\.oldRelics).load() },
    DeprecatedWay("preloaded later", "Curator.oldBadge preloaded") { curator, _ in try await [curator].preload(\.oldBadge) },
    DeprecatedWay("joined", "Curator.oldRelics joined") { _, _ in _ = try await Curator.joins(\.oldRelics).load() },
    DeprecatedWay("joined outside", "Curator.oldRelics joined") { _, _ in _ = try await Curator.leftJoins(\.oldRelics).count() },
    DeprecatedWay("in a condition", "Curator.oldRelics asked") { _, _ in _ = try await Curator.where { $0.oldRelics.exists() }.load() },
    DeprecatedWay("compared", "Relic.oldCurator asked") { curator, _ in _ = try await Relic.where { $0.oldCurator == curator }.load() },
  ]

  private static let writing = [
    DeprecatedWay("nested attributes of many", "Curator.oldRelics nestedAttributes") { curator, _ async throws in
      try await curator.assign(Attributes { $0.oldRelics = [.new { $0.label = "new" }] })
    },
    DeprecatedWay("nested attributes of one", "Curator.oldBadge nestedAttributes") { curator, _ async throws in
      try await curator.assign(Attributes { $0.oldBadge = .new { $0.number = 8 } })
    },
    DeprecatedWay("dependent of has_many", "Curator.oldRelics dependent") { curator, _ in try await curator.destroy() },
    DeprecatedWay("touch of an update", touch) { _, relic in
      relic.label = "vase"
      try await relic.save()
    },
    DeprecatedWay("touch of a new record", touch) { _, _ in try await Relic.create { $0.label = "vase" } },
    DeprecatedWay("touch of a destroyed record", touch) { _, relic in try await relic.destroy() },
  ]
}
