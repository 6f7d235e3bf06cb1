import Testing

@testable import ActiveRecordCore

/// The bits that records know about themselves.
@Suite struct RecordFlagTests {
  @Test func eachHasABitOfItsOwn() {
    let flags: [RecordFlags] = [
      .persisted, .hasKey, .destroyed, .readonly, .markedForDestruction, .changed, .wasNew, .strict, .strictBelow, .lenient,
      .beingDestroyed,
      .beingSaved, .savingParents, .endless,
    ]
    #expect(flags.allSatisfy { $0.rawValue.nonzeroBitCount == 1 })
    #expect(Set(flags.map(\.rawValue)).count == flags.count)
    var counted = RecordFlags()
    counted.validations = 0xFF
    #expect(flags.allSatisfy { $0.isDisjoint(with: counted) } && counted.validations == 0xFF)
  }
}
