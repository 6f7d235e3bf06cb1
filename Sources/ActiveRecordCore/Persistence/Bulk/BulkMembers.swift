/// Members that `insertAll` and `upsertAll` write with their owners: an association, and what becomes of rows that are there already.
///
/// ```swift
/// try await Author.insertAll(
///   authors, with: .insert(\.posts), .insert(\.posts.replies), .upsert(\.posts.topics, recognizedBy: [\.name]))
/// ```
public struct BulkMembers<Owner: Record> {
  /// The associations that lead to them, from the records on.
  let names: [String]
  let conflict: BulkConflict

  /// New members of a collection are inserted.
  ///
  /// - Parameter path: The collection; `\.posts.replies` after `\.posts`.
  public static func insert<Element: Record>(_ path: KeyPath<Owner.Type, ToMany<Element>>) -> Self {
    Self(names: Owner.self[keyPath: path].names, conflict: .fail)
  }

  /// New targets of a has_one are inserted.
  public static func insert<Target: Record>(_ path: KeyPath<Owner.Type, ToOne<Target>>) -> Self {
    Self(names: Owner.self[keyPath: path].names, conflict: .fail)
  }

  /// New members of a collection are inserted, or update the rows that are there already.
  ///
  /// - Parameters:
  ///   - path: The collection; `\.posts.replies` after `\.posts`.
  ///   - columns: The columns, with a unique index over them, that a row is recognized by; the key where none are named.
  ///   - updated: The columns that known rows take over; all that were set but those, the key and `created_at`, where none are named.
  public static func upsert<Element: Record>(
    _ path: KeyPath<Owner.Type, ToMany<Element>>, recognizedBy columns: [PartialKeyPath<Element.Type>] = [],
    updating updated: [PartialKeyPath<Element.Type>] = []
  ) -> Self {
    Self(
      names: Owner.self[keyPath: path].names,
      conflict: .update(recognizedBy: BulkConflict.indexes(columns), updating: BulkConflict.indexes(updated)))
  }

  /// New targets of a has_one are inserted, or update the rows that are there already.
  public static func upsert<Target: Record>(
    _ path: KeyPath<Owner.Type, ToOne<Target>>, recognizedBy columns: [PartialKeyPath<Target.Type>] = [],
    updating updated: [PartialKeyPath<Target.Type>] = []
  ) -> Self {
    Self(
      names: Owner.self[keyPath: path].names,
      conflict: .update(recognizedBy: BulkConflict.indexes(columns), updating: BulkConflict.indexes(updated)))
  }
}

/// What becomes of rows that are there already.
enum BulkConflict {
  /// They are an error.
  case fail
  /// They take over columns; they are recognized by columns, or by the key where there are none.
  case update(recognizedBy: [Int], updating: [Int])

  /// The places of columns.
  static func indexes<Model: Record>(_ paths: [PartialKeyPath<Model.Type>]) -> [Int] {
    paths.compactMap { (Model.self[keyPath: $0] as? any ColumnProtocol)?.index }
  }
}
