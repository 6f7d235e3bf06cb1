import ActiveRecord

/// Prepares steps on the to-one association, and on the owner itself.
struct ShelterOwnerStep {
  let owner: Shelter
  let cell: ShelterCell
  let model: ShelterModel
  let name: () -> String

  func attempt(_ numbers: inout SeededNumbers) async throws -> ShelterAttempt {
    let owner = owner, ownerName = owner.name
    switch cell.operation {
    case .setKeeper: return try await set(&numbers)
    case .buildKeeper: return build()
    case .clearKeeper:
      return ShelterAttempt(
        run: { try await owner.$keeper.set(nil) },
        apply: { model in
          for name in model.members(.keeper, of: ownerName) { model.remove(.keeper, name, from: ownerName, deleting: false) }
        })
    case .destroyOwner: return ShelterAttempt(run: { try await owner.destroy() }, apply: { $0.destroy(ownerName) })
    default:
      owner.visits += 1
      if cell.fault == .validation { owner.plaque = "crooked" }
      if cell.fault == .constraint { owner.plaque = "taken" }
      // A new owner is saved by the run itself.
      return ShelterAttempt(
        run: { if owner.isPersisted { try await owner.save() } }, fix: { owner.plaque = nil },
        apply: { $0.visits[ownerName, default: 0] += 1 })
    }
  }

  private func set(_ numbers: inout SeededNumbers) async throws -> ShelterAttempt {
    let owner = owner, ownerName = owner.name
    if cell.fault == .none, let chosen = model.all(.keeper).filter({ $0 != "taken" }).randomElement(using: &numbers),
      Bool.random(using: &numbers)
    {
      let keeper = try await ShelterKeeper.findByOrThrow { $0.name == chosen }
      return ShelterAttempt(run: { try await owner.$keeper.set(keeper) }, apply: { $0.add(.keeper, chosen, to: ownerName) })
    }
    let right = name()
    let keeper = ShelterKeeper(name: cell.fault == .validation ? "" : cell.fault == .constraint ? "taken" : right)
    return ShelterAttempt(
      run: { try await owner.$keeper.set(keeper) }, fix: { keeper.name = right }, apply: { $0.add(.keeper, right, to: ownerName) })
  }

  private func build() -> ShelterAttempt {
    let owner = owner, ownerName = owner.name
    let right = name(), wrong = cell.fault == .validation ? "" : cell.fault == .constraint ? "taken" : right
    var built: ShelterKeeper?
    return ShelterAttempt(
      run: {
        if built == nil { built = owner.$keeper.build { $0.name = wrong } }
        if owner.isPersisted { try await owner.save() }
      }, fix: { built?.name = right }, apply: { $0.add(.keeper, right, to: ownerName) })
  }
}
