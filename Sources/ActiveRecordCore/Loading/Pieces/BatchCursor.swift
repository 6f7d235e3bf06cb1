/// Reads an ordered result piece by piece: each piece is a query of its own, which begins where the last one ended.
final class BatchCursor<Model: Record> {
  private let relation: Relation<Model>
  private let keyset: Keyset
  private let size: Int
  private var place: [DatabaseValue]?
  private var remaining: Int?
  private var isAtEnd = false

  init(_ relation: Relation<Model>, size: Int, from place: [DatabaseValue]? = nil) throws {
    let keyset = try Keyset(relation.core)
    self.keyset = keyset
    self.relation = relation.changed { $0.orders = keyset.orders }
    self.size = Swift.max(1, size)
    self.place = place
    remaining = relation.core.limit
  }

  /// The next records; none at the end.
  nonisolated(nonsending) func next() async throws -> [Model] { try await nextWithPlaces().records }

  /// The next records, and the place of each in the order.
  nonisolated(nonsending) func nextWithPlaces() async throws -> (records: [Model], places: [[DatabaseValue]]) {
    let wanted = remaining.map { Swift.min($0, size) } ?? size
    if isAtEnd || wanted == 0 { return ([], []) }
    let dialect = try relation.core.facts.database.dialect
    let piece = relation.changed { core in
      core.limit = wanted
      guard let place else { return }
      core.offset = nil
      core.conditions.append(keyset.after(place, nullsFirst: dialect.nullsAreLeast))
    }
    let (records, places) = try await RelationLoader.records(piece, with: keyset.orders.map(\.expression))
    remaining = remaining.map { $0 - records.count }
    isAtEnd = records.count < wanted
    place = places.last ?? place
    return (records, places)
  }
}
