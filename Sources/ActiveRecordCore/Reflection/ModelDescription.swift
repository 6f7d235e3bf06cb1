/// What is known about one model: a value for tools that draw, document or check models, and that can be written as JSON.
///
/// ```swift
/// let models = ModelGraph.describe([Author.self, Post.self])
/// models[1].table                                // "posts"
/// models[1].association("author")?.foreignKey    // ["author_id"]
/// ```
public struct ModelDescription: Sendable, Hashable, Codable {
  /// The class's name, with the types that it is nested in.
  public let name: String
  /// The table; `nil` of an abstract class.
  public let table: String?
  /// The database, where the model names one.
  public let database: String?
  /// The model that it inherits from.
  public let parent: String?
  /// The class that owns the table.
  public let base: String
  /// What columns that hold classes say for this one.
  public let storedName: String
  /// The column that holds the class of a row, where rows are of several.
  public let typeColumn: String?
  /// The names of the primary key's columns.
  public let primaryKey: [String]
  /// The columns, in order of declaration, the key first.
  public let columns: [ColumnDescription]
  /// The associations, in order of declaration, those of superclasses first.
  public let associations: [AssociationDescription]

  /// The association of a name.
  public func association(_ name: String) -> AssociationDescription? { associations.first { $0.name == name } }

  init(_ facts: ModelFacts) {
    name = facts.name
    table = facts.isAbstract ? nil : facts.tableName
    database = facts.type.databaseName?.description
    parent = facts.parent?.name
    base = facts.root.name
    storedName = facts.storedName
    typeColumn = facts.typeColumnName
    primaryKey = facts.isAbstract ? [] : facts.primaryKeyNames
    columns = facts.columns.map(ColumnDescription.init)
    associations = facts.associations.all.map(AssociationDescription.init)
  }
}

extension ModelGraph {
  /// Everything that is known about models: their tables, columns and associations, as values that cross tasks. Asks no database.
  ///
  /// ```swift
  /// for model in ModelGraph.describe([Author.self, Post.self]) {
  ///   for association in model.associations { print(model.name, "->", association.targets) }
  /// }
  /// ```
  ///
  /// An association that cannot be found out says why in its `problem`; nothing is thrown.
  public static func describe(_ models: [Record.Type]) -> [ModelDescription] {
    ModelRegistry.register(models)
    return models.map { ModelDescription($0._facts) }
  }
}
