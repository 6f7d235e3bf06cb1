extension ModelGraph {
  /// What could be said better about the models' associations and the tables of a database: keys without an index or a foreign key, foreign keys
  /// that do other things than `dependent` says, and join tables that deserve a model.
  ///
  /// ```swift
  /// for line in try await ModelGraph.advice([Author.self, Post.self], in: database) { print(line) }
  /// // Post.author: the column 'author_id' of 'posts' has no index, …
  /// ```
  ///
  /// It begins with what ``advice(_:)`` says, and asks the database three times for each table that holds a key.
  public static func advice(_ models: [Record.Type], in database: Database) async throws -> [ModelAdvice] {
    var found = advice(models)
    var linter = DatabaseLinter(database)
    for model in models {
      for reflection in model._facts.associations.all where reflection.owner === model._facts {
        found += try await linter.advice(reflection)
      }
    }
    return found
  }
}
