import Testing

@testable import ActiveRecordCore

/// The keys that rows are matched by: each once, and in pieces that a statement can hold.
@Suite struct KeyIndexTests {
  @Test func eachKeyStandsOnce() {
    var index = KeyIndex(integers: true, capacity: 2)
    let positions = [7, -3, 7, 0, -3].map { index.position(adding: .int($0)) }
    #expect(positions == [0, 1, 0, 2, 1])
    #expect(index.distinctIntegers == [7, -3, 0])
    #expect(index.position(of: 0) == 2 && index.position(of: 8) == nil)
    #expect(index.position(adding: .null) == nil && index.count == 3)
  }

  @Test func integersStandInFewLongLists() {
    var index = KeyIndex(integers: true, capacity: 16)
    for key in 1...250_001 { _ = index.position(adding: .int(Int64(key))) }
    #expect(sizes(index.queries(maximum: 10)) == [250_000, 1])
    #expect(index.position(of: 250_001) == 250_000)
  }

  @Test func otherKeysAreBound() {
    var index = KeyIndex(integers: false, capacity: 16)
    for key in 1...10 { _ = index.position(adding: .text("k\(key)")) }
    #expect(sizes(index.queries(maximum: 4)) == [4, 4, 2])
    #expect(sizes(index.queries(maximum: 10)) == [10])
  }

  @Test func eachColumnOfAKeyIsBound() {
    var index = KeyIndex(integers: false, capacity: 16)
    for key in 1...5 { _ = index.position(adding: .row([.int(Int64(key)), .text("k")])) }
    #expect(sizes(index.queries(maximum: 5)) == [2, 2, 1])
    #expect(sizes(index.queries(maximum: 1)) == [1, 1, 1, 1, 1])
  }

  private func sizes(_ queries: [AssociationQuery.Keys]) -> [Int] {
    queries.map {
      switch $0 {
      case .integers(let keys): keys.count
      case .values(let keys): keys.count
      default: -1
      }
    }
  }
}
