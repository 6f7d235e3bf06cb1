import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Counters that are changed by hand, in one statement and by the database's arithmetic; with the row's times, or without.
@Suite struct CounterArithmeticTests {
  /// How two garages with 5 bought and 7 sold cars are changed, and what they count then.
  enum Change: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case increment, incrementByTwo, decrement, decrementByTwo, several, two, increaseByNegative
    var testDescription: String { rawValue }

    func assignments(_ garage: Garage.Type) -> [ColumnAssignment] {
      switch self {
      case .increment: [garage.boughtCount.increase(by: 1)]
      case .incrementByTwo: [garage.boughtCount.increase(by: 2)]
      case .decrement: [garage.boughtCount.increase(by: -1)]
      case .decrementByTwo: [garage.boughtCount.increase(by: -2)]
      case .several: [garage.boughtCount.increase(by: 2)]
      case .two: [garage.boughtCount.increase(by: 2), garage.soldCount.increase(by: 2)]
      case .increaseByNegative: [garage.boughtCount.increase(by: -3)]
      }
    }

    var counts: [[Int]] {
      switch self {
      case .increment: [[6, 7], [5, 7]]
      case .incrementByTwo: [[7, 7], [5, 7]]
      case .decrement: [[4, 7], [5, 7]]
      case .decrementByTwo: [[3, 7], [5, 7]]
      case .several: [[7, 7], [7, 7]]
      case .two: [[7, 9], [5, 7]]
      case .increaseByNegative: [[2, 7], [5, 7]]
      }
    }
  }

  /// Which times are written with the counter.
  enum Times: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case none, updatedAt, both, bothNamed
    var testDescription: String { rawValue }
  }

  /// A change with its times.
  struct Way: Sendable, CustomTestStringConvertible {
    let change: Change
    let times: Times
    var testDescription: String { times == .none ? change.rawValue : "\(change.rawValue) with \(times.rawValue)" }

    static let all = Change.allCases.flatMap { change in Times.allCases.map { Way(change: change, times: $0) } }
  }

  private let early = Date(timeIntervalSince1970: 1000), late = Date(timeIntervalSince1970: 2000)

  private func garages() async throws {
    for name in ["a", "b"] {
      _ = try await RecordClock.set(to: early) { try await Garage.create { ($0.name, $0.writtenOn) = (name, early) } }
    }
    try await Garage.updateAll { [$0.boughtCount.set(5), $0.soldCount.set(7)] }
  }

  @Test(arguments: Engine.allCases, Way.all) func byTheDatabasesArithmetic(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, recorder async throws in
      try await garages()
      recorder.clear()
      let changed = way.change == .several ? Garage.all() : Garage.where { $0.name == "a" }
      try await changed.updateAll {
        way.change.assignments($0) + (way.times == .none ? [] : [$0.updatedAt.set(late)])
          + (way.times == .both || way.times == .bothNamed ? [$0.writtenOn.set(late)] : [])
      }
      #expect(recorder.queries.count == 1)
      let found = try await Garage.order(\.name).load()
      #expect(found.map { [$0.boughtCount, $0.soldCount] } == way.change.counts)
      #expect(
        found[0].updatedAt == (way.times == .none ? early : late)
          && found[0].writtenOn == (way.times == .both || way.times == .bothNamed ? late : early))
    }
  }

  @Test(arguments: Engine.allCases) func oneOfTwoCountersIsCountedAnew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await garages()
      let garage = try #require(try await Garage.findBy { $0.name == "a" })
      try await Coupe.create { $0.$buyer.set(garage) }
      try await Coupe.create { $0.$seller.set(garage) }
      try await Coupe.create { $0.$seller.set(garage) }
      try await garage.resetCounter(of: \.bought)
      #expect(garage.boughtCount == 1 && garage.soldCount == 9)
      try await garage.resetCounter(of: \.sold)
      let found = try await Garage.find(garage.id ?? 0)
      #expect(garage.boughtCount == 1 && garage.soldCount == 2 && found.boughtCount == 1 && found.soldCount == 2)
      #expect(found.updatedAt == early)
    }
  }

  @Test(arguments: Engine.allCases) func aCounterThatIsNullGrowsFromZero(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await Turnstile.create()
      recorder.clear()
      try await Turnstile.updateAll { [$0.refused.increase(by: 2)] }
      #expect(recorder.sql == [#"UPDATE "turnstiles" SET "refused" = COALESCE("refused", 0) + ?"#])
      #expect(try await Turnstile.pluck(\.refused) == [2])
    }
  }

  @Test(arguments: Engine.allCases) func noTimeIsWrittenUnlessNamed(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await garages()
      try await Garage.updateAll { [$0.boughtCount.increase(by: -1)] }
      #expect(try await Garage.pluck(\.updatedAt) == [early, early])
    }
  }

  /// How counters are counted anew, and which times are written with them.
  struct Reset: Sendable, CustomTestStringConvertible {
    let isOfTwo: Bool
    let times: Times
    var testDescription: String { (isOfTwo ? "two with " : "one with ") + times.rawValue }

    static let all = [false, true].flatMap { two in [Times.updatedAt, .both, .bothNamed].map { Reset(isOfTwo: two, times: $0) } }
  }

  @Test(arguments: Engine.allCases, Reset.all) func countingAnewMayTouch(_ engine: Engine, _ reset: Reset) async throws {
    try await engine.database { _, recorder async throws in
      try await garages()
      let garage = try #require(try await Garage.findBy { $0.name == "a" })
      recorder.clear()
      try await RecordClock.set(to: late) {
        for path in reset.isOfTwo ? [\Garage.Type.bought, \.sold] : [\Garage.Type.bought] {
          switch reset.times {
          case .none: try await garage.resetCounter(of: path)
          case .updatedAt: try await garage.resetCounter(of: path, touch: true)
          case .both: try await garage.resetCounter(of: path, \.writtenOn)
          case .bothNamed: try await garage.resetCounter(of: path, \.updatedAt, \.writtenOn)
          }
        }
      }
      #expect(recorder.sql.count { $0.hasPrefix("UPDATE") } == (reset.isOfTwo ? 2 : 1) && !garage.isChanged)
      let found = try await Garage.find(garage.id ?? 0)
      for garage in [garage, found] {
        #expect(garage.boughtCount == 0 && garage.soldCount == (reset.isOfTwo ? 0 : 7))
        #expect(garage.updatedAt == late && garage.writtenOn == (reset.times == .updatedAt ? early : late))
      }
    }
  }

  @Test(arguments: Engine.allCases) func aCounterThatIsRightIsNotWritten(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await garages()
      let garage = try #require(try await Garage.findBy { $0.name == "a" })
      recorder.clear()
      try await garage.resetCounter(of: \.bought)
      #expect(recorder.sql.map { $0.prefix(6) } == ["SELECT", "UPDATE"] && garage.boughtCount == 0)
      recorder.clear()
      try await garage.resetCounter(of: \.bought)
      #expect(recorder.sql.map { $0.prefix(6) } == ["SELECT", "SELECT"])
      // Somebody else has changed the row meanwhile.
      try await Garage.updateAll { [$0.boughtCount.set(5)] }
      recorder.clear()
      try await garage.resetCounter(of: \.bought)
      #expect(recorder.sql.map { $0.prefix(6) } == ["SELECT", "SELECT", "UPDATE"] && !garage.isChanged)
      #expect(try await garage.reload().boughtCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func aCounterThatIsRightIsTouchedByTwoStatements(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      try await garages()
      let garage = try #require(try await Garage.findBy { $0.name == "a" })
      try await garage.resetCounter(of: \.bought)
      recorder.clear()
      try await RecordClock.set(to: late) { try await garage.resetCounter(of: \.bought, touch: true) }
      #expect(recorder.sql.map { $0.prefix(6) } == ["SELECT", "UPDATE"])
      #expect(try await garage.reload().updatedAt == late)
    }
  }

  @Test(arguments: Engine.allCases) func anOwnersEndIsCountedByOtherOwnersOfItsMembers(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let closing = try await ClosingGarage.create { $0.name = "a" }, other = try await Garage.create { $0.name = "b" }
      for _ in 1...2 {
        try await Coupe.create {
          $0.buyerID = closing.id
          $0.$seller.set(other)
        }
      }
      #expect(try await other.reload().soldCount == 2)
      try await closing.destroy()
      #expect(try await other.reload().soldCount == 0)
      #expect(try await Coupe.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func bothCountersFollowInMemoryAndInTheTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let garage = Garage(name: "a")
      for name in ["x", "y"] { garage.bought.build { $0.name = name } }
      try await garage.save()
      #expect(garage.boughtCount == 2 && garage.soldCount == 0)
      let coupe = try #require(try await garage.bought.first())
      try await coupe.update { $0.$seller.set(garage) }
      try await coupe.destroy()
      let found = try await Garage.find(garage.id ?? 0)
      #expect(found.boughtCount == 1 && found.soldCount == 0)
    }
  }

  @Test(arguments: Engine.allCases) func ownersOfSeveralClassesCountWhereTheyHaveTheColumn(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let plane = try await Plane.create { $0.name = "P" }, cart = try await Cart.create { $0.name = "C" }
      let other = try await Plane.create { $0.name = "Q" }
      func counts() async throws -> [Int] { try await Plane.order(\.id).pluck(\.rimsCount) }
      let rim = try await Rim.create()
      try await plane.rims.append(rim)
      #expect(try await counts() == [1, 0] && plane.rimsCount == 1)
      try await cart.rims.append(try await Rim.create())
      #expect(try await counts() == [1, 0])
      // From one class to the other, under the same key; to another row of the class; and back to none.
      try await rim.update { $0.$vehicle.set(.cart(cart)) }
      #expect(try await counts() == [0, 0])
      try await rim.update { $0.$vehicle.set(.plane(other)) }
      #expect(try await counts() == [0, 1])
      let found = try await Plane.find(other.id ?? 0)
      recorder.clear()
      #expect(try await found.rims.size() == 1)
      #expect(recorder.queries.isEmpty)
      try await found.rims.first()?.destroy()
      #expect(try await counts() == [0, 0])
      try await Plane.updateAll { [$0.rimsCount.set(7)] }
      #expect(try await Rim.counterCacheDrift().map(\.actual) == [0, 0])
      try await Rim.mendCounterCaches()
      #expect(try await counts() == [0, 0])
    }
  }

  @Test(arguments: Engine.allCases) func aSubclassCountsAnew(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let plane = try await Seaplane.create { $0.name = "S" }
      try await plane.rims.create()
      #expect(plane.rimsCount == 1)
      try await Seaplane.updateAll { [$0.rimsCount.increase(by: 1)] }
      try await plane.resetCounter(of: \.rims)
      #expect(plane.rimsCount == 1)
      #expect(try await plane.reload().rimsCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func joinRecordsAreCountedAnewThroughThem(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let fan = try await Fan.create { $0.name = "Ann" }
      for _ in 1...2 { try await fan.leagues.append(League()) }
      try await Fan.updateAll { [$0.passesCount.set(9)] }
      try await fan.resetCounter(of: \.leagues)
      #expect(fan.passesCount == 2)
      #expect(try await fan.reload().passesCount == 2)
    }
  }

  @Test(arguments: Engine.allCases) func anAssociationOfTheSameKeyDoesNotDisturb(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await garages()
      let garage = try #require(try await Garage.findBy { $0.name == "a" })
      try await Coupe.create { $0.$sellerToo.set(garage) }
      try await garage.resetCounter(of: \.sold)
      #expect(garage.soldCount == 1)
      #expect(try await garage.reload().soldCount == 1)
    }
  }

  @Test(arguments: Engine.allCases) func aCounterAnswersWithoutAQuery(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let built = Garage(name: "a")
      for name in ["x", "y"] { built.bought.build { $0.name = name } }
      try await built.save()
      let garage = try await Garage.find(built.id ?? 0)
      recorder.clear()
      #expect(try await garage.bought.size() == 2)
      #expect(try await !garage.bought.isEmpty())
      #expect(recorder.queries.isEmpty)
      #expect(try await garage.bought.count() == 2)
      #expect(recorder.queries.count == 1)
    }
  }
}
