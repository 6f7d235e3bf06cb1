import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// What Rails' suite shows of associations that are there twice: each use of the one that is deprecated is told once, with the
/// association and how it was used; uses of the other are not.
@Suite struct DeprecatedTwinTests {
  @Test(arguments: Engine.allCases, DeprecatedTwin.all) func onlyTheDeprecatedOneIsTold(
    _ engine: Engine, _ twin: DeprecatedTwin
  ) async throws {
    try await engine.database { _, _ async throws in
      let silence = DeprecatedAssociations.notify { _ in }
      try await silence.during {
        let beacon = try await Beacon.create { $0.name = "North" }
        let key = try await beacon.$beaconKey.create { $0.name = "iron" }
        try await twin.run(beacon, key)
      }
    }
  }
}

/// A use of an association that is there twice.
struct DeprecatedTwin: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let run: @Sendable (Beacon, BeaconKey) async throws -> Void

  init(_ name: String, _ run: @escaping @Sendable (Beacon, BeaconKey) async throws -> Void) {
    testDescription = name
    self.run = run
  }

  static let all = belongsTo + belongsToEffects + hasOne + hasMany + through + nestedAttributes

  static let touch = "BeaconKey.oldBeacon touch"
  static let dependents = ["Beacon.oldPanes dependent", "Beacon.oldLamp dependent"]
  static let longAgo = Date(timeIntervalSince1970: 1_000_000_000)

  /// Runs `body`, of which exactly this is told.
  static nonisolated(nonsending) func tells(
    _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation, _ body: nonisolated(nonsending) () async throws -> Void
  ) async throws {
    let told = Told()
    try await told.listening.during(body)
    #expect(told.uses == expected, sourceLocation: sourceLocation)
  }

  /// Runs `body`, of which nothing is told about an association.
  static nonisolated(nonsending) func spares(
    _ association: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: nonisolated(nonsending) () async throws -> Void
  ) async throws {
    let told = Told()
    try await told.listening.during(body)
    #expect(!told.uses.contains { $0.hasPrefix(association + " ") }, "\(told.uses)", sourceLocation: sourceLocation)
  }
}
