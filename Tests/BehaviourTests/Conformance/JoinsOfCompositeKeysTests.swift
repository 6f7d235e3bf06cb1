import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of joins by keys of several columns, and of steps without joins between them.
@Suite struct JoinsOfCompositeKeysTests {
  @Test(arguments: Engine.allCases) func joinsABelongsToAssociation(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sale = try await Sale.find((1, "A"))
      try await sale.update { $0.note = "first" }
      recorder.clear()
      let items = try await SaleItem.joins(\.sale).where { $0.sale.note == "first" }.load()
      #expect(items.count == 2)
      #expect(try await Set(items) == Set(sale.items.load()))
      let join = #"INNER JOIN "sales" ON "sales"."outlet_id" = "sale_items"."outlet_id" AND "sales"."number" = "sale_items"."sale_number""#
      #expect(recorder.sql[0].contains(join))
    }
  }

  @Test(arguments: Engine.allCases) func joinsAHasManyAssociation(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let item = try await SaleItem.findByOrThrow { $0.text == "other" }
      let sales = try await Sale.joins(\.items).where { $0.items.text == "other" }.load()
      #expect(sales.count == 1)
      #expect(try await item.sale == sales[0])
    }
  }

  @Test(arguments: Engine.allCases) func anOrderedThroughWithoutJoinsKeepsTheOrderOfTheWay(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let skipper = try await Skipper.create { $0.name = "Eddie" }, other = try await Skipper.create { $0.name = "Other" }
      let first = Consignment(portID: 1, number: 1, status: "open"), second = Consignment(portID: 1, number: 2, status: "closed")
      for (place, consignment) in [first, second].enumerated() {
        try await consignment.save()
        try await Voyage(skipperID: skipper.id!, place: place + 1, consignment: consignment).save()
      }
      try await Voyage(skipperID: other.id!, place: 1, consignment: first).save()
      #expect(try await skipper.consignments.load() == [second, first])
      recorder.clear()
      #expect(try await skipper.consignmentsApart.load() == [second, first])
      #expect(recorder.queries.count == 2 && !recorder.sql.contains { $0.contains("JOIN") })
      let preloaded = try await Skipper.preload(\.consignmentsApart).order(\.id).load()
      #expect(try preloaded.map { try $0.consignmentsApart.loaded } == [[second, first], [first]])
    }
  }
}
