import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Keys of several columns: found, followed, preloaded, joined and counted.
@Suite struct CompositeKeyReadingTests {
  @Test(arguments: Engine.allCases) func findComparesEachColumn(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sale = try await Sale.find((1, "B"))
      #expect(sale.outletID == 1 && sale.number == "B")
      #expect(recorder.sql == [Self.sales + #" WHERE "sales"."outlet_id" = ? AND "sales"."number" = ? LIMIT ?"#])
      let several = try await Sale.find([(2, "A"), (1, "A")])
      #expect(several.map { "\($0.outletID)\($0.number)" } == ["2A", "1A"])
      #expect(recorder.queries.last?.bindings == [.int(2), .text("A"), .int(1), .text("A")])
      #expect(try await Sale.where { $0.note == nil }.find((2, "C")).number == "C")
      let missing = await failure { _ = try await Sale.find((9, "A")) }
      #expect(missing == "Sale: there is no record with (outlet_id, number) = (9, 'A')")
      let wrong = await failure { _ = try await Sale.all().find(("A", 9)) }
      #expect(wrong?.contains("the key is (outletID: Int, number: String): give keys of these types") == true)
    }
  }

  @Test(arguments: Engine.allCases) func whatCannotBeAKeyIsRefusedWithoutAQuery(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let outlet = try await Outlet.find(1), voucher = try await Voucher.create { $0.code = "v" }
      recorder.clear()
      let told = [
        await failure { _ = try await Sale.find(10) }, await failure { _ = try await Sale.find([1, 2]) },
        await failure { _ = try await Sale.where { $0.note == nil }.find(10) }, await failure { _ = try await Sale.all().find("A") },
        await failure { _ = try await Sale.all().find((1, "A", 2)) }, await failure { _ = try await Sale.exists(1) },
        await failure { _ = try await outlet.sales.find(1) }, await failure { _ = try await outlet.sales.find([1]) },
        await failure { try await voucher.sales.remove(ids: 1) }, await failure { try await voucher.sales.destroy(ids: "A") },
        await failure { try await voucher.sales.replace(withIDs: [1]) }, await failure { try await voucher.sales.replace(withIDs: ["A"]) },
      ]
      for text in told { #expect(text == "Sale.outletID, number: the key is (outletID: Int, number: String): give keys of these types") }
      #expect(recorder.events.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func identityIsTheWholeKey(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let a = try await Sale.find((1, "A")), again = try await Sale.find((1, "A")), other = try await Sale.find((2, "A"))
      #expect(a == again && a != other && Set([a, again, other]).count == 2)
      #expect(Sale._facts.primaryKeyNames == ["outlet_id", "number"])
      #expect(SaleItem.reflection("sale")?.foreignKeyNames == ["outlet_id", "sale_number"])
      #expect(SaleItem.reflection("sale")?.inverseName == "items" && Sale.reflection("items")?.inverseName == "sale")
      #expect(ModelGraph.problems([Outlet.self, Sale.self, SaleItem.self, Refund.self, Receipt.self, Voucher.self, Ware.self]).isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func associationsCompareEachColumn(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sale = try await Sale.find((1, "A"))
      recorder.clear()
      #expect(try await sale.items.load().map(\.text).sorted() == ["a1", "a2"])
      #expect(recorder.sql.last?.hasSuffix(#" WHERE "sale_items"."outlet_id" = ? AND "sale_items"."sale_number" = ?"#) == true)
      #expect(try await sale.receipt?.text == "first")
      #expect(try await sale.refunds.load().map(\.amount).sorted() == [5, 20])
      #expect(try await sale.highRefunds.load().map(\.amount) == [20])
      #expect(try await sale.wares.load().map(\.name) == ["pen"])
      let item = try await SaleItem.find((2, 1))
      #expect(try await item.sale?.outletID == 2)
      #expect(try await sale.refunds.count() == 2)
      #expect(try await sale.items.count() == 2)
      #expect(try await sale.items.contains(item) == false)
    }
  }

  @Test(arguments: Engine.allCases) func halfAKeyLeadsNowhereWithoutAQuery(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let refunds = try await Refund.where { $0.amount < 3 }.order(\.id).load()
      recorder.clear()
      for refund in refunds { #expect(try await refund.sale == nil) }
      #expect(refunds.count == 2 && recorder.sql.isEmpty)
      let sale = Sale { $0.outletID = 1 }
      #expect(try await sale.refunds.load().isEmpty && recorder.sql.isEmpty)
      #expect(try await Refund.where { $0.sale == nil }.load().map(\.amount).sorted() == [1, 2])
    }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func eachWayOfLoadingFindsTheSame(_ engine: Engine, _ way: Way) async throws {
    try await engine.outlets { recorder async throws in
      let sales = try await Self.add(way, to: Sale.order(\.outletID).order(\.number)).load()
      let lines = try await Self.lines(sales)
      #expect(
        lines == [
          "1A items a1,a2 refunds 5,20 receipt first wares pen", "1B items b1 refunds  receipt - wares pen",
          "2A items other refunds 30 receipt second wares pen", "2C items  refunds  receipt - wares ",
        ])
      let items = try await SaleItem.order(\.outletID).order(\.place).preload(\.sale.receipt).load()
      recorder.clear()
      var owners: [String] = []
      for item in items { owners.append(try await item.sale?.receipt?.text ?? "-") }
      #expect(owners == ["first", "first", "-", "second", "-"] && recorder.sql.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func peersAreLoadedByRowValues(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sales = try await Sale.order(\.outletID).order(\.number).load()
      recorder.clear()
      for sale in sales { _ = try await sale.refunds.load() }
      #expect(recorder.queries.count == 1)
      let rows = engine == .sqlite ? "(VALUES (?, ?), (?, ?), (?, ?), (?, ?))" : "((?, ?), (?, ?), (?, ?), (?, ?))"
      #expect(recorder.sql.last?.hasSuffix(#" WHERE ("refunds"."sale_outlet_id", "refunds"."sale_number") IN \#(rows)"#) == true)
      recorder.clear()
      let limited = try await Sale.preload(\.lastRefunds).order(\.outletID).order(\.number).load()
      var last: [Int] = []
      for sale in limited { last += try await sale.lastRefunds.load().map(\.amount) }
      #expect(last == [20, 30] && recorder.queries.count == 2)
    }
  }

  @Test(arguments: Engine.allCases) func joinsCompareEachColumn(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sold = try await Sale.joins(\.items).where { $0.items.text == "b1" }.load()
      #expect(sold.map(\.number) == ["B"])
      let join =
        #"INNER JOIN "sale_items" ON "sale_items"."outlet_id" = "sales"."outlet_id" AND "sale_items"."sale_number" = "sales"."number""#
      #expect(recorder.sql.last?.contains(join) == true)
      #expect(try await Sale.leftJoins(\.items).where { $0.items.saleNumber == nil }.load().map(\.number) == ["C"])
      #expect(try await Sale.where { $0.refunds.exists() }.order(\.outletID).load().map(\.outletID) == [1, 2])
      #expect(try await Sale.where { $0.items.count == 2 }.load().map(\.number) == ["A"])
      #expect(try await Refund.joins(\.outlet).where { $0.outlet.name == "South" }.load().map(\.amount) == [30])
      #expect(try await Sale.joins(\.items).distinct().count() == 3)
      #expect(try await Sale.eagerLoad(\.items).limit(2).order(\.outletID).order(\.number).load().map(\.number) == ["A", "B"])
      let pen = try await Ware.findByOrThrow { $0.name == "pen" }
      #expect(try await pen.sales.count() == 3)
      #expect(try await pen.sales.load().count == 3)
    }
  }

  @Test(arguments: Engine.allCases) func conditionsTakeRecordsAndQueries(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.find((1, "A")), other = try await Sale.find((2, "A"))
      #expect(try await Refund.where { $0.sale == sale }.load().map(\.amount).sorted() == [5, 20])
      #expect(try await Refund.where { $0.sale.isIn([sale, other]) }.load().map(\.amount).sorted() == [5, 20, 30])
      let southern = try await Refund.where { $0.sale.isIn(Sale.where { $0.outletID == 2 }) }.load()
      #expect(southern.map(\.amount) == [30])
      var numbers: [String] = []
      try await Sale.findEach(batch: 3) { numbers.append("\($0.outletID)\($0.number)") }
      #expect(numbers == ["1A", "1B", "2A", "2C"])
      #expect(try await Sale.first()?.number == "A")
      #expect(try await Sale.last()?.number == "C")
    }
  }

  private static let sales = #"SELECT "sales"."outlet_id", "sales"."number", "sales"."note", "sales"."items_count" FROM "sales""#

  private static func add(_ way: Way, to relation: Relation<Sale>) -> Relation<Sale> {
    switch way {
    case .lazily: relation
    case .preload: relation.preload(\.items, \.refunds, \.receipt, \.wares)
    case .includes: relation.includes(\.items, \.refunds, \.receipt, \.wares)
    case .eagerLoad: relation.eagerLoad(\.items, \.refunds, \.receipt, \.wares)
    }
  }

  private static func lines(_ sales: [Sale]) async throws -> [String] {
    var lines: [String] = []
    for sale in sales {
      let items = try await sale.items.load().map(\.text).sorted().joined(separator: ",")
      let refunds = try await sale.refunds.load().map(\.amount).sorted().map { "\($0)" }.joined(separator: ",")
      let wares = Set(try await sale.wares.load().map(\.name)).sorted().joined(separator: ",")
      lines.append(
        "\(sale.outletID)\(sale.number) items \(items) refunds \(refunds) receipt \(try await sale.receipt?.text ?? "-") wares \(wares)")
    }
    return lines
  }
}

extension Engine {
  /// Runs `body` on outlets and what they sold.
  func outlets(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await database(models: [Outlet.self, Sale.self, SaleItem.self, Refund.self, Receipt.self, Voucher.self, Ware.self]) {
      _, recorder async throws in
      try await Worlds.fillOutlets()
      recorder.clear()
      try await body(recorder)
    }
  }
}
