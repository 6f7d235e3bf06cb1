extension Selectable where Value: TextColumnValue {
  /// The text has all of these words, as the engine's full-text search finds them.
  ///
  /// ```swift
  /// let posts = try await Post.where { $0.body.matches("swift concurrency") }.load()
  /// // PostgreSQL: WHERE to_tsvector("posts"."body") @@ plainto_tsquery($1)
  /// // MySQL:      WHERE MATCH (`posts`.`body`) AGAINST (? IN BOOLEAN MODE)
  /// // SQLite:     WHERE "posts"."body" MATCH ?
  /// ```
  ///
  /// MySQL needs a `FULLTEXT` index on the column, SQLite a table made by `CREATE VIRTUAL TABLE … USING fts5(…)`. Which words are told
  /// apart, and which are too short or too common, is the engine's business. What is no letter and no digit divides words; without a
  /// word nothing is found.
  ///
  /// - Parameter language: The name of a configuration of PostgreSQL's, `"english"`, which finds other forms of the words, and lets an
  ///   index on `to_tsvector('english', …)` be used; other engines do not know it.
  public func matches(_ words: String, language: String? = nil) -> Condition {
    let list = words.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return Condition(.matches(expression, words: list, language: language), failure: failure)
  }
}
