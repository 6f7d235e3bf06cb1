/// What gives the members of ``Record`` that speak of `Self`: finders, queries, initialisers.
///
/// Models conform by inheriting from ``Record``; there is nothing to implement.
public protocol RecordProtocol: AnyObject, SendableMetatype {}

/// What a belongs_to association can point at: a model, or a closed set of models.
public protocol AssociationTarget: SendableMetatype {}

extension RecordProtocol where Self: Record {
  /// A new record, which `configure` sets up.
  ///
  /// ```swift
  /// let post = Post { $0.title = "Hello"; $0.views = 3 }
  /// ```
  public init(_ configure: (Self) throws -> Void) rethrows {
    self.init()
    try configure(self)
    _initialized()
  }

  /// The key of the row, or `nil` as long as there is none.
  ///
  /// Models with a key of another type declare it with `@PrimaryKey`, and that property stands in for this one.
  public var id: Int? {
    get { _flags.contains(.hasKey) ? Int(_id) : facts.hasWordKey ? nil : declaredID }
    set { if facts.hasWordKey { _writeKey(newValue) } else { writeDeclaredID(newValue) } }
  }

  /// The column of the key.
  public static var id: Column<Int> { Column(_facts, key: ()) }
}
