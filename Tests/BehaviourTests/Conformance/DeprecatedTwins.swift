import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

// The uses of associations that are there twice, to one and to many.

extension DeprecatedTwin {
  static let belongsTo = [
    DeprecatedTwin("belongs_to, read") { beacon, key async throws in
      try await tells { _ = try await key.beacon }
      try await tells("BeaconKey.oldBeacon named") { () async throws in #expect(try await key.oldBeacon == beacon) }
    },
    DeprecatedTwin("belongs_to, set") { _, key async throws in
      let south = Beacon(name: "South")
      try await tells { key.$beacon.set(south) }
      try await tells("BeaconKey.oldBeacon named") { key.$oldBeacon.set(south) }
      #expect(try await key.oldBeacon === south)
    },
    DeprecatedTwin("belongs_to, reloaded") { _, key async throws in
      try await tells { try await key.$beacon.reload() }
      #expect(try await key.oldBeacon?.name == "North")
      try await Beacon.updateAll { [$0.name.set("South")] }
      try await tells("BeaconKey.oldBeacon named") { () async throws in
        #expect(try await key.$oldBeacon.reload()?.name == "South")
      }
    },
    DeprecatedTwin("belongs_to, reset") { _, key async throws in
      try await tells { key.$beacon.reset() }
      #expect(try await key.oldBeacon?.name == "North")
      try await Beacon.updateAll { [$0.name.set("South")] }
      try await tells("BeaconKey.oldBeacon named") { key.$oldBeacon.reset() }
      #expect(try await key.oldBeacon?.name == "South")
    },
    DeprecatedTwin("belongs_to, built") { _, key async throws in
      try await tells { key.$beacon.build() }
      try await tells("BeaconKey.oldBeacon named") { key.$oldBeacon.build() }
      #expect(try await key.oldBeacon?.isNew == true)
    },
    DeprecatedTwin("belongs_to, created if valid") { _, key async throws in
      try await spares("BeaconKey.beacon") { try await key.$beacon.createIfValid { $0.name = "South" } }
      try await tells("BeaconKey.oldBeacon named") { try await key.$oldBeacon.createIfValid { $0.name = "South" } }
      #expect(try await key.oldBeacon?.isPersisted == true)
      #expect(try await Beacon.count() == 3)
    },
    DeprecatedTwin("belongs_to, created") { _, key async throws in
      try await spares("BeaconKey.beacon") { try await key.$beacon.create { $0.name = "South" } }
      try await tells("BeaconKey.oldBeacon named") { try await key.$oldBeacon.create { $0.name = "South" } }
      #expect(try await key.oldBeacon?.isPersisted == true)
      #expect(try await Beacon.count() == 3)
    },
    DeprecatedTwin("belongs_to, changed?") { _, key async throws in
      try await tells { #expect(!key.$beacon.isChanged) }
      try await tells("BeaconKey.oldBeacon named") { #expect(!key.$oldBeacon.isChanged) }
    },
    DeprecatedTwin("belongs_to, changed by the last save?") { _, key async throws in
      try await tells { #expect(key.$beacon.wasChanged) }
      try await tells("BeaconKey.oldBeacon named") { #expect(key.$oldBeacon.wasChanged) }
    },
  ]

  static let hasOne = [
    DeprecatedTwin("has_one, read") { beacon, _ async throws in
      let lamp = try await beacon.$lamp.create { $0.name = "oil" }
      try await tells { _ = try await beacon.lamp }
      try await tells("Beacon.oldLamp named") { () async throws in #expect(try await beacon.oldLamp == lamp) }
    },
    DeprecatedTwin("has_one, set") { beacon, _ async throws in
      let lamp = BeaconLamp(name: "oil")
      try await tells { try await beacon.$lamp.set(lamp) }
      try await tells("Beacon.oldLamp named") { try await beacon.$oldLamp.set(lamp) }
      #expect(try await beacon.oldLamp === lamp)
    },
    DeprecatedTwin("has_one, reloaded") { beacon, _ async throws in
      try await beacon.$lamp.create { $0.name = "oil" }
      try await tells { try await beacon.$lamp.reload() }
      #expect(try await beacon.oldLamp?.name == "oil")
      try await BeaconLamp.updateAll { [$0.name.set("gas")] }
      try await tells("Beacon.oldLamp named") { () async throws in #expect(try await beacon.$oldLamp.reload()?.name == "gas") }
    },
    DeprecatedTwin("has_one, reset") { beacon, _ async throws in
      try await beacon.$lamp.create { $0.name = "oil" }
      try await tells { beacon.$lamp.reset() }
      #expect(try await beacon.oldLamp?.name == "oil")
      try await BeaconLamp.updateAll { [$0.name.set("gas")] }
      try await tells("Beacon.oldLamp named") { beacon.$oldLamp.reset() }
      #expect(try await beacon.oldLamp?.name == "gas")
    },
    DeprecatedTwin("has_one, built") { beacon, _ async throws in
      try await tells { beacon.$lamp.build() }
      try await tells("Beacon.oldLamp named") { beacon.$oldLamp.build() }
      #expect(try await beacon.oldLamp?.isNew == true)
    },
    DeprecatedTwin("has_one, created if valid") { beacon, _ async throws in
      try await tells { try await beacon.$lamp.createIfValid { $0.name = "oil" } }
      try await tells("Beacon.oldLamp named") { try await beacon.$oldLamp.createIfValid { $0.name = "gas" } }
      #expect(try await beacon.oldLamp?.isPersisted == true)
      #expect(try await BeaconLamp.pluck(\.name) == ["gas"])
    },
    DeprecatedTwin("has_one, created") { beacon, _ async throws in
      try await tells { try await beacon.$lamp.create { $0.name = "oil" } }
      try await tells("Beacon.oldLamp named") { try await beacon.$oldLamp.create { $0.name = "gas" } }
      #expect(try await beacon.oldLamp?.isPersisted == true)
      #expect(try await BeaconLamp.pluck(\.name) == ["gas"])
    },
    DeprecatedTwin("has_one that is current, its owner destroyed") { beacon, _ async throws in
      let lamp = try await beacon.$lamp.create { $0.name = "oil" }
      try await spares("Beacon.lamp") { try await beacon.destroy() }
      #expect(beacon.isDestroyed && lamp.isDestroyed)
    },
    DeprecatedTwin("has_one, its owner destroyed") { beacon, _ async throws in
      try await beacon.$lamp.create { $0.name = "oil" }
      let old = try await beacon.oldLamp
      try await tells(dependents[0], dependents[1]) { try await beacon.destroy() }
      #expect(beacon.isDestroyed && old?.isDestroyed == true)
    },
  ]

  static let hasMany = [
    DeprecatedTwin("has_many that is current, its owner destroyed") { beacon, _ async throws in
      let pane = try await beacon.panes.create { $0.label = "east" }
      try await spares("Beacon.panes") { try await beacon.destroy() }
      #expect(beacon.isDestroyed && pane.isDestroyed)
    },
    DeprecatedTwin("has_many, its owner destroyed") { beacon, _ async throws in
      try await beacon.panes.create { $0.label = "east" }
      let old = try await beacon.oldPanes.load()
      try await tells(dependents[0], dependents[1]) { try await beacon.destroy() }
      #expect(beacon.isDestroyed && old.allSatisfy(\.isDestroyed))
      #expect(try await BeaconPane.count() == 0)
    },
  ]
}
