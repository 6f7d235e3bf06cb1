/// What could be said better about an association: nothing is wrong, but something is unneeded, missing or surprising.
///
/// ```swift
/// for advice in ModelGraph.advice([Author.self, Post.self]) { print(advice) }
/// // Post.author: the option 'foreignKey' says what is found without it. Leave it out
/// ```
public struct ModelAdvice: Sendable, Hashable, CustomStringConvertible {
  /// What the advice is about.
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// An option says what is found without it.
    case unneededOption
    /// The model on the other side has no belongs_to for the key.
    case missingInverse
    /// Destroying an owner leaves records that must have one.
    case missingDependent
    /// A scope keeps some members from what becomes of them when the owner is destroyed.
    case scopedDependent
    /// Destroying one of many members destroys what the others belong to.
    case dependentOfMany
    /// A join table without a model has columns of its own.
    case joinTableWithColumns
    /// The column of a key has no index.
    case missingIndex
    /// The column of a key has no foreign key.
    case missingForeignKey
    /// The foreign key does something else than `dependent` says when the row that it points at goes.
    case dependentAgainstDatabase
  }

  /// What the advice is about.
  public let rule: Rule
  /// The model's name.
  public let model: String
  /// The association's name.
  public let association: String
  /// What is noticed, and what to write.
  public let message: String

  init(_ rule: Rule, _ reflection: AssociationReflection, _ message: String) {
    self.rule = rule
    model = reflection.owner.name
    association = reflection.name
    self.message = message
  }

  /// `Post.author: …`
  public var description: String { "\(model).\(association): \(message)" }
}
