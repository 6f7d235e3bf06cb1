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
    case none, updatedAt, both
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
          + (way.times == .both ? [$0.writtenOn.set(late)] : [])
      }
      #expect(recorder.queries.count == 1)
      let found = try await Garage.order(\.name).load()
      #expect(found.map { [$0.boughtCount, $0.soldCount] } == way.change.counts)
      #expect(found[0].updatedAt == (way.times == .none ? early : late) && found[0].writtenOn == (way.times == .both ? late : early))
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
