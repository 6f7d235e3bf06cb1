#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension QuerySource {
  /// Sets `updated_at`, and the columns that are named, of every row to now, by one statement; no callback runs.
  ///
  /// ```swift
  /// try await author.posts.touchAll()
  /// // UPDATE "posts" SET "updated_at" = ? WHERE "posts"."author_id" = ?
  /// ```
  ///
  /// - Returns: How many rows were touched.
  /// - Throws: ``ModelError`` where the model has no column to touch.
  @discardableResult public func touchAll(_ columns: KeyPath<Model.Type, Column<Date?>>...) async throws -> Int {
    let facts = Model._facts
    let own = SavePlan.of(facts).updatedAt.map { facts.layout.columns[$0].name }
    let named = columns.map { Model.self[keyPath: $0].name }
    let names = own + named.filter { !own.contains($0) }
    if names.isEmpty {
      throw ModelError(.missingColumn, model: facts.name, "there is no column to touch. Declare 'var updatedAt: Date?', or name one")
    }
    let now = DatabaseValue.date(RecordClock.now)
    return try await updateAll { _ in names.map { ColumnAssignment(assignment: .init($0, .value(now))) } }
  }
}
