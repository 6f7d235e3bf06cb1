import ActiveRecord
import ActiveRecordTesting
import Testing

/// Members of collections named by keys of several columns: their keys, those that come and go by them, and nested attributes.
@Suite struct CompositeKeyMemberTests {
  @Test(arguments: Engine.allCases) func keysAreOfTheirTypes(_ engine: Engine) async throws {
    try await engine.bazaar { recorder async throws in
      let stall = try await BazaarStall.find((1, "A"))
      recorder.clear()
      #expect(try await Self.keys(stall) == ["1-1", "1-2"])
      let columns = #"SELECT "bazaar_crates"."market", "bazaar_crates"."place" FROM "bazaar_crates""#
      #expect(recorder.sql == [columns + #" WHERE "bazaar_crates"."market" = ? AND "bazaar_crates"."stall_code" = ?"#])
      try await stall.crates.load()
      recorder.clear()
      #expect(try await Self.keys(stall) == ["1-1", "1-2"] && recorder.sql.isEmpty)
      let all = try await BazaarStall.ids(as: (Int, String).self).map { "\($0.0)\($0.1)" }
      #expect(all.sorted() == ["1A", "1B", "2A"])
      let second = try await BazaarStall.where { $0.market == 2 }.ids(as: (Int, String).self)
      #expect(second.count == 1 && second[0] == (2, "A"))
      try await Country(code: "DE", name: "Germany").save()
      #expect(try await Country.ids(as: String.self) == ["DE"])
    }
  }

  @Test(arguments: Engine.allCases) func keysOfOtherTypesAreRefused(_ engine: Engine) async throws {
    try await engine.bazaar { _ async throws in
      let stall = try await BazaarStall.find((1, "A"))
      let integers = await failure { _ = try await stall.crates.ids() }
      #expect(integers?.contains("the key is no Int: write ids(as: (Int, Int).self)") == true)
      let swapped = await failure { _ = try await BazaarStall.ids(as: (String, Int).self) }
      #expect(swapped?.contains("the key is (market: Int, code: String): give keys of these types") == true)
      let wrong = await failure { try await stall.crates.replace(withIDs: [("A", 1)]) }
      #expect(wrong?.contains("the key is (market: Int, place: Int)") == true)
    }
  }

  /// As in Rails, a collection that knows a member is loaded when it is asked for keys.
  @Test(arguments: Engine.allCases) func aKnownMemberLetsTheOthersBeLoaded(_ engine: Engine) async throws {
    try await engine.bazaar { recorder async throws in
      let stall = try await BazaarStall.find((1, "B"))
      try await stall.crates.create {
        $0.place = 9; $0.label = "new"
      }
      recorder.clear()
      #expect(try await Self.keys(stall) == ["1-3", "1-9"])
      #expect(stall.crates.isLoaded && recorder.queries.count == 1)
      try await stall.crates.replace(withIDs: [(1, 3), (1, 9)])
      #expect(recorder.queries.count == 2, "only the records with these keys are asked for")
    }
  }

  @Test(arguments: Engine.allCases) func membersComeAndGoByKey(_ engine: Engine) async throws {
    try await engine.bazaar { _ async throws in
      let stall = try await BazaarStall.find((1, "A")), other = try await BazaarStall.find((1, "B"))
      try await other.crates.replace(withIDs: [(1, 2), (1, 3)])
      #expect(try await Self.stored() == ["11A", "12B", "13B", "21A"])
      #expect(try await other.crates.remove(ids: (1, 3)).map(\.label) == ["13"])
      #expect(try await Self.stored() == ["11A", "12B", "13-", "21A"])
      #expect(try await other.crates.destroy(ids: (1, 2)).map(\.label) == ["12"])
      #expect(try await Self.stored() == ["11A", "13-", "21A"])
      let missing = await failure { try await stall.crates.remove(ids: (1, 1), (2, 1)) }
      #expect(missing?.contains("there is no record with (market, place) = (2, 1)") == true)
      #expect(try await Self.stored() == ["11A", "13-", "21A"])
      let unknown = await failure { try await stall.crates.replace(withIDs: [(9, 9)]) }
      #expect(unknown?.contains("(market, place) = (9, 9)") == true)
      #expect(try await stall.crates.find((1, 1)).label == "11")
    }
  }

