extension QuerySource {
  /// How the engine means to run the query, in its own words.
  ///
  /// ```swift
  /// print(try await Post.where { $0.author == ada }.explain())
  /// // SQLite: SEARCH posts USING INDEX index_posts_on_author_id (author_id=?)
  /// ```
  ///
  /// - Throws: ``DatabaseError``; what the query itself would throw.
  public func explain() async throws -> String {
    if let failure = relation.core.failure { throw failure }
    let core = try await UnjoinedKeys.resolved(relation.core)
    let lease = try await Lease.take(.reading, for: core.facts)
    defer { lease.end() }
    let dialect = lease.database.dialect
    let sql = try core.statement(dialect).rendered(dialect)
    var lines: [String] = []
    _ = try await lease.run(
      RenderedSQL(dialect.explain + " " + sql.text, sql.bindings), cached: false, cause: .of(core.facts, "explained")
    ) { row in
      lines.append(row.text(row.columnCount - 1) ?? "")
    }
    return lines.joined(separator: "\n")
  }
}
