import ActiveRecord

/// What an owner knows in memory, held against the model.
enum ShelterMemory {
  /// What does not fit, or `nil`.
  static func check(_ owner: Shelter, _ model: ShelterModel) -> String? {
    if owner.isDestroyed { return nil }
    return check(.cats, owner, owner.cats, model) ?? check(.dogs, owner, owner.dogs, model) ?? check(.guests, owner, owner.guests, model)
      ?? check(.badges, owner, owner.badges, model) ?? keeper(owner, model)
  }

  private static func check<Member: ShelterMember>(
    _ kind: ShelterKind, _ owner: Shelter, _ members: Shelter.Many<Member>, _ model: ShelterModel
  ) -> String? {
    let stored = model.members(kind, of: owner.name)
    let known = owner.isNew ? [] : members.target.filter(\.isPersisted)
    let names = known.map(\.name).sorted()
    if members.isLoaded, !owner.isNew, names != stored { return "\(kind) in memory are \(names), not \(stored)" }
    if !Set(names).isSubset(of: stored) { return "\(kind) in memory are \(names), which are not among \(stored)" }
    for member in known where !kind.joins && member.ownerKey != owner.id { return "\(member.name) does not hold its owner's key in memory" }
    for member in members.target where member.isNew && member.id != nil { return "\(member.name) is new and has a key" }
    return nil
  }

  private static func keeper(_ owner: Shelter, _ model: ShelterModel) -> String? {
    guard owner.$keeper.isLoaded, !owner.isNew, let keeper = try? owner.$keeper.loaded else { return nil }
    let stored = model.members(.keeper, of: owner.name)
    if keeper.isPersisted, stored != [keeper.name] { return "the keeper in memory is \(keeper.name), not \(stored)" }
    if keeper.isPersisted, keeper.shelterID != owner.id { return "the keeper does not hold its owner's key in memory" }
    return nil
  }
}
