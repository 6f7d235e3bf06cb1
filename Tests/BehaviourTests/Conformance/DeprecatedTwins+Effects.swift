import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

// What saving and destroying do by an association that is there twice, what leads over it, and attributes for its targets.

extension DeprecatedTwin {
  static let belongsToEffects = [
    DeprecatedTwin("belongs_to that is current, taken along") { beacon, key async throws in
      try await spares("BeaconKey.beacon") { try await key.destroy() }
      #expect(beacon.isDestroyed)
      #expect(try await Beacon.count() == 0)
    },
    DeprecatedTwin("belongs_to, taken along") { beacon, key async throws in
      try await tells("BeaconKey.oldBeacon dependent", touch, dependents[0], dependents[1]) { try await key.destroy() }
      #expect(beacon.isDestroyed)
      #expect(try await Beacon.count() == 0)
    },
    DeprecatedTwin("belongs_to that is current, touched by a new record") { _, _ async throws in
      let south = try await untouched()
      try await spares("BeaconKey.beacon") { try await south.$beaconKey.create { $0.name = "brass" } }
      #expect(try await Beacon.find(south.id!).updatedAt != longAgo)
    },
    DeprecatedTwin("belongs_to, touched by a new record") { _, _ async throws in
      let south = try await untouched()
      try await tells(touch) { try await south.$beaconKey.create { $0.name = "brass" } }
      #expect(try await Beacon.find(south.id!).updatedAt != longAgo)
    },
    DeprecatedTwin("belongs_to, touched by an update") { beacon, key async throws in
      try await spares("BeaconKey.beacon") { try await key.update { $0.name = "brass" } }
      try await Beacon.updateAll { [$0.updatedAt.set(longAgo)] }
      try await tells(touch) { try await key.update { $0.name = "bronze" } }
      #expect(try await Beacon.find(beacon.id!).updatedAt != longAgo)
    },
    DeprecatedTwin("belongs_to that is current, touched by a destroyed record") { beacon, key async throws in
      try await spares("BeaconKey.beacon") { try await key.destroy() }
      #expect(key.isDestroyed && beacon.isDestroyed)
    },
    DeprecatedTwin("belongs_to, touched by a destroyed record") { beacon, key async throws in
      let told = Told()
      try await told.listening.during { try await key.destroy() }
      #expect(told.uses.filter { $0 == touch }.count == 1)
      #expect(key.isDestroyed && beacon.isDestroyed)
    },
  ]

  /// A beacon that was touched long ago.
  private static nonisolated(nonsending) func untouched() async throws -> Beacon {
    let south = try await Beacon.create { $0.name = "South" }
    try await south.updateColumns { $0.updatedAt = longAgo }
    return south
  }

  static let through = [
    DeprecatedTwin("has_many through, over the source") { beacon, _ async throws in
      let pane = try await beacon.panes.create { $0.label = "east" }
      let chip = try await pane.chips.create { $0.depth = 2 }
      try await tells { () async throws in #expect(try await beacon.chips.load() == [chip]) }
      try await tells(#"BeaconPane.oldChips ledOver(by: "Beacon.oldChipsOfPanes")"#) { () async throws in
        #expect(try await beacon.oldChipsOfPanes.load() == [chip])
      }
    },
    DeprecatedTwin("has_one through, itself") { beacon, _ async throws in
      let wick = try await lit(beacon)
      try await tells { () async throws in #expect(try await beacon.wick == wick) }
      try await tells("Beacon.oldWick named") { () async throws in #expect(try await beacon.oldWick == wick) }
    },
    DeprecatedTwin("has_one through, over another") { beacon, _ async throws in
      let wick = try await lit(beacon)
      try await tells(#"Beacon.oldLamp ledOver(by: "Beacon.wickOfOldLamp")"#) { () async throws in
        #expect(try await beacon.wickOfOldLamp == wick)
      }
    },
    DeprecatedTwin("has_one through, over the source") { beacon, _ async throws in
      let wick = try await lit(beacon)
      try await tells(#"BeaconLamp.oldWick ledOver(by: "Beacon.oldWickOfLamp")"#) { () async throws in
        #expect(try await beacon.oldWickOfLamp == wick)
      }
    },
    DeprecatedTwin("has_one through, all of them") { beacon, _ async throws in
      let wick = try await lit(beacon)
      try await tells(
        "Beacon.oldWickOfOldLamp named", #"Beacon.oldLamp ledOver(by: "Beacon.oldWickOfOldLamp")"#,
        #"BeaconLamp.oldWick ledOver(by: "Beacon.oldWickOfOldLamp")"#
      ) { () async throws in #expect(try await beacon.oldWickOfOldLamp == wick) }
    },
    DeprecatedTwin("has_one through, nested") { beacon, _ async throws in
      try await beacon.$lamp.create { $0.name = "oil" }
      let flag = try await beacon.$flag.create { $0.name = "red" }
      try await tells(#"Beacon.oldFlag ledOver(by: "Beacon.flagOfLamp")"#) { () async throws in
        #expect(try await beacon.flagOfLamp == flag)
      }
    },
  ]

  /// The wick of the lamp of a beacon.
  private static nonisolated(nonsending) func lit(_ beacon: Beacon) async throws -> BeaconWick {
    let lamp = try await beacon.$lamp.create { $0.name = "oil" }
    return try await lamp.$wick.create { $0.name = "flax" }
  }

  static let nestedAttributes = [
    DeprecatedTwin("nested attributes of has_many") { beacon, _ async throws in
      try await tells { try await beacon.assign(Attributes { $0.panes = [.new { $0.label = "east" }] }) }
      try await tells("Beacon.oldPanes nestedAttributes") {
        try await beacon.assign(Attributes { $0.oldPanes = [.new { $0.label = "west" }] })
      }
      #expect(beacon.oldPanes.target.map(\.label) == ["west"])
    },
    DeprecatedTwin("nested attributes of has_one") { beacon, _ async throws in
      try await tells { try await beacon.assign(Attributes { $0.lamp = .new { $0.name = "oil" } }) }
      try await tells("Beacon.oldLamp nestedAttributes") {
        try await beacon.assign(Attributes { $0.oldLamp = .new { $0.name = "gas" } })
      }
      #expect(try await beacon.oldLamp?.name == "gas")
    },
  ]
}
