import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of ships and what is on them: what goes notes which of its callbacks ran.
@Model(table: "ships") class LoudShip: Record {
  var name: String
  @HasOne var compass: LoudCompass? = .has(foreignKey: "ship_id", dependent: .delete)
  @HasOne var anchor: LoudAnchor? = .has(foreignKey: "ship_id", dependent: .destroy)
}
@Model(table: "compasses") class LoudCompass: Record {
  @BelongsTo var ship: LoudShip?
  @Transient var calls: [String] = []
  static func rules(_ compass: Rules<LoudCompass>) {
    compass.beforeDestroy { $0.calls.append("before") }
    compass.afterDestroy { $0.calls.append("after") }
  }
}
@Model(table: "anchors") class LoudAnchor: Record {
  @BelongsTo var ship: LoudShip?
  @Transient var calls: [String] = []
  static func rules(_ anchor: Rules<LoudAnchor>) {
    anchor.beforeDestroy { $0.calls.append("before") }
    anchor.afterDestroy { $0.calls.append("after") }
  }
}

/// What Rails' suite shows of has_one: targets that go, and targets that are refused.
extension HasOneAssociationsTests {
  @Test(arguments: Engine.allCases, ["replaced", "with its owner"]) func onlyWhatIsDestroyedHearsOfIt(
    _ engine: Engine, _ way: String
  ) async throws {
    try await engine.database { _, _ async throws in
      let ship = try await LoudShip.create { $0.name = "S" }
      let compass = try await ship.$compass.create(), anchor = try await ship.$anchor.create()
      if way == "replaced" {
        try await ship.$compass.set(LoudCompass())
        try await ship.$anchor.set(LoudAnchor())
      } else {
        try await ship.destroy()
      }
      #expect(compass.calls.isEmpty)
      #expect(anchor.calls == ["before", "after"] && anchor.isDestroyed)
      let left = way == "replaced" ? 1 : 0
      #expect(try await [LoudCompass.count(), LoudAnchor.count()] == [left, left])
    }
  }

  @Test(arguments: Engine.allCases, [false, true]) func aTargetThatIsRefusedHasNoOwner(_ engine: Engine, _ isReplacing: Bool) async throws {
    try await engine.database { _, _ async throws in
      let player = try await Player.create { $0.name = "Ann" }, contract = Contract { $0.salary = -1 }
      let old = isReplacing ? try await player.$contract.create { $0.salary = 1 } : nil
      let error = await #expect(throws: RecordNotSaved.self) { try await player.$contract.set(contract) }
      #expect(error?.model == "Contract" && error?.description.contains("Player.contract") == true)
      #expect(contract.isNew && contract.playerID == nil)
      #expect(try await player.contract === old)
      #expect(try await Contract.pluck(\.playerID) == (isReplacing ? [player.id] : []))
    }
  }
}
