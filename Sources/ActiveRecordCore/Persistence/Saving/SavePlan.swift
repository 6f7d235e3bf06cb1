/// What saving a record of a class can involve: worked out once from the facts.
///
/// A save goes through parents, the record itself, and children, in this order, whatever the order of declarations.
final class SavePlan: LayerObject, @unchecked Sendable {
  // Immutable after init.
  let facts: ModelFacts
  /// Associations whose key the record holds.
  let parents: [AssociationReflection]
  /// Associations whose key other rows hold.
  let children: [AssociationReflection]
  /// Those of them that a validation looks at.
  let checkedParents: [AssociationReflection]
  let checkedChildren: [AssociationReflection]
  /// The has_ones that must have a target.
  let requiredChildren: [AssociationReflection]
  /// Whether validation needs nothing but the record, as long as no association was changed in memory.
  let validatesAtOnce: Bool
  /// Whether a save looks at members of associations that were not changed in memory.
  let autosaves: Bool
  /// Properties that must be set before the row can be inserted.
  let required: ColumnSet
  let createdAt: [Int]
  let updatedAt: [Int]
  /// Both: what is set when a row is inserted.
  let stamps: [Int]
  /// Parents that are counted on, or touched.
  let counted: [AssociationReflection]
  let touched: [AssociationReflection]
  /// The targets of has_ones that are touched with the record.
  let touchedTargets: [AssociationReflection]
  /// Associations that lead through a parent: what they reach changes with the key.
  let throughParents: [AssociationReflection]
  /// Associations whose use is reported, and those that lead over such.
  let deprecated: [AssociationReflection]
  let book: RuleBook
  /// The rules that look at values alone, of new records and of others; and whether values are brought into a form before.
  let checksOfNew: [ValidationRule.AtOnce]
  let checksOfKnown: [ValidationRule.AtOnce]
  let normalizes: Bool
  /// What the column for the class holds, where the class shares its table with its base.
  let type: (index: Int, name: DatabaseValue)?
  /// Whether a new record is written without anyone being called: many of them can be written at once.
  let isQuiet: Bool
  /// The column that counts the row's versions.
  let lockIndex: Int?
  /// The columns that count members.
  let counters: ColumnSet
  /// The columns that are written only by the insert: those that rules say, and those that count members.
  let readonly: ColumnSet
  /// Every column that instances of the class have.
  let columns: ColumnSet
  /// The columns that are written whatever they hold: those with defaults, and the class.
  let alwaysWritten: ColumnSet
  /// The columns that are left to the database where they were not set.
  let leftOut: ColumnSet

  private init(_ facts: ModelFacts) {
    self.facts = facts
    let associations = facts.associations.all
    parents = associations.filter { $0.kind == .belongsTo }
    children = associations.filter { $0.kind != .belongsTo }
    // Rules first: they may say that associations are saved with their owner.
    book = RuleBook.of(facts)
    (checksOfNew, checksOfKnown) = (book.checks(in: .create), book.checks(in: .update))
    normalizes = !book.normalizations.isEmpty
    checkedParents = parents.filter { $0.options.isRequired || $0.options.validate == true || $0.autosave == true }
    checkedChildren = children.filter { $0.options.validate ?? (!$0.isSingular || $0.autosave == true) }
    requiredChildren = children.filter { $0.options.isRequired && !$0.isThrough }
    deprecated = associations.filter { !DeprecatedAssociations.steps(of: $0).isEmpty }
    isQuiet = book.isQuiet && deprecated.isEmpty
    autosaves = associations.contains { $0.autosave == true }
    let uses = ColumnUses(facts)
    (columns, required, alwaysWritten, leftOut) = (uses.columns, uses.required, uses.alwaysWritten, uses.leftOut)
    createdAt = ["created_at", "created_on"].compactMap { name in facts.ownIndex(name, .date) }
    updatedAt = ["updated_at", "updated_on"].compactMap { name in facts.ownIndex(name, .date) }
    stamps = createdAt + updatedAt
    type = facts.isSubclass ? facts.layout.typeIndex.map { ($0, facts.storedType) } : nil
    lockIndex = facts.ownIndex("lock_version", .integer)
    let counting = children.compactMap { try? $0.resolved().inverse?.counter(in: facts) }
    counters = counting.reduce(into: ColumnSet()) { $0.insert($1) }
    readonly = counting.reduce(into: book.readonlyColumns) { $0.insert($1) }
    counted = parents.filter(\.isCounted)
    touched = parents.filter { $0.options.touch != .off }
    touchedTargets = children.filter { $0.options.touch != .off }
    throughParents = children.filter { $0.isThrough && ((try? $0.resolved().leavesByOwnKey) ?? false) }
    validatesAtOnce = !autosaves && checkedParents.isEmpty && requiredChildren.isEmpty && book.validatesAtOnce
    super.init()
  }

  static func of(_ facts: ModelFacts) -> SavePlan {
    facts.statementsSlot.value { SavePlan(facts) }
  }
}

extension ModelFacts {
  fileprivate func ownIndex(_ name: String, _ kind: ColumnKind) -> Int? {
    ownIndexes.first { layout.columns[$0].name == name && layout.columns[$0].kind == kind }
  }
}

/// How the columns of a class are written.
private struct ColumnUses {
  private(set) var columns = ColumnSet()
  private(set) var required = ColumnSet()
  private(set) var alwaysWritten = ColumnSet()
  private(set) var leftOut = ColumnSet()

  init(_ facts: ModelFacts) {
    for index in facts.ownIndexes {
      let column = facts.layout.columns[index]
      columns.insert(index)
      // The integer key that every record has room for is written where it was set, and made by the database where not.
      if index == 0 && facts.hasWordKey { continue }
      if column.hasDefault || index == facts.layout.typeIndex { alwaysWritten.insert(index) }
      // The database may make one integer of a key: the only one, or of several the one called id.
      let isMade = facts.layout.keyParts.contains(index) && column.kind == .integer && (facts.layout.keyIndex == 0 || column.name == "id")
      if column.isOptional || isMade { leftOut.insert(index) }
      if !column.isOptional && !column.hasDefault && (index == 0 || !isMade) { required.insert(index) }
    }
  }
}
