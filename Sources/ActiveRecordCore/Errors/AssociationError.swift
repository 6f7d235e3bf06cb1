/// What an association cannot do; the message names it as the user does, and says what to write.
public struct AssociationError: Error, Sendable, CustomStringConvertible {
  /// The kind of mistake.
  public struct Code: Sendable, Hashable {
    let name: String
    package init(_ name: String) { self.name = name }

    /// The association was asked for what is loaded, and nothing is.
    public static let notLoaded = Code("not loaded")
    /// There is no association of this name.
    public static let unknownAssociation = Code("unknown association")
    /// A column that the association needs is missing.
    public static let missingKey = Code("missing key")
    /// The association that is named as the inverse does not fit.
    public static let badInverse = Code("bad inverse")
    /// The association to go through does not exist or cannot be gone through.
    public static let badThrough = Code("bad through")
    /// The model that is gone through has no association to the target.
    public static let missingSource = Code("missing source")
    /// The association cannot be written to.
    public static let readonly = Code("readonly association")
    /// The owner has no row yet.
    public static let ownerNotSaved = Code("owner not saved")
    /// The owner was never saved and is gone.
    public static let ownerGone = Code("owner gone")
    /// A polymorphic association cannot be loaded by a join.
    public static let polymorphicJoin = Code("polymorphic join")
    /// A row names a class that is not known.
    public static let unknownType = Code("unknown type")
    /// A required association has no target.
    public static let missingTarget = Code("missing target")
    /// A record of the wrong class was given.
    public static let typeMismatch = Code("type mismatch")
    /// Members cannot be taken out by this strategy.
    public static let badStrategy = Code("bad strategy")
    /// The association may not be loaded lazily.
    public static let strictLoading = Code("strict loading")
    /// An association without joins cannot be said in one statement.
    public static let unjoined = Code("without joins")
  }

  /// The kind of mistake.
  public let code: Code
  /// The model's name.
  public let model: String
  /// The association's name.
  public let association: String
  /// What is wrong and what to write instead.
  public let message: String

  /// A mistake in an association.
  public init(_ code: Code, model: String, association: String, _ message: String) {
    self.code = code
    self.model = model
    self.association = association
    self.message = message
  }

  /// `Post.tags: …`
  public var description: String { "\(model).\(association): \(message)" }
}
