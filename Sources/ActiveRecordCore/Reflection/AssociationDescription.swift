/// What is known about one association of a model, as a value; see ``ModelDescription``.
public struct AssociationDescription: Sendable, Hashable, Codable {
  /// The association's name: that of the property.
  public let name: String
  /// `belongsTo`, `hasOne`, `hasMany` or `hasAndBelongsToMany`.
  public let kind: String
  /// The models that it can lead to; none where every model can be.
  public let targets: [String]
  /// Whether a column says which class a target has.
  public let isPolymorphic: Bool
  /// Whether a record must have a target to be valid.
  public let isRequired: Bool
  /// Whether a scope narrows the targets.
  public let hasScope: Bool
  /// Whether each use is reported.
  public let isDeprecated: Bool
  /// The names of the foreign key's columns.
  public let foreignKey: [String]
  /// The table that holds the foreign key.
  public let foreignKeyHolder: String?
  /// The column that holds the class, beside a polymorphic foreign key.
  public let foreignType: String?
  /// The table of pairs, of has_and_belongs_to_many.
  public let joinTable: String?
  /// The association that it goes through.
  public let through: String?
  /// The association that the model in between goes on with.
  public let source: String?
  /// The association on the other side, `Post.author`.
  public let inverse: String?
  /// What becomes of the targets when the owner is destroyed.
  public let dependent: String?
  /// The options that the declaration gives, as they are written.
  public let options: [String]
  /// What is wrong with the declaration; `nil` where all is well.
  public let problem: String?

  init(_ reflection: AssociationReflection) {
    name = reflection.name
    kind = reflection.kind.rawValue
    targets = reflection.targetTypes.map { $0._facts.name }
    isPolymorphic = reflection.hasPolymorphicTarget
    isRequired = reflection.isRequired
    hasScope = reflection.hasScope
    isDeprecated = reflection.isDeprecated
    foreignKey = reflection.foreignKeyNames
    foreignKeyHolder = reflection.foreignKeyHolder
    foreignType = reflection.foreignTypeName
    joinTable = reflection.joinTable
    through = reflection.throughName
    source = reflection.sourceName
    inverse = reflection.inverse?.path
    dependent = reflection.dependent?.rawValue
    options = reflection.optionNames
    do {
      _ = try reflection.resolved()
      problem = nil
    } catch { problem = "\(error)" }
  }
}