  @Test(arguments: Engine.allCases) func joinTablesNameTheirColumns(_ engine: Engine) async throws {
    try await engine.bazaar { recorder async throws in
      let stall = try await BazaarStall.find((1, "A")), other = try await BazaarStall.find((2, "A"))
      let pepper = try await stall.spices.create { $0.name = "pepper" }
      #expect(
        recorder.sql.contains(#"INSERT INTO "bazaar_offers" ("at_market", "at_stall", "offered") VALUES (?, ?, ?)"#))
      try await other.spices.append(pepper)
      try await stall.neighbours.append(other)
      #expect(try await pepper.stalls.ids(as: (Int, String).self).map(\.0).sorted() == [1, 2])
      let stalls = try await BazaarStall.order(\.market).order(\.code).preload(\.spices.stalls, \.neighbours).load()
      #expect(try stalls.map { try $0.spices.loaded.count } == [1, 0, 1])
      #expect(try stalls[0].spices.loaded[0].stalls.loaded.count == 2)
      #expect(try stalls.map { try $0.neighbours.loaded.map(\.market) } == [[2], [], []])
      #expect(try await BazaarStall.joins(\.neighbours).where { $0.neighbours.market == 2 }.load() == [stall])
      try await pepper.stalls.replace(withIDs: [(2, "A")])
      #expect(try await stall.spices.reload().isEmpty)
      try await other.spices.remove(pepper)
      #expect(try await pepper.stalls.reload().isEmpty)
      #expect(BazaarSpice.reflection("stalls")?.associationForeignKeyName == "at_market, at_stall")
      #expect(BazaarStall.reflection("spices")?.foreignKeyNames == ["at_market", "at_stall"])
      #expect(ModelGraph.problems([BazaarStall.self, BazaarCrate.self, BazaarToken.self, BazaarSpice.self]).isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func nestedAttributesNameMembersByKey(_ engine: Engine) async throws {
    try await engine.bazaar { _ async throws in
      let stall = try await BazaarStall.find((1, "A"))
      try await stall.update(
        Attributes {
          $0.crates = [
            .update((1, 1)) { $0.label = "first" }, .destroy((1, 2)),
            .new {
              $0.place = 7; $0.label = "seventh"
            },
          ]
        })
      #expect(try await Self.labels() == ["first", "13", "seventh", "21"])
      let permit = Permit<BazaarStall>(\.note).nested(\.crates, Permit(\.place, \.label))
      try await stall.update(permit.decode(json: #"{"crates": [{"id": [1, 1], "label": "json"}, {"id": ["1", "7"], "_destroy": true}]}"#))
      #expect(try await Self.labels() == ["json", "13", "21"])
      try await stall.update(permit.decode(form: "crates[0][id][]=1&crates[0][id][]=1&crates[0][label]=form"))
      #expect(try await Self.labels() == ["form", "13", "21"])
      let stranger = await failure { try await stall.update(Attributes { $0.crates = [.update((2, 1)) { $0.label = "no" }] }) }
      #expect(stranger?.hasPrefix("Couldn't find BazaarCrate with market, place=") == true)
      let short = await failure { try await stall.update(permit.decode(json: #"{"crates": [{"id": [1], "label": "no"}]}"#)) }
      #expect(short?.hasPrefix("Couldn't find BazaarCrate") == true)
      #expect(try await Self.labels() == ["form", "13", "21"])
    }
  }

  @Test(arguments: Engine.allCases) func keysInInputMayBeText(_ engine: Engine) async throws {
    try await engine.bazaar { recorder async throws in
      let stall = try await BazaarStall.find((1, "A"))
      let permit = Permit<BazaarStall>(\.note).nested(\.crates, Permit(\.label))
      recorder.clear()
      try await stall.update(permit.decode(json: #"{"crates_attributes": {"id": ["1", "2"], "label": "text"}}"#))
      #expect(recorder.queries.count == 2, "one query for the member, one for the row")
      #expect(try await Self.labels() == ["11", "text", "13", "21"])
      #expect(try await stall.crates.reload().count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func keysOfMembersThatHoldTwoColumnsAreAssigned(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.find((1, "B"))
      #expect(try await sale.refunds.load().isEmpty)
      try await sale.refunds.replace(withIDs: [1, 2])
      try await sale.save()
      try await sale.reload()
      #expect(try await sale.refunds.ids().sorted() == [1, 2])
      #expect(try await sale.refunds.load().count == 2)
      #expect(try await sale.refunds.contains(Refund.find(2)))
    }
  }

  @Test(arguments: Engine.allCases) func keysOfTwoColumnsAreAssigned(_ engine: Engine) async throws {
    try await engine.bazaar { _ async throws in
      let other = try await BazaarStall.find((1, "B"))
      try await other.crates.destroyAll()
      #expect(try await other.crates.load().isEmpty)
      try await other.crates.replace(withIDs: [(1, 1), (1, 2)])
      try await other.save()
      try await other.reload()
      #expect(try await Self.keys(other) == ["1-1", "1-2"])
      #expect(try await other.crates.load().count == 2)
      #expect(try await other.crates.contains(BazaarCrate.find((1, 1))))
      #expect(try await other.crates.contains(BazaarCrate.find((1, 2))))
    }
  }

  @Test(arguments: Engine.allCases) func everyColumnIsClearedWhenTheOwnerGoes(_ engine: Engine) async throws {
    try await engine.bazaar { _ async throws in
      let stall = try await BazaarStall.find((1, "A"))
      try await stall.tokens.create()
      try await BazaarStall.find((2, "A")).tokens.create()
      try await stall.destroy()
      let tokens = try await BazaarToken.order(\.id).load().map { "\($0.market ?? 0)\($0.stallCode ?? "-")" }
      #expect(tokens == ["0-", "2A"])
    }
  }

  @Test(arguments: Engine.allCases) func conditionsCompareSeveralColumnsTogether(_ engine: Engine) async throws {
    try await engine.bazaar { recorder async throws in
      let pairs = [(1, "A"), (2, "A"), (2, "B")]
      let found = try await BazaarStall.where { .row($0.market, $0.code, isIn: pairs) }.order(\.market).load()
      #expect(found.map { "\($0.market)\($0.code)" } == ["1A", "2A"])
      let rows = engine == .sqlite ? "(VALUES (?, ?), (?, ?), (?, ?))" : "((?, ?), (?, ?), (?, ?))"
      #expect(recorder.sql.last?.contains(#"WHERE ("bazaar_stalls"."market", "bazaar_stalls"."code") IN \#(rows)"#) == true)
      #expect(try await BazaarStall.not { .row($0.market, $0.code, isIn: pairs) }.load().map(\.code) == ["B"])
      #expect(try await BazaarStall.where { .row($0.market, $0.code, isIn: []) }.count() == 0)
      let crates = try await BazaarCrate.where { .row($0.market, $0.place, $0.stallCode, isIn: [(1, 1, "A"), (1, 2, nil)]) }.load()
      #expect(crates.map(\.label) == ["11"])
    }
  }

  private static func keys(_ stall: BazaarStall) async throws -> [String] {
    try await stall.crates.ids(as: (Int, Int).self).map { "\($0.0)-\($0.1)" }.sorted()
  }

  private static func stored() async throws -> [String] {
    try await BazaarCrate.order(\.market).order(\.place).load().map { "\($0.market)\($0.place)\($0.stallCode ?? "-")" }
  }

  private static func labels() async throws -> [String] {
    try await BazaarCrate.order(\.market).order(\.place).pluck(\.label)
  }
}

extension Engine {
  /// Runs `body` on two markets with stalls.
  func bazaar(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await database(models: [BazaarStall.self, BazaarCrate.self, BazaarToken.self, BazaarSpice.self]) { _, recorder async throws in
      try await Worlds.fillBazaar()
      recorder.clear()
      try await body(recorder)
    }
  }
}
