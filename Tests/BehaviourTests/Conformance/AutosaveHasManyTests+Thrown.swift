import ActiveRecord
import Testing

extension AutosaveHasManyTests {
  /// The members are valid one by one; only the second insert meets the first one's row. What is thrown says what is wrong, and the
  /// owner where: Rails throws the latter.
  @Test(arguments: Engine.allCases) func theErrorOfTheSaveSaysWhichMembersAreInvalid(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "Hi")
      let trailers = circus.trailers.build(forEach: ["a", "b"]) { ($0.name, $0.plate) = ($1, "same") }
      let error = await #expect(throws: RecordInvalid.self) { try await circus.save() }
      #expect(error?.description == "Validation failed: Plate has already been taken")
      #expect(circus.errors.fullMessages == ["Trailers is invalid"])
      #expect(circus.isNew && trailers.allSatisfy(\.isNew))
      #expect(try await Trailer.count() + Circus.count() == 0)
    }
  }
}
