/// The columns of a new record that the save fills in by itself, so that a validation before it does not miss them.
enum ComingKeys {
  /// The columns of keys whose owner or target is in memory and has no row yet.
  static func columns(of record: Record, _ plan: SavePlan, _ membership: AssociationReflection?) -> ColumnSet {
    var columns = ColumnSet()
    for parent in plan.parents {
      guard let target = SingularAccess.loaded(record, parent) ?? nil, target.isNew, let resolved = try? parent.resolved() else { continue }
      plan.facts.layout.parts(of: resolved.ownerKey).forEach { columns.insert($0) }
    }
    if let membership, membership.kind == .hasMany || membership.kind == .hasOne, !membership.isThrough,
      let key = try? membership.resolved().targetKey
    {
      plan.facts.layout.parts(of: key).forEach { columns.insert($0) }
    }
    return columns
  }
}
