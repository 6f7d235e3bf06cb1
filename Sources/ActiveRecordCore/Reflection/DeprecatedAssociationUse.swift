/// That a deprecated association was used, and how; see ``DeprecatedAssociations``.
public struct DeprecatedAssociationUse: Sendable, CustomStringConvertible {
  /// How an association was used.
  public enum Kind: Sendable, Hashable {
    /// Its property or handle was read or written.
    case named
    /// It was loaded with records.
    case preloaded
    /// Its table was joined.
    case joined
    /// A condition asked for its targets.
    case asked
    /// It was given attributes for its targets.
    case nestedAttributes
    /// A record was destroyed, and its `dependent` says what becomes of the targets.
    case dependent
    /// A record was written, and its `touch` says that the target is touched.
    case touch
    /// A through association led over it.
    case ledOver(by: String)
  }

  /// The association.
  public let reflection: AssociationReflection
  /// How it was used.
  public let kind: Kind

  init(_ reflection: AssociationReflection, _ kind: Kind) {
    self.reflection = reflection
    self.kind = kind
  }

  /// `Writer.oldNotes: it is deprecated, and is preloaded`
  public var description: String { "\(error)" }

  var error: AssociationError { reflection.error(.deprecated, "it is deprecated, and \(words)") }

  private var words: String {
    switch kind {
    case .named: "is used by its name"
    case .preloaded: "is preloaded"
    case .joined: "is joined"
    case .asked: "is asked for in a condition"
    case .nestedAttributes: "gets attributes"
    case .dependent: "its 'dependent' has an effect here"
    case .touch: "its 'touch' has an effect here"
    case .ledOver(let path): "\(path) leads over it"
    }
  }
}

extension AssociationError.Code {
  /// The association is deprecated, and such are refused.
  public static let deprecated = AssociationError.Code("deprecated association")
}
