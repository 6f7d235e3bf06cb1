import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of has_one through a belongs_to whose key changes.
extension HasOneThroughAssociationsTests {
  @Test(arguments: Engine.allCases) func hasOneThroughBelongsToShouldUpdateWhenTheThroughForeignKeyChanges(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let rings = [try await Ring.create(), try await Ring.create()]
      let boxes = [try await RingBox.create { $0.ringID = rings[0].id }, try await RingBox.create { $0.ringID = rings[1].id }]
      for _ in 1...2 { try await Setting.create { $0.ringID = rings[0].id } }
      let settings = try await Setting.order(\.id).load()
      #expect(try await settings[0].box == boxes[0])
      settings[0].ringID = rings[1].id
      #expect(!settings[0].$box.isLoaded)
      #expect(try await settings[0].box == boxes[1])
      recorder.clear()
      #expect(try await settings[0].box == boxes[1])
      #expect(try await settings[1].box == boxes[0])
      #expect(recorder.events.isEmpty)
      try await settings[0].save()
      #expect(try await settings[0].box == boxes[1])
      settings[0].ringID = nil
      #expect(try await settings[0].box == nil)
    }
  }
}
