extension RecordProtocol where Self: Record {
  /// Inserts rows for new records and for the new members that hang on them, a statement for each level and table; no validation and no
  /// callback runs.
  ///
  /// ```swift
  /// try await Author.insertAll(authors, with: .insert(\.posts), .upsert(\.posts.topics, recognizedBy: [\.name]))
  /// // INSERT INTO "authors" ("name") VALUES (?), (?) RETURNING "id"
  /// // INSERT INTO "posts" ("title", "author_id") VALUES (?, ?), (?, ?), (?, ?) RETURNING "id"
  /// // INSERT INTO "topics" ("name") VALUES (?), (?) ON CONFLICT ("name") DO NOTHING
  /// // SELECT … FROM "topics" WHERE "topics"."name" IN (?, ?)
  /// // INSERT INTO "posts_topics" ("post_id", "topic_id") VALUES (?, ?), (?, ?) ON CONFLICT DO NOTHING
  /// ```
  ///
  /// The records learn their keys, and have rows afterwards. Members that have rows already are joined, and not written. All of it is one
  /// transaction; more than a hundred rows of a table go in several statements, and one by one where the engine returns no keys. Counters
  /// on parents are left as they are: ``mendCounterCaches()`` mends them.
  ///
  /// - Parameters:
  ///   - records: New records, with members that were built on them.
  ///   - first: The members that are written with them: the associations, from the records on.
  ///   - others: More of them, each after the one that it hangs on.
  /// - Returns: How many rows were inserted or changed, join rows included.
  /// - Throws: ``AssociationError`` for an association that is not written by its owner, ``DatabaseError``.
  @discardableResult public static func insertAll(
    _ records: [Self], with first: BulkMembers<Self>, _ others: BulkMembers<Self>...
  ) async throws -> Int { try await bulk(records, .fail, [first] + others) }

  /// Inserts rows for new records and for the new members that hang on them, or updates the rows that are there already; no validation and
  /// no callback runs.
  ///
  /// ```swift
  /// try await Page.upsertAll(pages, recognizedBy: [\.slug], with: .upsert(\.links, recognizedBy: [\.pageID, \.url]))
  /// // INSERT INTO "pages" ("slug", "title") VALUES (?, ?), (?, ?) ON CONFLICT ("slug") DO UPDATE SET "title" = excluded."title"
  /// // SELECT … FROM "pages" WHERE "pages"."slug" IN (?, ?)
  /// // INSERT INTO "links" ("url", "page_id") VALUES (?, ?), (?, ?) ON CONFLICT ("page_id", "url") DO UPDATE SET …
  /// ```
  ///
  /// Members that the rows had before stay, whether they are among the new ones or not. The rest is as with ``insertAll(_:with:_:)``.
  ///
  /// - Parameters:
  ///   - records: New records, with members that were built on them.
  ///   - columns: The columns, with a unique index over them, that a row is recognized by; the key where none are named.
  ///   - updated: The columns that known rows take over; all that were set but those, the key and `created_at`, where none are named.
  ///   - first: The members that are written with them: the associations, from the records on.
  ///   - others: More of them, each after the one that it hangs on.
  /// - Returns: How many rows were inserted or changed, join rows included.
  /// - Throws: ``AssociationError`` for an association that is not written by its owner, ``DatabaseError``.
  @discardableResult public static func upsertAll(
    _ records: [Self], recognizedBy columns: [PartialKeyPath<Self.Type>] = [], updating updated: [PartialKeyPath<Self.Type>] = [],
    with first: BulkMembers<Self>, _ others: BulkMembers<Self>...
  ) async throws -> Int {
    let conflict = BulkConflict.update(recognizedBy: BulkConflict.indexes(columns), updating: BulkConflict.indexes(updated))
    return try await bulk(records, conflict, [first] + others)
  }

  private static func bulk(_ records: [Self], _ conflict: BulkConflict, _ members: [BulkMembers<Self>]) async throws -> Int {
    if records.isEmpty { return 0 }
    return try await _facts.database.transaction {
      var graph = BulkGraph()
      try await graph.begin(records.asRecords, conflict)
      for member in members { try await graph.add(member.names, member.conflict, joins: member.joins, of: _facts) }
      return graph.count
    }
  }
}
