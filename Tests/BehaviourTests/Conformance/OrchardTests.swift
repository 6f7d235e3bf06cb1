import ActiveRecord
import ActiveRecordTesting
import Testing

/// Members that are made, built, created and saved with an eye on their owner.
@Suite struct OrchardTests {
  enum Word: String, CaseIterable, Sendable { case firstOrBuild, firstOrCreate, firstOrCreateLoaded }

  @Test(arguments: Engine.allCases) func theOwnersKeyIsThereWhenAMemberIsMade(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let orchard = try await Orchard.create()
      #expect(orchard.id != nil)
      #expect(orchard.trees.build().keyWhenMade == orchard.id)
    }
  }

  @Test(arguments: Engine.allCases, Word.allCases) func firstOrMakesAMember(_ engine: Engine, _ word: Word) async throws {
    try await engine.database { _, _ async throws in
      let orchard = try await Orchard.create()
      if word == .firstOrCreateLoaded { try await orchard.trees.load() }
      let elms = orchard.trees.where { $0.name == "elm" }
      var count = -1
      let tree: OrchardTree
      if word == .firstOrBuild {
        tree = try await elms.firstOrBuild()
      } else {
        tree = try await elms.firstOrCreate()
      }
      count = try await OrchardTree.count()
      #expect(count == (word == .firstOrBuild ? 0 : 1))
      #expect(tree.name == "elm")
      #expect(try await orchard.trees.load() == [tree])
      if word != .firstOrBuild { #expect(try await Orchard.find(orchard.id!).trees.load() == [tree]) }
    }
  }

  @Test(arguments: Engine.allCases, ["hasMany", "hasOne"]) func enumsOfMembersAreConditions(_ engine: Engine, _ kind: String) async throws {
    try await engine.database { _, _ async throws in
      let orchard = try await Orchard.create()
      if kind == "hasMany" {
        let tree = try await OrchardTree.create { $0.state = .bearing }
        try await orchard.trees.append(tree)
        #expect(tree.state == .bearing)
        #expect(try await Orchard.joins(\.trees).where { $0.trees.state == .bearing }.count() == 1)
        #expect(try await Orchard.joins(\.trees.nests).where { !($0.trees.nests.treeID == nil) }.count() == 0)
      } else {
        let gate = try await OrchardGate.create { $0.state = .bearing }
        try await orchard.$gate.set(gate)
        #expect(gate.state == .bearing)
        #expect(try await Orchard.joins(\.gate).where { $0.gate.state == .bearing }.count() == 1)
        #expect(try await Orchard.joins(\.gate).where { $0.gate.state == .young }.count() == 0)
      }
    }
  }

  @Test(arguments: Engine.allCases) func afterSaveTakesACreatedMemberBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let orchard = try await Orchard.create()
      var tree: OrchardTree?
      await #expect(throws: Refused.self) {
        _ = try await orchard.trees.create {
          $0.fails = true
          #expect($0.rollbacks == 0)
          tree = $0
        }
      }
      #expect(tree?.rollbacks == 1)
      #expect(tree?.isNew == true)
      #expect(try await OrchardTree.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aContextIsAskedOfNewMembersToo(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let orchard = Orchard(), tree = OrchardTree()
      try await orchard.trees.append(tree)
      #expect(try await orchard.isValid())
      #expect(try await orchard.isValid(in: "show") == false)
      #expect(tree.errors["name"].first == "can't be blank")
    }
  }

  @Test(arguments: Engine.allCases, ["delete", "destroy"]) func membersAreTakenOutByTheirKeys(_ engine: Engine, _ word: String) async throws
  {
    try await engine.database { _, _ async throws in
      let orchard = try await Orchard.create()
      try await orchard.tags.create(forEach: ["a", "b"]) { $0.name = $1 }
      let trees = try await orchard.trees.create(forEach: ["x", "y"]) { $0.name = $1 }
      try await orchard.trees.load()
      if word == "delete" {
        let first = try #require(try await orchard.tags.first()?.id)
        #expect(try await orchard.tags.remove(ids: first).count == 1)
        #expect(try await orchard.tags.count() == 1)
        #expect(try await orchard.tags.size() == 1)
      } else {
        #expect(try await orchard.trees.destroy(ids: trees[0].id!) == [trees[0]])
        #expect(try await OrchardTree.count() == 1)
        #expect(try await orchard.trees.load() == [trees[1]])
        #expect(try await Orchard.find(orchard.id!).trees.reload() == [trees[1]])
      }
    }
  }

  @Test(arguments: Engine.allCases, ["each", "batches"]) func walksInBatchesWithoutLoading(_ engine: Engine, _ way: String) async throws {
    try await engine.database { _, recorder async throws in
      let orchard = try await Orchard.create()
      try await orchard.trees.create(forEach: ["x", "y", "x"]) { $0.name = $1 }
      let found = try await Orchard.find(orchard.id!)
      recorder.clear()
      var keys: [Int?] = []
      if way == "each" {
        try await found.trees.where { $0.name == "y" }.findEach(batch: 1) { keys.append($0.orchardID) }
        #expect(keys == [orchard.id])
      } else {
        for try await batch in found.trees.batches(of: 2) { keys += batch.map(\.orchardID) }
        #expect(keys == [orchard.id, orchard.id, orchard.id])
      }
      #expect(recorder.queries.count == 2)
      #expect(!found.trees.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func deletingAMemberCountsDown(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let orchard = try await Orchard.create()
      try await orchard.trees.create(forEach: ["x", "y"]) { $0.name = $1 }
      let found = try await Orchard.find(orchard.id!)
      #expect(found.treesCount == 2)
      try await found.treesToDelete.remove(try #require(try await found.treesToDelete.first()))
      #expect(try await found.reload().treesCount == 1)
      #expect(try await OrchardTree.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func keysNeedNothingThatIsLoadedAlong(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let orchard = try await Orchard.create()
      let tree = try await orchard.trees.create()
      let found = try await Orchard.find(orchard.id!)
      recorder.clear()
      #expect(try await found.treesWithNests.ids() == [tree.id])
      #expect(recorder.queries.count == 1)
    }
  }
}
