import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Keys of several columns: saved, set, appended, taken away, counted and destroyed.
@Suite struct CompositeKeyWritingTests {
  @Test(arguments: Engine.allCases) func rowsAreWrittenByTheWholeKey(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sale = try await Sale.create {
        $0.outletID = 2; $0.number = "D"; $0.note = "new"
      }
      sale.note = "changed"
      recorder.clear()
      try await sale.save()
      #expect(recorder.sql == [#"UPDATE "sales" SET "note" = ? WHERE "sales"."outlet_id" = ? AND "sales"."number" = ?"#])
      #expect(recorder.queries.last?.bindings == [.text("changed"), .int(2), .text("D")])
      sale.number = "E"
      try await sale.save()
      #expect(recorder.queries.last?.bindings == [.text("E"), .int(2), .text("D")])
      #expect(try await sale.reload().note == "changed")
      try await sale.destroy()
      #expect(try await Sale.count() == 4)
      let incomplete = Sale { $0.outletID = 1 }
      #expect(try await incomplete.saveIfValid() == false)
      #expect(incomplete.errors["number"] == ["must be set"])
    }
  }

  @Test(arguments: Engine.allCases) func buildAndCreateTakeBothColumns(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.find((1, "B"))
      let built = sale.refunds.build { $0.amount = 7 }
      #expect(built.saleOutletID == 1 && built.saleNumber == "B")
      try await sale.save()
      #expect(try await Refund.where { $0.amount == 7 }.first()?.saleNumber == "B")
      let item = try await sale.items.create {
        $0.place = 9; $0.text = "b9"
      }
      #expect(item.outletID == 1 && item.saleNumber == "B")
      try await sale.$receipt.set(Receipt(text: "third"))
      #expect(try await Receipt.where { $0.text == "third" }.first()?.saleNumber == "B")
      let refund = Refund(amount: 8)
      refund.$sale.set(sale)
      #expect(refund.saleOutletID == 1 && refund.saleNumber == "B" && refund.$sale.isChanged)
      try await refund.save()
      #expect(refund.$sale.wasChanged)
      #expect(try await Refund.find(refund.id!).sale == sale)
    }
  }

  @Test(arguments: Engine.allCases) func aNewOwnerGivesItsKeyToItsMembers(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = Sale(outletID: 2, number: "N")
      _ = sale.refunds.build { $0.amount = 4 }
      try await sale.items.append(
        SaleItem {
          $0.outletID = 2; $0.place = 7; $0.text = "n"
        })
      try await sale.save()
      #expect(try await Refund.where { $0.sale == sale }.count() == 1)
      #expect(try await SaleItem.find((2, 7)).sale == sale)
      let refund = Refund(amount: 3, sale: Sale(outletID: 1, number: "P"))
      try await refund.save()
      #expect(refund.saleOutletID == 1 && refund.saleNumber == "P")
    }
  }

  @Test(arguments: Engine.allCases) func membersThatLeaveLoseTheKey(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sale = try await Sale.find((1, "A"))
      let first = try #require(try await sale.refunds.load().min { $0.amount < $1.amount })
      recorder.clear()
      try await sale.refunds.remove(first)
      let update = #"UPDATE "refunds" SET "sale_outlet_id" = ?, "sale_number" = ? WHERE "refunds"."sale_outlet_id" = ? AND "#
      #expect(recorder.sql.contains { $0.hasPrefix(update) })
      #expect(first.saleOutletID == nil && first.saleNumber == nil && !first.isChanged)
      #expect(try await sale.refunds.load().map(\.amount) == [20])
      try await sale.refunds.replace(with: [first])
      #expect(try await Refund.where { $0.sale == sale }.load().map(\.amount) == [5])
      #expect(try await Refund.where { $0.sale == nil }.count() == 3)
      first.$sale.set(nil)
      #expect(first.saleOutletID == nil && first.saleNumber == nil)
    }
  }

  @Test(arguments: Engine.allCases) func aColumnOfItsOwnKeyStays(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let item = try await SaleItem.find((1, 1)), sale = try await Sale.find((1, "A"))
      item.$sale.set(nil)
      #expect(item.outletID == 1 && item.saleNumber == nil)
      try await item.save()
      #expect(try await SaleItem.find((1, 1)).sale == nil)
      try await sale.items.append(item)
      #expect(item.saleNumber == "A")
      #expect(try await sale.items.count() == 2)
    }
  }

  @Test(arguments: Engine.allCases) func countersFollowTheWholeKey(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      #expect(try await Sale.order(\.outletID).order(\.number).pluck(\.itemsCount) == [2, 1, 1, 0])
      let item = try await SaleItem.find((1, 1))
      item.saleNumber = "B"
      try await item.save()
      #expect(try await Sale.order(\.outletID).order(\.number).pluck(\.itemsCount) == [1, 2, 1, 0])
      try await item.destroy()
      #expect(try await Sale.order(\.outletID).order(\.number).pluck(\.itemsCount) == [1, 1, 1, 0])
      try await Sale.where { $0.outletID == 1 }.updateAll { [$0.itemsCount.set(9)] }
      #expect(try await Sale.find((1, "A")).items.size() == 9)
    }
  }

  @Test(arguments: Engine.allCases) func dependentsGoByTheWholeKey(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      try await Sale.find((1, "A")).destroy()
      #expect(try await SaleItem.order(\.outletID).order(\.place).pluck(\.text) == ["b1", "other", "loose"])
      #expect(try await Receipt.pluck(\.text) == ["second"])
      #expect(try await Refund.where { $0.sale == nil }.count() == 4)
      #expect(try await Refund.where { $0.amount == 30 }.first()?.saleNumber == "A")
    }
  }

  @Test(arguments: Engine.allCases) func joinTablesHoldBothColumns(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sale = try await Sale.find((1, "A")), other = try await Sale.find((2, "A"))
      let ten = try await Voucher.create { $0.code = "ten" }, five = try await Voucher.create { $0.code = "five" }
      recorder.clear()
      try await sale.vouchers.append(ten, five)
      #expect(
        recorder.sql.filter { $0.hasPrefix("INSERT") }
          == Array(
            repeating: #"INSERT INTO "sales_vouchers" ("sale_outlet_id", "sale_number", "voucher_id") VALUES (?, ?, ?)"#, count: 2))
      try await other.vouchers.append(ten)
      #expect(try await Sale.find((1, "A")).vouchers.load().map(\.code).sorted() == ["five", "ten"])
      let vouchers = try await Voucher.order(\.id).preload(\.sales).load()
      #expect(try vouchers.map { try $0.sales.loaded.count } == [2, 1])
      let loaded = try await Sale.order(\.outletID).order(\.number).preload(\.vouchers).load()
      #expect(try loaded.map { try $0.vouchers.loaded.count } == [2, 0, 1, 0])
      #expect(try await Sale.joins(\.vouchers).where { $0.vouchers.code == "five" }.load() == [sale])
      #expect(try await Voucher.eagerLoad(\.sales).order(\.id).load().map { try $0.sales.loaded.count } == [2, 1])
      try await sale.vouchers.remove(ten)
      #expect(try await Sale.find((1, "A")).vouchers.load() == [five])
      try await ten.sales.replace(with: [sale])
      #expect(try await other.vouchers.reload().isEmpty)
      try await sale.destroy()
      #expect(try await Voucher.find(ten.id!).sales.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aRollbackGivesBothColumnsBack(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.find((1, "B")), refund = Refund(amount: 6)
      _ = await failure {
        try await Database.current.transaction {
          try await sale.refunds.append(refund)
          throw CancellationError()
        }
      }
      #expect(refund.isNew && refund.saleOutletID == nil && refund.saleNumber == nil)
      #expect(try await sale.refunds.count() == 0)
    }
  }
}
