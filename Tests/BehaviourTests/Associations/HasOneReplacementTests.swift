import ActiveRecord
import ActiveRecordTesting
import Testing

/// A has_one is replaced in one transaction, by each dependent; where anything in it fails, nothing is changed.
@Suite struct HasOneReplacementTests {
  /// What the association says of dependents.
  enum Strategy: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case none, nullify, destroy, delete, restrictWithError, restrictWithException, destroyAsync
    var testDescription: String { rawValue }

    func lamp(of house: Lighthouse) -> HasOneAssociation<Lighthouse, LighthouseLamp> {
      switch self {
      case .none: house.$plain
      case .nullify: house.$emptied
      case .destroy: house.$broken
      case .delete: house.$dropped
      case .restrictWithError: house.$warned
      case .restrictWithException: house.$guarded
      case .destroyAsync: house.$later
      }
    }

    /// Whether the row of the one that is replaced goes: what only says when its owner may be destroyed lets it go, too.
    var takesTheRow: Bool { [.destroy, .delete, .destroyAsync].contains(self) }
    /// Whether it is asked before.
    var calls: Bool { [.destroy, .destroyAsync].contains(self) }
  }

  /// How it is replaced.
  enum Way: String, CaseIterable, Sendable {
    case set, setStored, create, createIfValid, build, clear

    /// Does it: a lamp of this name takes the place.
    func replace(_ lamp: HasOneAssociation<Lighthouse, LighthouseLamp>, with name: String) async throws {
      switch self {
      case .set: try await lamp.set(LighthouseLamp(name: name))
      case .setStored:
        let stored = try await LighthouseLamp.create { $0.name = "stored \(name)" }
        stored.name = name
        try await lamp.set(stored)
      case .create: try await lamp.create { $0.name = name }
      case .createIfValid: try await lamp.createIfValid { $0.name = name }
      case .build:
        lamp.build { $0.name = name }
        try await lamp.owner.save()
      case .clear: try await lamp.set(nil)
      }
    }
  }

  /// The names of the lamps that hold the key of a lighthouse.
  private func names(_ house: Lighthouse) async throws -> [String] {
    try await LighthouseLamp.order(\.id).load().filter { $0.keys == [house.id ?? 0] }.map(\.name)
  }

  @Test(arguments: Engine.allCases, Strategy.allCases) func theOldOneGoesByTheDependent(_ engine: Engine, _ strategy: Strategy) async throws
  {
    try await engine.database { _, _ async throws in
      for (number, way) in Way.allCases.enumerated() {
        for isLoaded in [true, false] {
          let house = try await Lighthouse.create(), name = "\(number) \(isLoaded)"
          let old = try await strategy.lamp(of: house).create { $0.name = "old \(name)" }
          let owner = isLoaded ? house : try await Lighthouse.find(house.id!)
          try await way.replace(strategy.lamp(of: owner), with: "new \(name)")
          #expect(try await names(house) == (way == .clear ? [] : ["new \(name)"]), "\(way)")
          #expect(try strategy.lamp(of: owner).loaded?.name == (way == .clear ? nil : "new \(name)"), "\(way)")
          let row = try await LighthouseLamp.findBy { $0.name == "old \(name)" }
          #expect((row == nil) == strategy.takesTheRow && row?.keys ?? [] == [], "\(way)")
          guard isLoaded else { continue }
          #expect(old.isDestroyed == strategy.takesTheRow, "\(way)")
          #expect(old.calls == (strategy.calls ? ["before destroy"] : []), "\(way)")
          if !strategy.takesTheRow { #expect(old.keys.isEmpty && !old.isChanged, "\(way)") }
        }
      }
    }
  }

  @Test(arguments: Engine.allCases, Strategy.allCases) func aNewOneThatCannotBeSavedCancelsIt(
    _ engine: Engine, _ strategy: Strategy
  ) async throws {
    try await engine.database { _, _ async throws in
      try await LighthouseLamp.create { $0.name = "taken" }
      // Not valid, refused by the unique index, and refused by a callback behind its INSERT.
      for (number, name) in ["", "taken", "cursed"].enumerated() {
        for way in Way.allCases where way != .clear {
          let house = try await Lighthouse.create(), lamp = strategy.lamp(of: house)
          let old = try await lamp.create { $0.name = "old \(number) \(way)" }
          let count = try await LighthouseLamp.count()
          let told = await failure { try await way.replace(lamp, with: name) }
          #expect((told == nil) == (way == .createIfValid && name.isEmpty), "\(way), '\(name)': \(told ?? "nothing was thrown")")
          #expect(try await names(house) == [old.name], "\(way), '\(name)'")
          #expect(try await LighthouseLamp.count() == count + (way == .setStored ? 1 : 0), "\(way), '\(name)'")
          #expect(old.isPersisted && !old.isDestroyed && !old.isChanged && old.keys == [house.id!], "\(way), '\(name)'")
          // What was built waits to be mended; whatever else came is forgotten.
          #expect(try (lamp.loaded === old) == (way != .build), "\(way), '\(name)'")
          #expect(try await lamp.reload() == old, "\(way), '\(name)'")
        }
      }
    }
  }

  /// A row that is deleted without a word has nothing to say.
  @Test(arguments: Engine.allCases, Strategy.allCases.filter { $0 != .delete }) func anOldOneThatRefusesCancelsIt(
    _ engine: Engine, _ strategy: Strategy
  ) async throws {
    try await engine.database { _, _ async throws in
      for way in Way.allCases {
        let house = try await Lighthouse.create(), lamp = strategy.lamp(of: house)
        let old = try await lamp.create { $0.name = strategy.calls ? "stuck" : "tied" }
        let count = try await LighthouseLamp.count()
        let told = await failure { try await way.replace(lamp, with: "new \(way)") }
        // Where the old one is refused as invalid, `createIfValid` says so by what it returns.
        #expect((told == nil) == (way == .createIfValid && !strategy.calls), "\(way): \(told ?? "nothing was thrown")")
        #expect(try await names(house) == [old.name], "\(way)")
        #expect(try await LighthouseLamp.count() == count + (way == .setStored ? 1 : 0), "\(way)")
        #expect(old.isPersisted && !old.isDestroyed && !old.isChanged && old.keys == [house.id!], "\(way)")
        #expect(try await lamp.reload() == old, "\(way)")
        try await old.delete()
      }
    }
  }
}
