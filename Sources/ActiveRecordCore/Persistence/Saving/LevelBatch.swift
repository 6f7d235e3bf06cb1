/// Children of one association that are inserted together.
struct LevelBatch {
  struct Member {
    let child, owner: Record
  }

  let reflection: AssociationReflection
  var members: [Member] = []
  /// The plan of the class that was asked for last: most members are of one.
  private var known: SavePlan?

  init(reflection: AssociationReflection) { self.reflection = reflection }

  mutating func plan(of child: Record) -> SavePlan {
    if let known, known.facts.type == type(of: child) { return known }
    let plan = SavePlan.of(child.facts)
    known = plan
    return plan
  }

  /// Whether the children hold the key of their owner themselves.
  static func takes(_ reflection: AssociationReflection) -> Bool {
    reflection.kind != .hasAndBelongsToMany && !reflection.isThrough
  }

  /// Whether the validation of an owner looks at its members.
  static func isChecked(_ reflection: AssociationReflection) -> Bool {
    reflection.options.validate ?? (!reflection.isSingular || reflection.autosave == true)
  }

  /// Whether an owner can have children to save: its members were looked at or changed in memory, or are looked at anyhow.
  static func mayHaveChildren(_ owner: Record, _ reflection: AssociationReflection) -> Bool {
    reflection.autosave == true || owner._extras?.association(reflection.index) != nil
  }

  /// Whether a child's parent is the owner that the child just got its key from.
  static func isSettled(
    _ parent: AssociationReflection, of child: Record, _ reflection: AssociationReflection, _ owner: Record
  ) throws -> Bool {
    let resolved = try reflection.resolved()
    guard resolved.inverse === parent, child.isNew, parent.autosave != true, !parent.isPolymorphic, owner.isPersisted else { return false }
    let back = try parent.resolved()
    return back.ownerKey == resolved.targetKey && back.targetKey ?? 0 == resolved.ownerKey
      && SingularAccess.state(child, parent)?.current === owner
  }

  /// The records of each class, in the order in which the classes come.
  static func groups(_ records: [Record]) -> [[Record]] {
    guard let first = records.first else { return [] }
    if records.allSatisfy({ type(of: $0) == type(of: first) }) { return [records] }
    var groups: [[Record]] = []
    var places: [ObjectIdentifier: Int] = [:]
    for record in records {
      let id = ObjectIdentifier(record.facts)
      if let place = places[id] {
        groups[place].append(record)
      } else {
        places[id] = groups.count
        groups.append([record])
      }
    }
    return groups
  }
}
