import ActiveRecord

/// What a step does, how it goes on after a failure, and what it does to the model.
struct ShelterAttempt {
  /// Does it; again, after a failure.
  var run: () async throws -> Void
  /// Takes away what made it fail.
  var fix: () -> Void = {}
  /// What must hold of the database when it was done.
  var apply: (inout ShelterModel) -> Void
  /// The members in the memory of the owner that have no row, after it was done and before the owner is saved.
  var waiting: Bool = false
}

/// Prepares steps on one collection.
struct ShelterCollectionStep<Member: ShelterMember> {
  let kind: ShelterKind
  let owner: Shelter
  let members: ManyAssociation<Shelter, Member, Plain>
  let cell: ShelterCell
  let model: ShelterModel
  /// A name that no record has.
  let name: () -> String

  func attempt(_ numbers: inout SeededNumbers) async throws -> ShelterAttempt {
    switch cell.operation {
    case .append: append(&numbers)
    case .appendStored: try await appendStored(&numbers)
    case .build: build()
    case .create: create()
    case .remove: try await remove(&numbers, destroying: false)
    case .destroy: try await remove(&numbers, destroying: true)
    case .removeAll: removeAll(&numbers)
    case .replace: try await replace(&numbers)
    default: try await replaceIDs(&numbers)
    }
  }

  private var ownerName: String { owner.name }

  /// A new member, which fails as the cell says; and what makes it right.
  private func new() -> (member: Member, name: String, fix: () -> Void) {
    let right = name()
    let member = Member({ $0.name = cell.fault == .validation ? "" : cell.fault == .constraint ? "taken" : right })
    return (member, right, { member.name = right })
  }

  private func append(_ numbers: inout SeededNumbers) -> ShelterAttempt {
    let (second, secondName, fix) = new()
    let first = name(), other = Member({ $0.name = first })
    let both = Bool.random(using: &numbers)
    let list = both ? [other, second] : [second]
    return ShelterAttempt(
      run: { try await members.append(list) }, fix: fix,
      apply: { model in
        if both { model.add(kind, first, to: ownerName) }
        model.add(kind, secondName, to: ownerName)
      })
  }

  private func appendStored(_ numbers: inout SeededNumbers) async throws -> ShelterAttempt {
    let own = Set(model.members(kind, of: ownerName))
    let names = model.all(kind).filter { $0 != "taken" && !own.contains($0) }
    guard let chosen = names.randomElement(using: &numbers) else { return append(&numbers) }
    let stored = try await Self.find([chosen])
    if cell.fault == .validation || cell.fault == .constraint {
      for member in stored { member.name = cell.fault == .validation ? "" : "taken" }
    }
    return ShelterAttempt(
      run: { try await members.append(stored) }, fix: { for member in stored { member.name = chosen } },
      apply: { $0.add(kind, chosen, to: ownerName) })
  }

  private func build() -> ShelterAttempt {
    let right = name(), wrong = cell.fault == .validation ? "" : cell.fault == .constraint ? "taken" : right
    var built: Member?
    return ShelterAttempt(
      run: {
        if built == nil { built = members.build { $0.name = wrong } }
        if owner.isPersisted { try await owner.save() }
      }, fix: { built?.name = right }, apply: { $0.add(kind, right, to: ownerName) })
  }

  private func create() -> ShelterAttempt {
    let right = name()
    var next = cell.fault == .validation ? "" : cell.fault == .constraint ? "taken" : right
    return ShelterAttempt(
      run: { try await members.create { $0.name = next } }, fix: { next = right }, apply: { $0.add(kind, right, to: ownerName) })
  }

  private func remove(_ numbers: inout SeededNumbers, destroying: Bool) async throws -> ShelterAttempt {
    if owner.isNew {
      // Members that were only given to an owner leave it again.
      let staying = Member({ $0.name = name() }), leaving = Member({ $0.name = name() })
      let kept = staying.name
      return ShelterAttempt(
        run: {
          if members.target.isEmpty { try await members.append(staying, leaving) }
          if members.target.count == 2 { try await members.remove(leaving) }
        }, apply: { $0.add(kind, kept, to: ownerName) })
    }
    let own = Set(model.members(kind, of: ownerName)).sorted().shuffled(using: &numbers)
    let chosen = Array(own.prefix(Int.random(in: 1...2, using: &numbers)))
    let loaded = (try? members.loaded) ?? []
    let missing = chosen.filter { name in !loaded.contains { $0.name == name } }
    let list = loaded.filter { chosen.contains($0.name) } + (try await Self.find(missing))
    return ShelterAttempt(
      run: { if destroying { try await members.destroy(list) } else { try await members.remove(list) } },
      apply: { model in
        for name in chosen { model.remove(kind, name, from: ownerName, deleting: destroying || kind == .dogs) }
      })
  }

  private func removeAll(_ numbers: inout SeededNumbers) -> ShelterAttempt {
    let strategies: [Dependent?] = kind.joins ? [nil, .deleteAll, .destroy] : [nil, .nullify, .deleteAll, .destroy]
    let strategy = strategies[Int.random(in: 0..<strategies.count, using: &numbers)]
    let deleting = strategy.map { $0 != .nullify } ?? (kind == .dogs)
    return ShelterAttempt(
      run: { try await members.removeAll(strategy) },
      apply: { model in
        for name in Set(model.members(kind, of: ownerName)) { model.remove(kind, name, from: ownerName, deleting: deleting) }
      })
  }

  private func replace(_ numbers: inout SeededNumbers) async throws -> ShelterAttempt {
    let (fresh, freshName, fix) = new()
    let (kept, others) = try await choice(&numbers)
    return ShelterAttempt(
      run: { try await members.replace(with: others + [fresh]) }, fix: fix,
      apply: { model in
        exchange(&model, keeping: kept)
        model.add(kind, freshName, to: ownerName)
      })
  }

  private func replaceIDs(_ numbers: inout SeededNumbers) async throws -> ShelterAttempt {
    let (kept, others) = try await choice(&numbers)
    let keys = others.compactMap(\.id)
    return ShelterAttempt(run: { try await members.replace(withIDs: keys) }, apply: { exchange(&$0, keeping: kept) })
  }

  /// Stored members, some of them the owner's.
  private func choice(_ numbers: inout SeededNumbers) async throws -> ([String], [Member]) {
    let names = model.all(kind).filter { $0 != "taken" }.shuffled(using: &numbers).prefix(Int.random(in: 0...2, using: &numbers))
    return (Array(names), try await Self.find(Array(names)))
  }

  private func exchange(_ model: inout ShelterModel, keeping kept: [String]) {
    let own = Set(model.members(kind, of: ownerName))
    for name in own where !kept.contains(name) { model.remove(kind, name, from: ownerName, deleting: kind == .dogs) }
    for name in kept where !own.contains(name) { model.add(kind, name, to: ownerName) }
  }

  private static func find(_ names: [String]) async throws -> [Member] {
    names.isEmpty ? [] : try await Member.all().load().filter { names.contains($0.name) }
  }
}
