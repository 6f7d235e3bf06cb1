/// The kinds of associations.
public enum AssociationKind: String, Sendable, Hashable, CaseIterable {
  /// The foreign key is on the owner's table.
  case belongsTo
  /// One record holds the foreign key.
  case hasOne
  /// Any number of records hold the foreign key.
  case hasMany
  /// A table without model holds both keys.
  case hasAndBelongsToMany

  /// Whether there is at most one target.
  public var isSingular: Bool { self == .belongsTo || self == .hasOne }
}

/// What becomes of the targets when their owner is destroyed, or when they leave the association.
public enum Dependent: String, Sendable, Hashable {
  /// They are destroyed, with their callbacks.
  case destroy
  /// The one target is deleted, without callbacks.
  case delete
  /// They are deleted by one statement, without callbacks.
  case deleteAll
  /// They stay, and their foreign key becomes `NULL`.
  case nullify
  /// Destroying the owner is refused with an error on it, as long as there are any; those that leave it lose their key.
  case restrictWithError
  /// Destroying the owner throws ``DeleteRestricted``, as long as there are any; those that leave it lose their key.
  case restrictWithException
  /// They are destroyed later, by a job of the database's queue; at once where no queue is configured, and where they leave their owner.
  case destroyAsync
}

/// Whether saving the target, or a new one, touches the owner: not, `updated_at`, or another column.
public enum Touch: Sendable, Hashable, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  /// Nothing is touched.
  case off
  /// `updated_at` is touched.
  case on
  /// This column is touched, and `updated_at`.
  case column(String)

  /// `touch: true`
  public init(booleanLiteral value: Bool) { self = value ? .on : .off }
  /// `touch: "reviewed_at"`
  public init(stringLiteral value: String) { self = .column(value) }
}
