import ActiveRecord
import ActiveRecordTesting
import Testing

/// Keys of several columns in what is saved together, and in counters.
@Suite struct CompositeGraphTests {
  @Test(arguments: Engine.allCases) func aTargetTakesTheKeyOfANewOwner(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let receipt = try await Receipt.create { $0.text = "third" }
      #expect(receipt.outletID == nil && receipt.saleNumber == nil)
      let sale = Sale(outletID: 2, number: "N")
      try await sale.$receipt.set(receipt)
      try await sale.save()
      try await receipt.reload()
      #expect(receipt.outletID == 2 && receipt.saleNumber == "N")
    }
  }

  @Test(arguments: Engine.allCases) func aTargetKnowsTheOwnerThatWasCreatedWithIt(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let receipt = try await Receipt.create { ($0.text, $0.outletID) = ("third", 2) }
      let sale = Sale(outletID: 2, number: "N", receipt: receipt)
      try await sale.save()
      #expect(try await receipt.sale == sale)
    }
  }

  @Test(arguments: Engine.allCases) func aMarkedOwnerIsDestroyed(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let refund = try #require(try await SavingRefund.where { $0.saleOutletID == 2 && $0.saleNumber == "A" }.first())
      try await refund.sale?.markForDestruction()
      try await refund.save()
      #expect(try await refund.reload().sale == nil)
      #expect(try await Sale.where { $0.outletID == 2 }.order(\.number).pluck(\.number) == ["C"])
    }
  }

  enum Change: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case increment, incrementOfSeveral, decrement, decrementByThree
    var testDescription: String { rawValue }
    var amount: Int {
      switch self {
      case .increment, .incrementOfSeveral: 1
      case .decrement: -1
      case .decrementByThree: -3
      }
    }
  }

  @Test(arguments: Engine.allCases, Change.allCases) func countersAreChanged(_ engine: Engine, _ change: Change) async throws {
    try await engine.outlets { _ async throws in
      let before = try await Sale.order(\.outletID).order(\.number).pluck(\.itemsCount)
      let sales = change == .incrementOfSeveral ? Sale.where { $0.outletID == 1 } : Sale.where { $0.outletID == 1 && $0.number == "A" }
      try await sales.updateAll { [$0.itemsCount.increase(by: change.amount)] }
      let after = try await Sale.order(\.outletID).order(\.number).pluck(\.itemsCount)
      #expect(zip(after, before).map { $0 - $1 } == [change.amount, change == .incrementOfSeveral ? change.amount : 0, 0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func aCounterIsCountedAnew(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.find((1, "A"))
      #expect(sale.itemsCount == 2)
      try await Sale.updateAll { [$0.itemsCount.increase(by: 5)] }
      try await sale.resetCounter(of: \.items)
      #expect(sale.itemsCount == 2)
      #expect(try await Sale.order(\.outletID).order(\.number).pluck(\.itemsCount) == [2, 6, 6, 5])
    }
  }

  @Test(arguments: Engine.allCases) func countersFollowMembersThatComeMoveAndGo(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      func counts() async throws -> [Int] { try await Sale.where { $0.outletID == 2 }.order(\.number).pluck(\.itemsCount) }
      let (first, second) = (try await Sale.find((2, "A")), try await Sale.find((2, "C")))
      #expect(try await counts() == [1, 0])
      let item = SaleItem(outletID: 2, place: 8, text: "new", sale: first)
      try await item.save()
      #expect(try await counts() == [2, 0])
      try await item.update { $0.$sale.set(second) }
      #expect(try await counts() == [1, 1])
      try await item.destroy()
      #expect(try await counts() == [1, 0])
    }
  }

  @Test(arguments: Engine.allCases) func aKeyThatIsSetLaterIsCounted(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let item = try await SaleItem.find((2, 2))
      #expect(item.saleNumber == nil)
      let sale = try await Sale.find((2, "C"))
      try await item.update { $0.$sale.set(sale) }
      #expect(try await sale.reload().itemsCount == 1)
    }
  }
}
