/// What a declaration says about an association, before anything is looked up.
///
/// Columns, inverses, sources and throughs of other models are closures: they are asked for on first use, when every model
/// can be reached.
public struct AssociationOptions: Sendable {
  /// A column that an option names.
  public enum Key: Sendable {
    /// By its name in the database.
    case named(String)
    /// By a property of a model: its index in the rows.
    case property(@Sendable () -> Int)
    /// Several columns that are compared together.
    case several([Key])
  }
  /// What a declaration says about the inverse.
  public enum Inverse: Sendable {
    /// It is found by the keys.
    case automatic
    /// There is none.
    case none
    /// The association of this name.
    case named(@Sendable () -> String)
  }

  package var foreignKey: Key?
  package var primaryKey: Key?
  package var foreignType: Key?
  package var inverse = Inverse.automatic
  package var dependent: Dependent?
  package var isRequired = false
  package var touch = Touch.off
  package var autosave: Bool?
  package var validate: Bool?
  /// The property of the target that counts: `\.postsCount`.
  package var counterCache: (@Sendable () -> Int)?
  /// The column that counts, in the tables of those targets of a polymorphic association that have it.
  package var counterColumn: String?
  /// The polymorphic association of the target that points back: `as: \.attachable`.
  package var polymorphicName: (@Sendable () -> String)?
  /// The association to go through, and the one to go on with.
  package var through: (@Sendable () -> String)?
  package var source: (@Sendable () -> String)?
  package var sourceType: Record.Type?
  package var joinTable: String?
  package var associationForeignKey: String?
  /// The scope, as the layer of relations keeps it.
  package var scope: LayerObject?
  package var strictLoading = false
  /// Whether each use is reported.
  package var isDeprecated = false
  /// Whether the steps of a through association are queries of their own.
  package var disableJoins = false

  /// What is said where nothing is said.
  public init() {}
}

/// The options of one kind of association, by the types of its owner and target.
package protocol DeclaredOptions { var options: AssociationOptions { get set } }

/// The options of `@BelongsTo`; see `belongs(…)`.
public struct BelongsToOptions<Owner: Record, Target: AssociationTarget>: Sendable, DeclaredOptions {
  package var options: AssociationOptions
  package init(_ options: AssociationOptions) { self.options = options }
}

/// The options of `@HasOne`; see `has(…)` and `through(…)`.
public struct HasOneOptions<Owner: Record, Target: Record>: Sendable, DeclaredOptions {
  package var options: AssociationOptions
  package init(_ options: AssociationOptions) { self.options = options }
}

/// The options of `@HasMany`; see `has(…)` and `through(…)`.
public struct HasManyOptions<Owner: Record, Element: Record>: Sendable, DeclaredOptions {
  package var options: AssociationOptions
  package init(_ options: AssociationOptions) { self.options = options }
}

/// The options of `@HasAndBelongsToMany`; see `has(…)`.
public struct HasAndBelongsToManyOptions<Owner: Record, Element: Record>: Sendable, DeclaredOptions {
  package var options: AssociationOptions
  package init(_ options: AssociationOptions) { self.options = options }
}
