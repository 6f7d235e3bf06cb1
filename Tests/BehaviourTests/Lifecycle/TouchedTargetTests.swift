import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// `touch:` on has_one, and what follows a record that is touched.
@Suite struct TouchedTargetTests {
  private let early = Date(timeIntervalSince1970: 1000)
  private let late = Date(timeIntervalSince1970: 2000)

  private func waxed() async throws -> Signet {
    try await RecordClock.set(to: early) {
      let signet = try await Signet.create { $0.name = "s" }
      try await signet.$wax.create()
      return signet
    }
  }

  private static func words(_ recorder: SQLRecorder) -> [String] {
    recorder.sql.map { $0.split(separator: " ").prefix(3).joined(separator: " ").replacing("FROM ", with: "").replacing("INTO ", with: "") }
  }

  @Test(arguments: Engine.allCases) func creatingBothTouchesTheTarget(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let signet = Signet(name: "s")
      signet.$wax.build()
      recorder.clear()
      try await signet.save()
      #expect(Self.words(recorder) == [#"INSERT "signets""#, #"INSERT "signet_waxes""#, #"UPDATE "signet_waxes" SET"#])
    }
  }

  enum Change: String, CaseIterable, Sendable { case update, touch, destroy, emptyUpdate, updateOfANewInstance, spared }

  @Test(arguments: Engine.allCases, Change.allCases) func changesTouchTheTarget(_ engine: Engine, _ change: Change) async throws {
    try await engine.database { _, recorder async throws in
      var signet = try await waxed()
      if change == .updateOfANewInstance { signet = try await Signet.find(signet.id!) }
      recorder.clear()
      try await RecordClock.set(to: late) {
        switch change {
        case .update, .updateOfANewInstance: try await signet.update { $0.name = "x" }
        case .touch: try await signet.touch()
        case .destroy: try await signet.destroy()
        case .emptyUpdate: try await signet.save()
        case .spared: try await SignetWax.withoutTouching { try await signet.update { $0.name = "x" } }
        }
      }
      let own = #"UPDATE "signets" SET"#, touch = #"UPDATE "signet_waxes" SET"#
      let expected: [String] =
        switch change {
        case .update: [own, touch]
        case .updateOfANewInstance: [own, "SELECT", touch]
        case .touch: [touch]
        case .destroy: [#"DELETE "signets""#, touch]
        case .emptyUpdate: []
        case .spared: [own]
        }
      #expect(Self.words(recorder).map { $0.hasPrefix("SELECT") ? "SELECT" : $0 } == expected)
      #expect(try await SignetWax.pluck(\.updatedAt) == [expected.contains(touch) ? late : early])
    }
  }

  @Test(arguments: Engine.allCases) func aTargetThatIsOnlyBuiltWritesNothing(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let signet = try await Signet.create { $0.name = "s" }
      recorder.clear()
      signet.$wax.build()
      signet.$wax.build()
      #expect(recorder.sql.isEmpty)
      let chain = try await RecordClock.set(to: early) { try await SignetChain.create { $0.name = "c" } }
      recorder.clear()
      chain.$tag.build()
      chain.$tag.build()
      #expect(recorder.sql.isEmpty && chain.updatedAt == early && !chain.isChanged)
    }
  }

  @Test(arguments: Engine.allCases) func aPolymorphicTargetIsFoundAfterItsOwnerWasCreatedWithIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let chain = SignetChain(name: "c"), cord = SignetCord()
      cord.$bound.set(chain)
      try await cord.save()
      #expect(chain.isPersisted && cord.boundID == chain.id)
      #expect(try await chain.cord == cord)
      #expect(try await chain.$cord.reload() == cord)
    }
  }

  @Test(arguments: Engine.allCases) func aPolymorphicTargetIsLoadedToBeTouched(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await RecordClock.set(to: early) {
        let chain = try await SignetChain.create { $0.name = "c" }
        try await chain.$cord.create()
      }
      let chain = try #require(try await SignetChain.last())
      recorder.clear()
      try await RecordClock.set(to: late) { try await chain.update { $0.name = "d" } }
      #expect(recorder.sql.count == 3)
      let cord = try #require(try await SignetCord.first())
      #expect(cord.pulledAt == late && cord.updatedAt == late)
    }
  }

  @Test(arguments: Engine.allCases) func destroyingAChildTouchesAParentThatIsNotLoaded(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let chain = try await RecordClock.set(to: early) { try await SignetChain.create { $0.name = "c" } }
      let charm = try await RecordClock.set(to: early) { try await chain.charms.create() }
      try await RecordClock.set(to: late) { try await SignetCharm.find(charm.id!).destroy() }
      #expect(try await SignetCharm.count() == 0)
      #expect(try await SignetChain.find(chain.id!).updatedAt == late)
    }
  }

  @Test(arguments: Engine.allCases, ["removed", "reassigned"])
  func touchReachesTheParentThatWasThereBefore(_ engine: Engine, _ what: String) async throws {
    try await engine.database { _, recorder async throws in
      let (chain, other, tag) = try await RecordClock.set(to: early) {
        let chain = try await SignetChain.create { $0.name = "c" }, other = try await SignetChain.create { $0.name = "o" }
        let tag = SignetTag(chain: chain)
        try await tag.save()
        return (chain, other, tag)
      }
      tag.$chain.set(what == "removed" ? nil : other)
      recorder.clear()
      try await RecordClock.set(to: late) { try await tag.touch() }
      #expect(recorder.sql.filter { $0.hasPrefix(#"UPDATE "signet_chains""#) }.count == (what == "removed" ? 1 : 2))
      #expect(try await SignetChain.find(chain.id!).updatedAt == late)
      #expect(try await SignetChain.find(other.id!).updatedAt == (what == "removed" ? early : late))
      #expect(try await SignetTag.find(tag.id!).chainID == chain.id)
    }
  }
}
