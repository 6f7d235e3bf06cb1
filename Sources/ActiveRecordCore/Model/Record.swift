/// The base class of models: an object for each row.
///
/// ```swift
/// @Model class Post: Record {
///   var title: String
///   var views = 0
///   @BelongsTo var author: Author?
/// }
/// ```
///
/// A record belongs to one isolation region: it is not `Sendable`, and the compiler sees to it that it is used by one task
/// at a time. Members that begin with an underscore are for the code that `@Model` generates.
open class Record: RecordProtocol, AssociationTarget {
  // Four words. Exclusivity is not checked on them: they are read for every column and association, always within one
  // region, and never passed inout across a call (measured: 84 M of 755 M instructions in a load of 200,000 rows).
  @exclusivity(unchecked) public final var _id: Int64 = 0
  @exclusivity(unchecked) public final var _context: LoadContext?
  @exclusivity(unchecked) public final var _extras: RecordExtras?
  @exclusivity(unchecked) public final var _slot: Int32 = 0
  @exclusivity(unchecked) public final var _flags = RecordFlags()

  /// A new record, which stands for no row yet.
  public required init() {}

  deinit { _context?.release(slot: Int(_slot)) }

  /// The facts about the class; `@Model` overrides this.
  open class var _facts: ModelFacts { ModelFacts.none }
  /// Takes the values of a row; `@Model` overrides this.
  open func _decode(_ row: Row) throws {
    _id = row.cursor.int64(row.base)
    _flags.insert(.hasKey)
  }
  /// The value of the column with this index; `@Model` overrides this.
  open func _value(_ index: Int) -> DatabaseValue {
    index == 0 && _flags.contains(.hasKey) ? .int(_id) : .null
  }
  /// Puts a value into the property of the column with this index; `@Model` overrides this.
  open func _assign(_ index: Int, _ value: DatabaseValue) throws {
    guard index == 0 else { return }
    if value.isNull {
      _flags.remove(.hasKey)
    } else {
      _id = try Int64(databaseValue: value)
      _flags.insert(.hasKey)
    }
  }
  /// Which lazy loads of the class's records are refused; a class of its own mind overrides it.
  ///
  /// ```swift
  /// @Model class Invoice: Record {
  ///   override class var strictLoadingMode: StrictLoadingMode { .all }
  /// }
  /// ```
  open class var strictLoadingMode: StrictLoadingMode { .off }
  /// The database that the class's rows are in, where an application has several; `nil` for the one without a name.
  ///
  /// Classes below inherit it, so an abstract class can say it for all of them:
  ///
  /// ```swift
  /// @Model(abstract: true) class AnimalsRecord: Record {
  ///   override class var databaseName: DatabaseName? { .animals }
  /// }
  /// @Model class Dog: AnimalsRecord { var name: String }
  /// ```
  open class var databaseName: DatabaseName? { nil }
  /// Whether rows of the class can only be read: for views, and for tables that others write.
  ///
  /// The columns that tell rows apart are named as the key, whether the database knows them as one or not:
  ///
  /// ```swift
  /// @Model(table: "post_totals") class PostTotal: Record {
  ///   @PrimaryKey var authorID: Int
  ///   var posts: Int
  ///   @BelongsTo var author: Author? = .belongs(foreignKey: \.authorID)
  ///   override class var isReadonly: Bool { true }
  /// }
  /// ```
  ///
  /// Saving, destroying and changing them in bulk throws a ``ModelError``.
  open class var isReadonly: Bool { false }
  /// Declares validations and callbacks; `@Model` overrides this to call the class's `rules`.
  open class func _declareRules(_ book: AnyObject) {}
}

/// What a record knows about itself in single bits.
public struct RecordFlags: OptionSet, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// There is a row for the record.
  public static let persisted = RecordFlags(rawValue: 1)
  /// The key is set.
  public static let hasKey = RecordFlags(rawValue: 2)
  /// The row was deleted.
  public static let destroyed = RecordFlags(rawValue: 4)
  /// The record cannot be saved.
  public static let readonly = RecordFlags(rawValue: 8)
  /// The record goes when its owner is saved.
  public static let markedForDestruction = RecordFlags(rawValue: 16)
  /// Some column differs from what was loaded.
  public static let changed = RecordFlags(rawValue: 32)
  /// The row was inserted by the last save.
  public static let wasNew = RecordFlags(rawValue: 64)
  /// Loading an association that is not loaded is an error.
  public static let strict = RecordFlags(rawValue: 128)
  /// Loading one on the members of a collection of the record is an error.
  public static let strictBelow = RecordFlags(rawValue: 1 << 16)
  /// Loading associations is allowed, whatever the model and the database say.
  public static let lenient = RecordFlags(rawValue: 1 << 17)
  /// The record is being destroyed: what depends on it may ask for it again.
  package static let beingDestroyed = RecordFlags(rawValue: 1 << 18)
  /// A save of the record has begun that has not written its row yet: others that reach it leave it to that save.
  package static let beingSaved = RecordFlags(rawValue: 1 << 19)
  /// That save is at the record's parents: an owner among them goes on with it as soon as it has a row itself.
  package static let savingParents = RecordFlags(rawValue: 1 << 20)

  /// What only holds while something is done; no rollback and no copy brings it back.
  package static let passing = RecordFlags(rawValue: 1 << 18 | 1 << 19 | 1 << 20 | 0xFF << 24)

  /// How many validations of the record have begun and not ended; its callbacks may ask again.
  package var validations: Int {
    get { Int(rawValue >> 24) }
    set { self = RecordFlags(rawValue: rawValue & 0x00FF_FFFF | UInt32(truncatingIfNeeded: newValue) << 24) }
  }
}

extension Record {
  /// Whether there is no row for the record yet.
  public final var isNew: Bool { !_flags.contains(.persisted) && !_flags.contains(.destroyed) }
  /// Whether there is a row for the record.
  public final var isPersisted: Bool { _flags.contains(.persisted) }
  /// Whether the row was deleted through this record.
  public final var isDestroyed: Bool { _flags.contains(.destroyed) }
  /// Whether saving the record is refused.
  public final var isReadonly: Bool { _flags.contains(.readonly) || type(of: self).isReadonly }
  /// Whether the last save inserted the row.
  public final var wasNew: Bool { _flags.contains(.wasNew) }

  /// Makes saving the record an error.
  public final func makeReadonly() { _flags.insert(.readonly) }

  /// The facts about the record's class.
  @inline(__always) package final var facts: ModelFacts { type(of: self)._facts }

  /// The key as a value, `NULL` where there is none.
  package final var keyValue: DatabaseValue {
    guard facts.hasWordKey else { return declaredKey }
    return _flags.contains(.hasKey) ? .int(_id) : .null
  }

  @inline(never) private var declaredKey: DatabaseValue {
    let index = facts.layout.keyIndex
    return index == 0 ? facts.isSet(self, 0) ? _value(0) : .null : value(at: index)
  }

  /// The value that an association compares: the key where `index` is 0, else that column, or those of a key.
  @inline(__always) package final func key(at index: Int) -> DatabaseValue { index == 0 ? keyValue : value(at: index) }

  /// Whether an association may have a state of the record's own: it was set, built or filled in.
  @inline(__always) package final var hasAssociationState: Bool { _extras.map { !$0.associations.isEmpty } ?? false }

  /// What is rare, allocated on first use.
  @inline(never) public final func _extra() -> RecordExtras {
    if let extras = _extras { return extras }
    let extras = RecordExtras()
    _extras = extras
    return extras
  }
}
