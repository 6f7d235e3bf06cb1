import ActiveRecord
import Testing

extension AutosaveHasManyTests {
  /// The members are valid one by one; only the second insert meets the first one's row.
  @Test(arguments: Engine.allCases) func theErrorOfTheSaveSaysWhichMembersAreInvalid(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      let trailers = circus.trailers.build(forEach: ["a", "b"]) { ($0.name, $0.plate) = ($1, "same") }
      let error = await #expect(throws: RecordInvalid.self) { try await circus.save() }
      #expect(error?.description == "Validation failed: Trailers is invalid")
      #expect(circus.isNew && trailers.allSatisfy(\.isNew))
      #expect(try await Trailer.count() + Circus.count() == 0)
    }
  }
}
