import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of associations whose keys have several columns, or are a part of such a key.
extension AssociationsTests {
  typealias S = Shards

  private func shards(_ engine: Engine, _ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await engine.database(models: [Shards.Deal.self]) { _, recorder async throws in
      try await Worlds.fillShards()
      recorder.clear()
      try await body(recorder)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToComparesBothColumns(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let offer = try await S.Offer.find(1)
      recorder.clear()
      let deal = try await offer.deal
      #expect(deal?.shopID == 1 && deal?.id == 1 && deal?.title == "first")
      #expect(recorder.sql.count == 1)
      #expect(recorder.sql[0].contains(#""deals"."shop_id" = ? AND "deals"."id" = ?"#))
    }
  }

  @Test(arguments: Engine.allCases) func hasManyComparesBothColumns(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let deal = try await S.Deal.find((1, 1))
      recorder.clear()
      #expect(try await deal.offers.load().map(\.body).sorted() == ["great", "wow"])
      #expect(recorder.sql[0].hasSuffix(#"WHERE "offers"."shop_id" = ? AND "offers"."deal_id" = ?"#))
    }
  }

  @Test(arguments: Engine.allCases) func inversesOfMembersWithBothColumns(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let deal = try await S.Deal.find((1, 2))
      let offer = try await deal.offers.create { $0.body = "new" }
      recorder.clear()
      #expect(try await offer.deal === deal)
      #expect(try await deal.offers.first()?.deal === deal)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func inversesBySeveralColumnsThatAreNoPrimaryKey(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let lot = try await S.Lot.create {
        $0.shopID = 1; $0.code = "L"
      }
      let made = try await lot.bids.create()
      #expect(made.shopID == 1 && made.code == "L")
      let bid = try await S.Bid.find(made.id!)
      recorder.clear()
      let found = try #require(try await bid.lot)
      #expect(found == lot && recorder.sql[0].contains(#""lots"."shop_id" = ? AND "lots"."code" = ?"#))
      let again = try #require(try await found.bids.load().first { $0 == bid })
      #expect(try await again.lot === found)
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func belongsToByAPartOfTheKey(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let treaty = try await S.Treaty.findByOrThrow { $0.signature == "signed" }
      recorder.clear()
      #expect(try await treaty.deal?.title == "second")
      #expect(recorder.sql[0].contains(#"WHERE "deals"."id" = ?"#))
    }
  }

  @Test(arguments: Engine.allCases) func hasManyByAPartOfTheKey(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let deal = try await S.Deal.find((2, 3))
      #expect(try await deal.treaties.load().map(\.signature).sorted() == ["delivered", "sealed"])
      let made = try await deal.treaties.create { $0.signature = "new" }
      #expect(made.dealID == 3)
    }
  }

  @Test(arguments: Engine.allCases) func settingByAPartOfTheKey(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let deal = try await S.Deal.find((1, 2)), treaty = S.Treaty(signature: "new")
      treaty.$deal.set(deal)
      try await treaty.save()
      #expect(treaty.dealID == 2)
      #expect(try await treaty.reload().deal == deal)
    }
  }

  @Test(arguments: Engine.allCases) func ownersOfTheseMembers(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let offers = try await S.Offer.where { $0.body.isIn(["great", "fine"]) }.load(), ids = offers.compactMap(\.id)
      let deals = try await S.Deal.where { $0.offers.exists { $0.id.isIn(ids) } }.load()
      #expect(deals.map(\.title).sorted() == ["first", "second"])
    }
  }

  @Test(arguments: Engine.allCases) func ownersOfThisMember(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let offer = try await S.Offer.findByOrThrow { $0.body == "other" }
      let deals = try await S.Deal.where { $0.offers.exists { $0.id == offer.id! } }.load()
      #expect(deals.map(\.title) == ["elsewhere"])
    }
  }

  @Test(arguments: Engine.allCases) func ownersOfTheMembersOfAQuery(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let deals = try await S.Deal.where { $0.offers.exists { $0.body.isIn(["fine", "other"]) } }.load()
      #expect(deals.map(\.title).sorted() == ["elsewhere", "second"])
    }
  }

  @Test(arguments: Engine.allCases) func keysOfThreeColumnsOfWhichTwoAreFollowed(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let draft = try await S.Draft.create {
        $0.shopID = 1; $0.number = 1; $0.revision = 7
      }
      recorder.clear()
      #expect(try await draft.offers.load().map(\.body).sorted() == ["great", "wow"])
      #expect(recorder.sql[0].hasSuffix(#"WHERE "offers"."shop_id" = ? AND "offers"."deal_id" = ?"#))
    }
  }

  @Test func keysOfThreeColumnsAreNotGuessed() {
    let problems = ModelGraph.problems([S.Draft.self, S.DraftNote.self])
    #expect(problems.count == 2)
    #expect(problems.allSatisfy { $0.contains("has 3 columns (shop_id, number, revision), the foreign key has 1 (draft_id)") })
    #expect(problems.allSatisfy { $0.contains("Name one for each") })
  }

  @Test(arguments: Engine.allCases) func oneColumnIsEnoughWhereTheDeclarationSaysSo(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let offer = try await S.Offer.find(1), deal = S.Deal(shopID: 1, id: 9, title: "Following best practices")
      offer.$dealByID.set(deal)
      #expect(offer.dealID == 9 && offer.shopID == 1)
      try await offer.save()
      #expect(deal.isPersisted)
      #expect(try await offer.dealByID == deal)
    }
  }

  @Test(arguments: Engine.allCases) func polymorphicWithBothColumns(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let parent = try await S.Deal.find((1, 1)), child = S.Deal(shopID: 1, id: 8, title: "child")
      child.$parent.set(parent)
      try await child.save()
      #expect(child.parentID == 1 && child.shopID == 1)
      try await child.reload()
      #expect(try await child.parent == parent)
      #expect(try await S.Deal.find((1, 8)).parent == parent)
    }
  }

  @Test(arguments: Engine.allCases) func preloadsByKeysThatAreNamed(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let offer = try #require(try await S.Offer.where { $0.body == "fine" }.preload(\.dealByID).load().first)
      #expect(recorder.sql[1].contains(#"WHERE "deals"."id" = ?"#))
      #expect(try await offer.deal == offer.$dealByID.loaded)
    }
  }

  /// What is set on either side, saved before or with it.
  @Test(arguments: Engine.allCases, [true, false]) func addingMembersWithBothColumns(_ engine: Engine, _ isSaved: Bool) async throws {
    try await shards(engine) { _ async throws in
      let deal = try await S.Deal.find((1, 1)), offer = S.Offer(body: "Great! :clap:")
      if isSaved { try await offer.save() }
      try await deal.offers.append(offer)
      #expect(offer.isPersisted && offer.shopID == 1 && offer.dealID == 1)
      #expect(try await deal.offers.contains(offer))
      #expect(try await S.Deal.find((1, 1)).offers.contains(offer))
    }
  }

  @Test(arguments: Engine.allCases) func takingAllMembersWithBothColumns(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let deal = try await S.Deal.find((1, 1))
      #expect(try await !deal.offers.isEmpty())
      try await deal.offers.replace(with: [])
      let offer = try await S.Offer.find(1)
      #expect(offer.shopID == nil && offer.dealID == nil)
      #expect(try await deal.offers.isEmpty())
      #expect(try await deal.reload().offers.isEmpty())
      #expect(try await S.Offer.where { $0.shopID == 2 }.count() == 1)
    }
  }

  /// A target that has a row, one that gets it with its owner, and one that never does.
  enum NewTarget: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case saved, unsaved, savedWithIt
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, NewTarget.allCases)
  func settingATargetWithBothColumns(_ engine: Engine, _ target: NewTarget) async throws {
    try await shards(engine) { _ async throws in
      let offer = try await S.Offer.find(1), deal = S.Deal(shopID: 2, id: 7, title: "New")
      if target == .saved { try await deal.save() }
      offer.$deal.set(deal)
      #expect(offer.shopID == 2 && offer.dealID == 7)
      if target == .savedWithIt { try await offer.save() }
      #expect(deal.isPersisted == (target != .unsaved))
      #expect(try await offer.deal === deal)
    }
  }

  @Test(arguments: Engine.allCases) func settingNoTargetWithBothColumns(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let offer = try await S.Offer.find(1)
      #expect(try await offer.deal != nil)
      offer.$deal.set(nil)
      #expect(offer.shopID == nil && offer.dealID == nil)
      try await offer.save()
      #expect(try await offer.deal == nil)
      #expect(try await offer.reload().deal == nil)
    }
  }

  @Test(arguments: Engine.allCases, [true, false]) func joiningMembersWithBothColumns(_ engine: Engine, _ isSaved: Bool) async throws {
    try await shards(engine) { _ async throws in
      let deal = try await S.Deal.find((1, 2)), tag = S.Tag(shopID: 1, id: 9, name: "Swift")
      if isSaved { try await tag.save() }
      try await deal.tags.append(tag)
      #expect(tag.isPersisted)
      #expect(try await deal.reload().tags.contains(tag))
      #expect(try await S.DealTag.where { $0.shopID == 1 && $0.dealID == 2 && $0.tagID == 9 }.exists())
    }
  }

  @Test(arguments: Engine.allCases) func takingAllJoinedMembersWithBothColumns(_ engine: Engine) async throws {
    try await shards(engine) { _ async throws in
      let deal = try await S.Deal.find((1, 1))
      #expect(try await deal.tags.load().count == 2)
      try await deal.tags.replace(with: [])
      #expect(try await deal.tags.isEmpty())
      #expect(try await deal.reload().tags.isEmpty())
      #expect(try await !S.DealTag.where { $0.shopID == 1 && $0.dealID == 1 }.exists())
      #expect(try await S.DealTag.count() == 2)
    }
  }
}
