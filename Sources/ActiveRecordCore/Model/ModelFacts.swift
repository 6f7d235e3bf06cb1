import Synchronization

/// The unchanging facts about a model: its class, table, columns and what it declares.
///
/// `@Model` generates one for each class. What needs other classes (the layout of a hierarchy, associations, rules) is worked
/// out on first use and then kept.
public final class ModelFacts: Sendable {
  /// The class.
  public let type: Record.Type
  /// The class's name, with the types it is nested in: `Billing.Account`.
  public let name: String
  /// What columns that hold classes say for this one: its name, where the declaration gives no other.
  public let storedName: String
  /// Whether the class has no table of its own and only passes on what it declares.
  public let isAbstract: Bool
  /// The columns that the class itself declares, the key first where it declares one.
  public let ownColumns: [ColumnFacts]
  /// The database that the rows are in; `nil` for the one without a name.
  package let databaseName: DatabaseName?
  /// What the model and its database are called, for the statements of its queries.
  package let home: QueryHome
  /// What the class declares, for the layers above.
  package let declarations: Declarations
  /// The class above, unless that is ``Record``.
  package let parentType: Record.Type?
  /// What the names of tables begin with in the types that the class is nested in.
  let tablePrefix: String
  let givenTable: String?
  let givenKey: String?
  let givenTypeColumn: String?
  private let layoutReference = OnceReference<ModelLayout>()
  private let offset = Atomic<Int>(-1)
  private let wordKey = Atomic<Int>(-1)
  /// Places for what higher layers work out from the facts: associations, rules, statements.
  package let associationsSlot = LayerSlot()
  package let rulesSlot = LayerSlot()
  let loadRulesSlot = LayerSlot()
  package let statementsSlot = LayerSlot()
  /// Whether the class itself declares the key, as its first column.
  private let declaresKey: Bool
  /// A small number of its own, to index caches by.
  package let number: Int

  /// What a class declares beside its columns; asked for on first use, since it speaks of other classes.
  public struct Declarations: Sendable {
    /// The subclasses that share the table.
    public var subclasses: @Sendable () -> [Record.Type]
    /// The associations, in order.
    public var associations: @Sendable () -> [any AssociationDeclaring]
  }

  /// The facts about a model.
  ///
  /// - Parameters:
  ///   - type: The class.
  ///   - parent: The class it inherits from.
  ///   - namespaces: The types that the class is nested in, the innermost first.
  ///   - table: The table's name where it does not follow from the class's.
  ///   - primaryKey: The name of the integer key's column where it is not `id`.
  ///   - typeColumn: The name of the column that holds the class, where it is not `type`.
  ///   - storedName: What columns that hold classes say for this one, where it is not its name.
  ///   - isAbstract: Whether the class has no table of its own.
  ///   - columns: The columns that the class itself declares.
  ///   - subclasses: The subclasses that share the table.
  ///   - associations: The associations, in order.
  public init(
    _ type: Record.Type, parent: Record.Type = Record.self, within namespaces: [Any.Type] = [], table: String? = nil,
    primaryKey: String? = nil,
    typeColumn: String? = nil, storedName: String? = nil, isAbstract: Bool = false, columns: [ColumnFacts],
    subclasses: @escaping @Sendable () -> [Record.Type] = { [] },
    associations: @escaping @Sendable () -> [any AssociationDeclaring] = { [] }
  ) {
    self.type = type
    let name = Inflector.qualifiedName(of: type)
    self.name = name
    self.storedName = storedName ?? name
    self.isAbstract = isAbstract
    databaseName = type.databaseName
    home = QueryHome(name, database: databaseName?.description)
    if databaseName != nil { Self.named.store(true, ordering: .relaxed) }
    ownColumns = columns
    declaresKey = columns.first?.isKey == true
    declarations = Declarations(subclasses: subclasses, associations: associations)
    parentType = parent == Record.self ? nil : parent
    tablePrefix = namespaces.lazy.compactMap { $0 as? any TableNamespace.Type }.first?.tablePrefix ?? ""
    givenTable = table
    givenKey = primaryKey
    givenTypeColumn = typeColumn
    number = Self.count.wrappingAdd(1, ordering: .relaxed).oldValue
  }

  private static let count = Atomic<Int>(0)
  private static let named = Atomic<Bool>(false)
  /// Whether a model was used that names a database.
  package static var someAreNamed: Bool { named.load(ordering: .relaxed) }
  /// What ``Record`` itself has: nothing.
  static let none = ModelFacts(Record.self, table: "records", isAbstract: true, columns: [])

  /// The facts about the class above, unless that is ``Record``.
  package var parent: ModelFacts? { parentType?._facts }

  /// The class and those above it, the nearest first.
  package var lineage: some Sequence<ModelFacts> { sequence(first: self) { $0.parent } }

  /// The class that owns the table: the highest one that is not abstract.
  package var root: ModelFacts {
    guard let parent, !parent.isAbstract else { return self }
    return parent.root
  }

  /// Whether rows of the table are instances of different classes.
  package var isHierarchy: Bool { layout.typeIndex != nil }

  /// The columns of the table as its rows are read: shared by all classes of a hierarchy.
  package var layout: ModelLayout {
    if let layout = layoutReference.load() { return layout }
    let root = root
    return layoutReference.storeIfNil(root === self ? ModelLayout(root: self) : root.layout)
  }

  /// The table's name.
  public var tableName: String { layout.table }
  /// The name of the primary key's column; of several, their names with commas between.
  public var primaryKeyName: String { KeyName.shown(layout.key.name) }
  /// The names of the primary key's columns.
  public var primaryKeyNames: [String] { KeyName.parts(layout.key.name) }

  /// Whether the key is the integer that every record has room for.
  package var hasWordKey: Bool {
    let known = wordKey.load(ordering: .relaxed)
    if known >= 0 { return known == 1 }
    let has = layout.hasWordKey
    wordKey.store(has ? 1 : 0, ordering: .relaxed)
    return has
  }

  /// The index, in the table's rows, of a column that the class itself declares.
  func index(ofOwn local: Int) -> Int {
    var start = offset.load(ordering: .relaxed)
    if start < 0 {
      start = layout.offset(of: self)
      offset.store(start, ordering: .relaxed)
    }
    guard declaresKey else { return start + local }
    return local == 0 ? 0 : start + local - 1
  }

  /// The index of a column that comes after the ones with fixed positions: placeholders before it do not count.
  func index(ofTrailing local: Int) -> Int {
    index(ofOwn: local) - ownColumns[..<local].count(where: \.isPlaceholder)
  }

  /// Where the columns of the class begin; for the code that `@Model` generates for subclasses.
  public var _offset: Int { layout.offset(of: self) }

  /// The indexes of the columns that instances of exactly this class have.
  package var ownIndexes: [Int] { layout.indexes(of: self) }

  /// Whether a property was set, or never needs to be.
  package func isSet(_ record: Record, _ index: Int) -> Bool {
    if record.isPersisted || record.isDestroyed { return true }
    let column = layout.columns[index]
    if index == 0, hasWordKey { return record._flags.contains(.hasKey) }
    return column.hasDefault || column.isOptional || record._extras?.changed.contains(index) == true
  }
}

/// The declaration of an association, as the model's facts carry it upwards.
public protocol AssociationDeclaring: Sendable {
  /// The association's name.
  var name: String { get }
}
