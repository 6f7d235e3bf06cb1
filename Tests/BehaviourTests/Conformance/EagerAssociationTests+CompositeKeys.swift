import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of eager loading: keys of several columns.
extension EagerAssociationTests {
  @Test(arguments: Engine.allCases)
  func findingWithIncludesOnNullCompositeBelongsToAssociationIncludesOnlyOnce(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let refund = try await Refund.findByOrThrow { $0.amount == 5 }
      try await refund.update {
        $0.saleOutletID = nil; $0.saleNumber = nil
      }
      recorder.clear()
      let found = try await Refund.includes(\.sale).find(refund.id!)
      #expect(recorder.queries.count == 1)
      #expect(try await found.sale == nil)
      #expect(try found.$sale.loaded == nil)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases)
  func preloadingHasManyAssociationOfACompositeKey(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sales = try await Sale.where { $0.outletID.isIn([1, 2]) }.includes(\.items).order(\.outletID).order(\.number).load()
      #expect(recorder.queries.count == 2)
      #expect(sales.allSatisfy { $0.items.isLoaded })
      for sale in sales {
        let items = try await SaleItem.where { $0.outletID == sale.outletID && $0.saleNumber == sale.number }.load()
        #expect(try Set(sale.items.loaded) == Set(items))
      }
      #expect(try sales.map { try $0.items.loaded.count } == [2, 1, 1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func preloadingByACompositeKeyComparesAllColumnsInOneStatement(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sales = try await Sale.where { $0.outletID.isIn([1, 2]) }.includes(\.items).load()
      #expect(try sales.map { try $0.items.loaded }.count == 4)
      let rows = engine == .sqlite ? "(VALUES (?, ?), (?, ?), (?, ?), (?, ?))" : "((?, ?), (?, ?), (?, ?), (?, ?))"
      #expect(recorder.queries.count == 2)
      #expect(recorder.sql[1].hasSuffix(#" WHERE ("sale_items"."outlet_id", "sale_items"."sale_number") IN \#(rows)"#))
    }
  }

  @Test(arguments: Engine.allCases) func preloadingBelongsToAssociationOfACompositeKey(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let items = try await SaleItem.where { $0.outletID.isIn([1, 2]) }.includes(\.sale).order(\.outletID).order(\.place).load()
      #expect(recorder.queries.count == 2)
      #expect(items.allSatisfy { $0.$sale.isLoaded })
      #expect(try items.map { try $0.$sale.loaded.map { "\($0.outletID)\($0.number)" } } == ["1A", "1A", "1B", "2A", nil])
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingHasManyThroughAssociationOfCompositeKeys(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sales = try await Sale.where { $0.outletID.isIn([1, 2]) }.includes(\.wares).order(\.outletID).order(\.number).load()
      #expect(sales.allSatisfy { $0.wares.isLoaded })
      for sale in sales {
        let ids = try await SaleItem.where { $0.outletID == sale.outletID && $0.saleNumber == sale.number }.pluck(\.wareID).compactMap {
          $0
        }
        #expect(try sale.wares.loaded.compactMap(\.id).sorted() == ids.sorted())
      }
      #expect(try sales.map { try $0.wares.loaded.count } == [1, 1, 1, 0])
    }
  }

  /// Two sales of one outlet: the items share a column of their keys, and tell the sales apart by the other.
  @Test(arguments: Engine.allCases) func preloadingBelongsToWithOneOfTheKeysBeingShared(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let items = try await SaleItem.where { $0.outletID == 1 }.eagerLoad(\.sale).order(\.place).load()
      #expect(recorder.queries.count == 1)
      #expect(try items.map { "\($0.text) \(try $0.$sale.loaded?.number ?? "-")" } == ["a1 A", "a2 A", "b1 B"])
      #expect(try items[0].$sale.loaded === items[1].$sale.loaded)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingBelongsToWithAPartOfACompositeKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let consignment = Consignment(portID: 2, number: 20)
      try await consignment.save()
      let signature = Signature(name: "A", consignment: consignment)
      try await signature.save()
      #expect(signature.consignmentNumber == 20)
      recorder.clear()
      let found = try await Signature.eagerLoad(\.consignment).findBy { $0.id == signature.id! }
      #expect(try found?.$consignment.loaded == consignment)
      #expect(recorder.queries.count == 1)
    }
  }

  @Test(arguments: Engine.allCases) func preloadingHasManyWithAPartOfACompositeKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let consignments = [Consignment(portID: 200, number: 1), Consignment(portID: 300, number: 2)]
      var signatures: [[Signature]] = []
      for consignment in consignments {
        try await consignment.save()
        let first = try await consignment.signatures.create { $0.name = "A" }
        signatures.append([first, try await consignment.signatures.create { $0.name = "Z" }])
      }
      recorder.clear()
      let found = try await Consignment.where { $0.portID.isIn([200, 300]) }.eagerLoad(\.signatures).order(\.portID).load()
      #expect(found == consignments)
      #expect(try found.map { try $0.signatures.loaded.sorted { $0.name < $1.name } } == signatures)
      #expect(recorder.queries.count == 1)
    }
  }

  /// A record is never half filled: what is selected comes beside it, and its members are loaded all the same.
  @Test(arguments: Engine.allCases) func preloadingHasManyOfACompositeKeyBesideASelectedColumn(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let consignment = Consignment(portID: 200, number: 1, status: "open")
      try await consignment.save()
      let signature = try await consignment.signatures.create { $0.name = "A" }
      let rows = try await Consignment.where { $0.number == 1 }.includes(\.signatures).load(with: { $0.status })
      #expect(rows.map { $0.0 } == [consignment] && rows.map { $0.1 } == ["open"])
      #expect(try rows[0].0.signatures.loaded == [signature])
    }
  }

  @Test(arguments: Engine.allCases) func preloadingHasOneWithACompositeKey(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let consignment = Consignment(portID: 2, number: 7)
      try await consignment.save()
      let voyage = Voyage(skipperID: 1, place: 3, consignment: consignment)
      try await voyage.save()
      recorder.clear()
      let found = try await Consignment.eagerLoad(\.voyage).findBy { $0.portID == 2 && $0.number == 7 }
      #expect(try found?.$voyage.loaded == voyage)
      #expect(recorder.queries.count == 1)
    }
  }
}
