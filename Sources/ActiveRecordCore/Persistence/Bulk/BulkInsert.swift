// Many rows by one statement, without validations and callbacks.

extension RecordProtocol where Self: Record {
  /// Inserts rows for new records by one statement; no validation and no callback runs.
  ///
  /// ```swift
  /// try await Post.insertAll([Post(title: "a"), Post(title: "b")])
  /// // INSERT INTO "posts" ("title", "views") VALUES (?, ?), (?, ?)
  /// ```
  ///
  /// The records stay as they are: they do not learn their keys, and are thrown away. Timestamps are filled in. More than a hundred go in
  /// several statements, in one transaction.
  ///
  /// - Parameter skippingDuplicates: Whether rows whose key or unique columns are there already are left out; otherwise they are an error.
  /// - Returns: How many rows were inserted, without those that were left out.
  @discardableResult public static func insertAll(_ records: [Self], skippingDuplicates: Bool = false) async throws -> Int {
    try await BulkRows(_facts, records.asRecords).insert(skippingDuplicates ? .skip : .fail)
  }

  /// Inserts rows for new records, or updates the rows that are there already, by one statement; no validation and no callback runs.
  ///
  /// ```swift
  /// try await Page.upsertAll(pages, recognizedBy: [\.slug], updating: [\.title])
  /// // INSERT INTO "pages" ("slug", "title") VALUES (?, ?) ON CONFLICT ("slug") DO UPDATE SET "title" = excluded."title"
  /// ```
  ///
  /// - Parameters:
  ///   - records: New records.
  ///   - columns: The columns, with a unique index over them, that a row is recognized by; the key where none are named.
  ///   - updated: The columns that known rows take over; all that were set but those, the key and `created_at`, where none are named.
  /// - Returns: How many rows were inserted or changed.
  @discardableResult public static func upsertAll(
    _ records: [Self], recognizedBy columns: [PartialKeyPath<Self.Type>] = [],
    updating updated: [PartialKeyPath<Self.Type>] = []
  ) async throws -> Int {
    func indexes(_ paths: [PartialKeyPath<Self.Type>]) -> [Int] {
      paths.compactMap { (Self.self[keyPath: $0] as? any ColumnProtocol)?.index }
    }
    let rows = try BulkRows(_facts, records.asRecords)
    return try await rows.insert(rows.update(recognizedBy: indexes(columns), updating: indexes(updated)))
  }
}
