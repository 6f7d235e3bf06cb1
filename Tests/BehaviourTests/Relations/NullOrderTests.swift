import ActiveRecord
import ActiveRecordTesting
import Testing

/// Where `NULL` stands in an order: each engine has a way of its own, and takes the one that is asked for.
@Suite struct NullOrderTests {
  enum Place: String, CaseIterable, CustomTestStringConvertible {
    case ascendingFirst, ascendingLast, descendingFirst, descendingLast
    var testDescription: String { rawValue }

    var weights: [Int?] {
      switch self {
      case .ascendingFirst: [nil, nil, 1, 2]
      case .ascendingLast: [1, 2, nil, nil]
      case .descendingFirst: [nil, nil, 2, 1]
      case .descendingLast: [2, 1, nil, nil]
      }
    }

    func order(_ column: Column<Int?>) -> Ordering {
      switch self {
      case .ascendingFirst: column.asc.nullsFirst
      case .ascendingLast: column.asc.nullsLast
      case .descendingFirst: column.desc.nullsFirst
      case .descendingLast: column.desc.nullsLast
      }
    }
  }

  @Test(arguments: Engine.allCases, Place.allCases) func nullStandsWhereItIsAskedFor(_ engine: Engine, _ place: Place) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Rose" }, other = try await Theatre.create { $0.name = "Globe" }
      for (title, theatre) in [("A", nil), ("B", theatre), ("C", nil), ("D", other)] as [(String, Theatre?)] {
        try await Play(title: title, theatre: theatre).save()
      }
      let ids = try await Theatre.order(\.id).ids()
      let expected = place.weights.map { $0.map { ids[$0 - 1] } }
      let plays = Play.order { [place.order($0.theatreID), $0.id.asc] }
      #expect(try await plays.pluck(\.theatreID) == expected)
      // The other way round, rows without a value change their side, too.
      #expect(try await plays.reversed().pluck(\.theatreID) == expected.reversed())
      #expect(try await plays.limit(2).pluck(\.theatreID) == Array(expected.prefix(2)))
    }
  }
}
