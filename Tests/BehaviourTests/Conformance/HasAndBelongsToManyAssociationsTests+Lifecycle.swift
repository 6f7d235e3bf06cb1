import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of hampers and orchards: one looks at its tags before it goes and adds one after it came; one has two tables of pairs.
@Model(table: "hampers") class WatchfulHamper: Record {
  var name = ""
  @HasAndBelongsToMany var tags: Many<HamperTag> = .has(joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id")
  @Transient var seen: Int?

  static func rules(_ hamper: Rules<WatchfulHamper>) {
    hamper.beforeDestroy { $0.seen = try await $0.tags.count() }
    hamper.afterCreate { hamper in
      guard let david = try await HamperTag.findBy({ $0.name == "David" }) else { return }
      try await hamper.tags.append(david)
    }
  }
}
@Model(table: "orchards") class PooledOrchard: Record {
  var name = ""
  var treesCount = 0
  @HasAndBelongsToMany var tags: Many<OrchardTag> = .has(
    joinTable: "orchard_pool", foreignKey: "orchard_id", associationForeignKey: "tag_id")
  @HasAndBelongsToMany var labels: Many<HamperTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id")
}

/// What Rails' suite shows of has_and_belongs_to_many: members while their owner comes and goes, and in memory.
extension HasAndBelongsToManyAssociationsTests {
  @Test(arguments: Engine.allCases) func pairsAreThereBeforeTheirOwnerGoes(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let hamper = try await WatchfulHamper.create { $0.name = "H" }
      try await hamper.tags.create(forEach: ["a", "b"]) { $0.name = $1 }
      let found = try await WatchfulHamper.find(hamper.id!)
      try await found.destroy()
      #expect(found.seen == 2)
      #expect(try await database.query("SELECT COUNT(*) FROM hampers_tags", as: Int.self) == [0])
      #expect(try await HamperTag.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func pairsOfEveryTableGoWithTheirOwner(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let orchard = try await PooledOrchard.create { $0.name = "O" }
      try await orchard.tags.create { $0.name = "t" }
      try await orchard.labels.create { $0.name = "l" }
      try await PooledOrchard.find(orchard.id!).destroy()
      #expect(try await database.query("SELECT COUNT(*) FROM orchard_pool", as: Int.self) == [0])
      #expect(try await database.query("SELECT COUNT(*) FROM hampers_tags", as: Int.self) == [0])
      #expect(try await [OrchardTag.count(), HamperTag.count()] == [1, 1])
    }
  }

  @Test(arguments: Engine.allCases) func aCallbackAddsToTheMembersThatWereThere(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let jamis = try await HamperTag.create { $0.name = "Jamis" }, david = try await HamperTag.create { $0.name = "David" }
      let hamper = WatchfulHamper(name: "H")
      try await hamper.tags.append(jamis)
      try await hamper.save()
      #expect(try await Set(hamper.tags.load()) == [jamis, david])
      #expect(try await Set(hamper.reload().tags.load()) == [jamis, david])
      #expect(try await database.query("SELECT COUNT(*) FROM hampers_tags", as: Int.self) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func membersOfANewOwnerAnswerFromMemory(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let red = try await HamperTag.create { $0.name = "red" }, hamper = Hamper()
      try await hamper.tags.replace(with: [red])
      recorder.clear()
      #expect(hamper.tags.isLoaded)
      #expect(try await hamper.tags.ids() == [red.id!])
      #expect(try await hamper.tags.pluck(\.name) == ["red"])
      #expect(recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func sizesAreTheSameFurtherOn(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let hamper = try await Pannier.create { $0.name = "P" }
      try await hamper.tags.create(forEach: ["red", "blue"]) { $0.name = $1 }
      let alone = try await Pannier.find(hamper.id!).sortedTags.size()
      #expect(alone == 2)
      let tag = try #require(try await PannierTag.preload(\.panniers.sortedTags).order(\.id).first())
      let pannier = try #require(try tag.panniers.loaded.first)
      recorder.clear()
      #expect(pannier.sortedTags.isLoaded)
      #expect(try await pannier.sortedTags.size() == alone)
      #expect(recorder.sql.isEmpty)
    }
  }
}
