/// What saving a record of a class can involve: worked out once from the facts.
///
/// A save goes through parents, the record itself, and children, in this order, whatever the order of declarations.
final class SavePlan: LayerObject, @unchecked Sendable {
  // Immutable after init.
  /// Associations whose key the record holds.
  let parents: [AssociationReflection]
  /// Associations whose key other rows hold.
  let children: [AssociationReflection]
  /// Properties that must be set before the row can be inserted.
  let required: [Int]
  let createdAt: [Int]
  let updatedAt: [Int]
  /// Parents that are counted on, or touched.
  let counted: [AssociationReflection]
  let touched: [AssociationReflection]
  let book: RuleBook
  /// Every column that instances of the class have.
  let columns: [Int]

  private init(_ facts: ModelFacts) {
    let associations = facts.associations.all
    parents = associations.filter { $0.kind == .belongsTo }
    children = associations.filter { $0.kind != .belongsTo }
    columns = facts.ownIndexes
    let layout = facts.layout
    required = columns.filter { index in
      let column = layout.columns[index]
      return !column.isOptional && !column.hasDefault && !(index == 0 && facts.hasWordKey)
    }
    createdAt = ["created_at", "created_on"].compactMap { name in facts.ownIndex(name, .date) }
    updatedAt = ["updated_at", "updated_on"].compactMap { name in facts.ownIndex(name, .date) }
    counted = parents.filter { $0.options.counterCache != nil }
    touched = parents.filter { $0.options.touch != .off }
    book = RuleBook.of(facts)
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

/// The members of an association that are saved with their owner.
enum ChildrenToSave {
  /// New members; with autosave, changed and marked ones too.
  static func of(_ owner: Record, _ reflection: AssociationReflection) -> [Record] {
    guard owner._extras != nil || reflection.options.autosave == true else { return [] }
    if reflection.options.autosave == false { return [] }
    let autosaves = reflection.options.autosave == true
    if reflection.isSingular {
      guard let target = autosaves ? SingularAccess.loaded(owner, reflection) ?? nil : SingularAccess.state(owner, reflection)?.target
      else { return [] }
      return target.isNew || (autosaves && target.needsSave) ? [target] : []
    }
    if reflection.kind == .hasAndBelongsToMany, let pending = CollectionAccess.existing(owner, reflection)?.pendingJoins, !pending.isEmpty {
      let changed =
        autosaves ? CollectionAccess.known(owner, reflection).filter { known in known.needsSave && !pending.contains { $0 === known } } : []
      return pending + changed
    }
    let members = autosaves ? CollectionAccess.known(owner, reflection) : CollectionAccess.existing(owner, reflection)?.members ?? []
    return members.filter { $0.isNew || (autosaves && $0.needsSave) }
  }
}
