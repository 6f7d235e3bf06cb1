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
  private(set) var joins: BulkJoins?

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

extension BulkMembers {
  /// The rows of a model that joins the members update those that are there already; without this, a pair that is there twice is refused by
  /// a unique index.
  ///
  /// ```swift
  /// try await Book.upsertAll(
  ///   books, recognizedBy: [\.title],
  ///   with: .upsert(\.readers, recognizedBy: [\.email]).joined(by: Loan.self, recognizedBy: [\.bookID, \.readerID]))
  /// // INSERT INTO "loans" ("book_id", "reader_id") VALUES (?, ?), (?, ?) ON CONFLICT DO NOTHING
  /// ```
  ///
  /// Rows of a has_and_belongs_to_many need no such word: pairs that are there already stay as they are.
  ///
  /// - Parameters:
  ///   - model: The model that the association goes through.
  ///   - columns: The columns, with a unique index over them, that a row is recognized by: those that hold the two keys, most often.
  ///   - updated: The columns that known rows take over; all that were set but those, the key and `created_at`, where none are named.
  public func joined<Join: Record>(
    by model: Join.Type, recognizedBy columns: [PartialKeyPath<Join.Type>], updating updated: [PartialKeyPath<Join.Type>] = []
  ) -> Self {
    var copy = self
    let conflict = BulkConflict.update(recognizedBy: BulkConflict.indexes(columns), updating: BulkConflict.indexes(updated))
    copy.joins = BulkJoins(model: model._facts, conflict: conflict)
    return copy
  }
}

/// What becomes of rows of a join model that are there already.
struct BulkJoins {
  let model: ModelFacts
  let conflict: BulkConflict

  /// Refuses an association whose members the model does not join.
  func check(_ reflection: AssociationReflection) throws {
    let through = try reflection.isThrough ? reflection.resolved().through?.target.facts : nil
    if through?.root === model.root { return }
    let isPairs = reflection.kind == .hasAndBelongsToMany
    let why =
      isPairs
      ? "a table without a model joins its members. Pairs that are there already stay as they are"
      : through.map { "\($0.name) joins its members" } ?? "nothing joins its members"
    throw ModelError(
      .unsupported, model: reflection.owner.name, member: reflection.name, "it is written 'joined(by: \(model.name).self, …)', but \(why)")
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
