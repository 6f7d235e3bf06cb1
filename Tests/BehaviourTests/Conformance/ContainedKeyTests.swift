import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of foreign keys that are a part of the primary key: they are cleared where nothing else is.
@Suite struct ContainedKeyTests {
  @Test func aForeignKeyOfTwoColumnsWithinTheKeyIsCleared() {
    let passage = Wharves.Passage(shopID: 1, dealID: 2, serial: 3)
    passage.$deal.set(nil)
    #expect(passage.shopID == nil && passage.dealID == nil && passage.serial == 3)
  }

  @Test func aForeignKeyOfOneColumnWithinTheKeyIsCleared() {
    let first = Wharves.Tagging(hoopID: 1, peerID: 2), second = Wharves.Tagging(hoopID: 1, peerID: 2)
    first.$peer.set(nil)
    second.$hoop.set(nil)
    #expect(first.hoopID == 1 && first.peerID == nil)
    #expect(second.hoopID == nil && second.peerID == 2)
  }

  @Test(arguments: ["class and key", "key"]) func aPolymorphicKeyWithinTheKeyIsCleared(_ part: String) {
    let hoop = Hoop { $0.id = 1 }
    if part == "key" {
      let mooring = Wharves.Mooring(berth: hoop)
      #expect(mooring.berthID == 1 && mooring.berthType == "Hoop")
      mooring.$berth.set(nil)
      #expect(mooring.berthID == nil && mooring.berthType == nil)
    } else {
      let cable = Wharves.Cable(berth: hoop)
      #expect(cable.berthID == 1 && cable.berthType == "Hoop")
      cable.$berth.set(nil)
      #expect(cable.berthID == nil && cable.berthType == nil)
    }
  }

  @Test(arguments: Engine.allCases) func aTargetLosesAKeyThatIsPartOfItsOwn(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let berth = try await Wharves.Berth.create { $0.name = "b" }
      try await Wharves.Mooring {
        $0.serial = 5; $0.berthID = berth.id; $0.berthType = "Wharves.Berth"
      }.save()
      let found = try await Wharves.Berth.find(berth.id!)
      #expect(try await found.mooring?.serial == 5)
      recorder.clear()
      try await found.$mooring.set(nil)
      #expect(recorder.sql.count(where: { $0.hasPrefix("UPDATE") }) == 1)
      let mooring = try #require(try await Wharves.Mooring.findBy { $0.serial == 5 })
      #expect(mooring.berthID == nil && mooring.berthType == nil)
      #expect(try await found.mooring == nil)
    }
  }

  @Test(arguments: Engine.allCases) func aPolymorphicOneIsAskedForByAKeyOfSeveralColumns(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let placard = try await Wharves.Placard(title: "Welcome", author: "Mary").saved()
      let other = try await Wharves.Placard(title: "Welcome", author: "Ann").saved()
      try await placard.remarks.append(Wharves.PlacardRemark())
      recorder.clear()
      #expect(try await Wharves.PlacardRemark.where { $0.about == placard }.count() == 1)
      #expect(recorder.queries.last?.bindings.contains(.text("Mary")) == true)
      #expect(try await Wharves.PlacardRemark.where { $0.about == other }.count() == 0)
      let remark = try #require(try await Wharves.PlacardRemark.first())
      #expect(remark.aboutTitle == "Welcome" && remark.aboutAuthor == "Mary")
      #expect(try await remark.about == placard)
      #expect(try await other.remarks.load().isEmpty)
      #expect(try await placard.remarks.load() == [remark])
    }
  }

  @Test(arguments: Engine.allCases) func aTargetIsFoundWhenTheMissingPartOfTheKeyComes(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let deal = Shards.Deal(shopID: 1, id: 7, title: "t")
      try await deal.save()
      let offer = Shards.Offer(body: "b", shopID: 1)
      try await offer.save()
      recorder.clear()
      #expect(try await offer.deal == nil)
      #expect(recorder.sql.isEmpty)
      offer.dealID = deal.id
      #expect(try await offer.deal == deal)
    }
  }
}

extension Record {
  /// Saves the record, and is it.
  fileprivate func saved() async throws -> Self {
    try await save()
    return self
  }
}
