import ActiveRecord
import ActiveRecordTesting
import Testing

/// Polymorphic associations that compare another column of the owner than its key, and what lies behind them.
@Suite struct PolymorphicPrimaryKeyTests {
  @Test(arguments: Engine.allCases) func hasManyThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let (ada, ben, _, _, _) = try await Worlds.fillTapestries()
      let red = try await Dye.create { $0.name = "red" }
      let paper = try await ada.papers.create {
        $0.dyeName = "red"; $0.signature = "Ben"
      }
      try await WeaverPaper.create {
        $0.dyeName = "red"; $0.signature = "Ben"
      }
      #expect(paper.writerID == "Ada" && paper.writerType == "Weaver")
      #expect(try await ada.paperDyes.load() == [red])
      #expect(try await Weaver.joins(\.paperDyes).where { $0.paperDyes.id == red.id! }.load() == [ada])
      #expect(try await ada.paperSigners.load() == [ben])
      #expect(try await Weaver.joins(\.paperSigners).where { $0.paperSigners.name == "Ben" }.load() == [ada])
      // A save of a paper that was read through its writer leaves the key as it is.
      let weaver = try await Weaver.find(ada.id!), found = try await weaver.papers.load()[0]
      found.text = "B"
      try await found.save()
      #expect(try await WeaverPaper.find(paper.id!).writerID == "Ada")
      #expect(weaver.name == "Ada")
    }
  }

  @Test(arguments: Engine.allCases) func builtMembersOfANewOwner(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = Weaver(name: "Ada"), paper = ada.papers.build { $0.text = "A" }
      try await ada.save()
      #expect(try await WeaverPaper.find(paper.id!).writerID == "Ada")
      let ben = Weaver(name: "Ben"), other = ben.papers.build { $0.text = "B" }
      try await other.save()
      #expect(ben.isPersisted)
      #expect(try await WeaverPaper.find(other.id!).writerID == "Ben")
    }
  }

  @Test(arguments: Engine.allCases) func hasOneThrough(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ada = try await PaperWeaver.create { $0.name = "Ada" }, ben = try await Weaver.create { $0.name = "Ben" }
      let red = try await Dye.create { $0.name = "red" }
      let paper = try await ada.$paper.create {
        $0.dyeName = "red"; $0.signature = "Ben"
      }
      #expect(paper.writerID == "Ada" && paper.writerType == "PaperWeaver")
      let found = try await PaperWeaver.find(ada.id!)
      #expect(try await found.paperDye == red)
      #expect(try await PaperWeaver.joins(\.paperDye).where { $0.paperDye.id == red.id! }.load() == [ada])
      #expect(try await found.paperSigner == ben)
      #expect(try await PaperWeaver.joins(\.paperSigner).where { $0.paperSigner.name == "Ben" }.load() == [ada])
    }
  }
}
