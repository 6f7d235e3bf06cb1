import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of polymorphic associations that compare another key with each class: the inverse that is named says which.
@Suite struct KeysByClassTests {
  private func run(_ engine: Engine, _ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await engine.database(models: [Wharves.Parcel.self, Wharves.Captain.self, Wharves.Harbour.self]) { _, recorder async throws in
      try await body(recorder)
    }
  }

  private func parcels(
    _ captain: Wharves.Captain, _ harbour: Wharves.Harbour
  ) -> (Wharves.Parcel, Wharves.Parcel) {
    let first = Wharves.Parcel { $0.text = "first" }, second = Wharves.Parcel { $0.text = "second" }
    first.$holder.set(.captain(captain))
    second.$holder.set(.harbour(harbour))
    return (first, second)
  }

  @Test(arguments: Engine.allCases, [true, false]) func eachClassGivesItsOwn(_ engine: Engine, _ areStored: Bool) async throws {
    try await run(engine) { _ async throws in
      let captain = Wharves.Captain(name: "Ann", code: "c-1"), harbour = Wharves.Harbour(name: "North", code: "h-1")
      if areStored {
        try await captain.save()
        try await harbour.save()
      }
      let (first, second) = parcels(captain, harbour)
      #expect(first.holderID == "c-1" && second.holderID == "North")
      #expect(first.$holder.type == "Wharves.Captain" && second.$holder.type == "Wharves.Harbour")
      try await first.save()
      try await second.save()
      #expect(captain.isPersisted && harbour.isPersisted)
      #expect(first.holderID == "c-1" && second.holderID == "North")
      #expect(try await first.reload().holder?.record == captain)
      #expect(try await second.reload().holder?.record == harbour)
    }
  }

  @Test(arguments: Engine.allCases) func theyAreLoadedAskedForAndCounted(_ engine: Engine) async throws {
    try await run(engine) { recorder async throws in
      let captain = Wharves.Captain(name: "Ann", code: "c-1"), harbour = Wharves.Harbour(name: "North", code: "h-1")
      let (first, second) = parcels(captain, harbour)
      try await first.save()
      try await second.save()
      let found = try await Wharves.Parcel.order(\.id).preload(\.holder).load()
      recorder.clear()
      #expect(try await found[0].holder?.record == captain)
      #expect(try await found[1].holder?.record == harbour)
      #expect(recorder.sql.isEmpty)
      let lazy = try await Wharves.Parcel.order(\.id).load()
      #expect(try await lazy[1].holder?.record == harbour)
      #expect(try await lazy[0].holder?.record == captain)
      #expect(try await Wharves.Parcel.where { $0.holder.points(to: harbour) }.load() == [second])
      #expect(try await Wharves.Parcel.where { $0.holder.is(Wharves.Captain.self) }.load() == [first])
      #expect(try await captain.parcels.load() == [first])
      #expect(try await harbour.parcels.count() == 1)
      #expect(Wharves.Parcel.reflection("holder")?.targetKeyNames(of: Wharves.Captain.self) == ["code"])
      #expect(Wharves.Parcel.reflection("holder")?.targetKeyNames(of: Wharves.Harbour.self) == ["name"])
    }
  }

  @Test(arguments: Engine.allCases) func oneColumnHoldsTheNumberOfAKeyOfSeveral(_ engine: Engine) async throws {
    try await engine.database(models: [Shards.Deal.self]) { _, _ async throws in
      let deal = Shards.Deal(shopID: 2, id: 9, title: "t")
      let picture = Wharves.Picture(shown: deal)
      try await picture.save()
      #expect(deal.isPersisted && picture.shownID == 9 && picture.shownType == "Shards.Deal")
      #expect(try await Wharves.Picture.find(picture.id!).shown == deal)
      #expect(Wharves.Picture.reflection("shown")?.targetKeyNames(of: Shards.Deal.self) == ["id"])
    }
  }

  /// The inverse compares two columns, and so is not what the one column is compared with.
  @Test(arguments: Engine.allCases) func anInverseThatComparesMoreDoesNotSayWhich(_ engine: Engine) async throws {
    try await engine.database(models: [Wharves.Shipment.self, Wharves.Adjustment.self]) { _, _ async throws in
      let adjustments = Wharves.Shipment.reflection("adjustments")
      #expect(adjustments?.foreignKeyNames == ["region_id", "adjustable_id"])
      #expect(Wharves.Adjustment.reflection("adjustable")?.targetKeyNames(of: Wharves.Shipment.self) == ["id"])
      let shipment = Wharves.Shipment { $0.regionID = 7 }, adjustment = Wharves.Adjustment { $0.regionID = 7 }
      adjustment.$adjustable.set(.shipment(shipment))
      #expect(adjustment.adjustableID == nil)
      try await adjustment.save()
      #expect(shipment.isPersisted && adjustment.adjustableID == shipment.id && adjustment.$adjustable.type == "Wharves.Shipment")
      let found = try await Wharves.Adjustment.find(adjustment.id!)
      #expect(try await found.adjustable?.record == shipment)
      try await Wharves.Adjustment {
        $0.regionID = 8; $0.adjustableID = shipment.id; $0.adjustableType = "Wharves.Shipment"
      }.save()
      #expect(try await Wharves.Shipment.find((7, shipment.id)).adjustments.load() == [adjustment])
    }
  }
}
