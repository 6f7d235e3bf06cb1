import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of inverses that are asked for.
@Suite struct InverseAssociationTests {
  @Test(arguments: Engine.allCases) func shouldAllowForInverseOfOptionsInAssociations(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Player.reflection("pupils")?.inverseName == "mentor")
      #expect(Answer.reflection("debate")?.inverseName == "answers")
    }
  }

  @Test(arguments: Engine.allCases) func shouldBeAbleToAskAReflectionIfItHasAnInverse(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Theatre.reflection("license")?.inverseName != nil)
      #expect(Theatre.reflection("plays")?.inverseName != nil)
      #expect(License.reflection("theatre")?.inverseName != nil)
      #expect(Studio.reflection("exhibit")?.inverseName == nil)
      #expect(Studio.reflection("all")?.inverseName == nil)
      #expect(Gadget.reflection("plain")?.inverseName == nil)
    }
  }

  @Test(arguments: Engine.allCases) func associationsWithNoInverseOfShouldReturnNil(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      #expect(Studio.reflection("exhibit")?.inverseName == nil)
      #expect(Studio.reflection("all")?.inverseName == nil)
      #expect(Gadget.reflection("plain")?.inverseName == nil)
    }
  }

  @Test(arguments: Engine.allCases) func inverseOfMethodShouldSupplyTheActualReflectionInstanceItIsTheInverseOf(_ engine: Engine)
    async throws
  {
    try await engine.database { _, _ async throws in
      #expect(Theatre.reflection("license")?.inverseName == License.reflection("theatre")?.name)
      #expect(Theatre.reflection("plays")?.inverseName == Play.reflection("theatre")?.name)
      #expect(License.reflection("theatre")?.inverseName == Theatre.reflection("license")?.name)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicAssociationsDontAttemptToFindInverseOf(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      for reflection in [try #require(Note.reflection("about")), try #require(MotifMark.reflection("item"))] {
        #expect(throws: AssociationError.self) { try reflection.targetType }
        #expect(reflection.inverse == nil)
      }
    }
  }
}
