import ActiveRecord
import ActiveRecordTesting
import Testing

/// Chains of records that are longer than the stack is deep.
@Suite struct LongChainTests {
  @Test func aChainIsSavedAndSearchedToItsEnd() async throws {
    try await Engine.sqlite.database { _, recorder async throws in
      let count = 1000
      let first = Shackle(name: "0")
      var last = first
      for number in 1..<count { last = last.held.build { $0.name = "\(number)" } }
      try await first.save()
      #expect(try await Shackle.count() == count)
      #expect(!first.isChangedForAutosave)
      recorder.clear()
      try await first.save()
      #expect(recorder.sql.isEmpty)
      last.name = "last"
      #expect(first.isChangedForAutosave && !first.isChanged)
    }
  }

  @Test func aPlanOfAChainThatIsTooLongSaysSo() async throws {
    try await Engine.sqlite.database { _, _ async throws in
      let first = Shackle(name: "0")
      var last = first
      for number in 1..<1000 { last = last.held.build { $0.name = "\(number)" } }
      #expect(try first.savePlan().insertedRows == 1000)
      _ = last.held.build { $0.name = "one more" }
      let told = await failure { _ = try first.savePlan() }
      #expect(told?.contains("more than 1000 records hang on each other in a chain") == true)
    }
  }
}
