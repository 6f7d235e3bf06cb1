import ActiveRecord

/// Runs steps on a database of its own and holds it against the model after each.
final class ShelterRun {
  /// A step, which follows from these alone and from what was done before.
  struct Step: Sendable, CustomStringConvertible {
    let cell: ShelterCell
    let seed: UInt64
    var description: String { "\(cell), seed \(seed)" }
  }

  /// What did not hold.
  struct Failure: Error, CustomStringConvertible {
    let step: Int
    let description: String
  }

  private let database: Database
  private let outage: Outage
  private let refusal: Refusal
  private var model = ShelterModel()
  private var named = 0
  private var position = 0
  /// How many steps of each kind went wrong on purpose.
  private(set) var struck: [ShelterCell: Int] = [:]

  private init(_ database: Database, _ outage: Outage, _ refusal: Refusal) {
    self.database = database
    self.outage = outage
    self.refusal = refusal
  }

  /// Runs the steps on a fresh database; the first failure ends it.
  static func failure(of steps: [Step], on engine: Engine, struck: inout [ShelterCell: Int]) async throws -> Failure? {
    let (failure, counts) = try await ShelterDatabase.use(engine) { driver in try await Self.outcome(of: steps, driver) }
    struck.merge(counts, uniquingKeysWith: +)
    return failure
  }

  private static func outcome(of steps: [Step], _ driver: any Driver) async throws -> (Failure?, struck: [ShelterCell: Int]) {
    let outage = Outage(), refusal = Refusal()
    let database = Database(FlakyDriver(base: driver, outage: outage))
    let run = ShelterRun(database, outage, refusal)
    var result: Failure?
    do {
      try await database.use {
        try await database.migrate(ShelterRules.migrations)
        try await Refusal.$current.withValue(refusal) { try await run.run(steps) }
      }
    } catch let failure as Failure { result = failure }
    await database.close()
    return (result, run.struck)
  }

  private func run(_ steps: [Step]) async throws {
    try await begin()
    for (index, step) in steps.enumerated() {
      position = index
      do { try await take(step) } catch let failure as Failure { throw failure } catch {
        throw Failure(step: index, description: "\(step): an error came where none was due: \(error)")
      }
    }
  }

  private func begin() async throws {
    for kind in [ShelterKind.cats, .dogs, .keeper] { model.held[kind]?["taken"] = .some(nil) }
    for kind in [ShelterKind.guests, .badges] { model.free[kind]?.insert("taken") }
    // An owner that no step is about has the plaque that others must not have.
    try await Shelter(name: "taken", plaque: "taken").save()
    try await ShelterCat(name: "taken").save()
    try await ShelterDog(name: "taken").save()
    try await ShelterGuest(name: "taken").save()
    try await ShelterBadge(name: "taken").save()
    try await ShelterKeeper(name: "taken").save()
  }

  private func name() -> String {
    named += 1
    return "n\(named)"
  }

  private func take(_ step: Step) async throws {
    var numbers = SeededNumbers(step.seed)
    let owner = try await owner(step.cell, &numbers)
    var expected = model
    if owner.isNew { expected.owners.insert(owner.name) }
    let attempt = try await attempt(step.cell, owner, &numbers)
    attempt.apply(&expected)
    arm(step.cell.fault, &numbers)
    let isNew = owner.isNew
    var isDone = false
    func go() async throws {
      if !isDone { try await attempt.run() }
      isDone = true
      if isNew { try await owner.save() }
    }
    do {
      defer { disarm() }
      try await go()
      if step.cell.fault == .validation || step.cell.fault == .constraint { try fail(step, "it did not fail") }
    } catch let failure as Failure { throw failure } catch {
      struck[step.cell, default: 0] += 1
      if step.cell.fault == .none { try fail(step, "it failed: \(error)") }
      try await compare(model, step, "after the failure, \(error)")
      if isNew, !owner.isNew || owner.id != nil { try fail(step, "the owner is not new again after \(error)") }
      try ShelterMemory.check(owner, model).map { try fail(step, "after the failure, \(error): \($0)") }
      attempt.fix()
      try await go()
    }
    model = expected.sorted
    try await compare(model, step, "afterwards")
    try ShelterMemory.check(owner, model).map { try fail(step, "afterwards: \($0)") }
    if owner.isDestroyed { return }
    try await owner.save()
    try await compare(model, step, "after one more save")
  }

  private func fail(_ step: Step, _ text: String) throws { throw Failure(step: position, description: "\(step): \(text)") }

  private func compare(_ expected: ShelterModel, _ step: Step, _ when: String) async throws {
    let stored = try await ShelterModel.stored(in: database)
    if stored != expected.sorted { try fail(step, "\(when), the database holds\n  \(stored)\nand not\n  \(expected.sorted)") }
  }

  private func arm(_ fault: ShelterCell.Fault, _ numbers: inout SeededNumbers) {
    // Many steps call and send little: half of the failures come early.
    let isEarly = Bool.random(using: &numbers)
    if fault == .callback { refusal.arm(Int.random(in: 0..<(isEarly ? 1 : 4), using: &numbers)) }
    if fault == .lostConnection { outage.arm(Int.random(in: 0..<(isEarly ? 2 : 6), using: &numbers)) }
  }

  private func disarm() {
    refusal.arm(nil)
    outage.arm(nil)
  }
}

extension ShelterRun {
  /// An owner in a state: a new one, or one that is found, with or without its members.
  private func owner(_ cell: ShelterCell, _ numbers: inout SeededNumbers) async throws -> Shelter {
    if cell.owner == .unsaved { return Shelter(name: name()) }
    if model.owners.count < 3 {
      let name = name()
      try await Shelter(name: name).save()
      model.owners.insert(name)
    }
    let owners = model.owners.sorted()
    var fitting: [String] = []
    if cell.operation.takesOut { fitting = owners.filter { !model.filled($0).isEmpty } }
    if cell.operation == .clearKeeper { fitting = owners.filter { !model.members(.keeper, of: $0).isEmpty } }
    let chosen = (fitting.isEmpty ? owners : fitting).randomElement(using: &numbers) ?? ""
    let owner = try await Shelter.findByOrThrow { $0.name == chosen }
    guard cell.owner == .loaded else { return owner }
    try await owner.cats.load()
    try await owner.dogs.load()
    try await owner.guests.load()
    try await owner.badges.load()
    _ = try await owner.keeper
    return owner
  }

  private func attempt(_ cell: ShelterCell, _ owner: Shelter, _ numbers: inout SeededNumbers) async throws -> ShelterAttempt {
    switch cell.operation {
    case .setKeeper, .buildKeeper, .clearKeeper, .save, .destroyOwner:
      return try await ShelterOwnerStep(owner: owner, cell: cell, model: model, name: name).attempt(&numbers)
    default: break
    }
    let kinds = cell.operation.takesOut ? model.filled(owner.name) : []
    switch (kinds.isEmpty ? ShelterKind.collections : kinds).randomElement(using: &numbers) {
    case .cats: return try await collection(.cats, owner.cats, cell, owner, &numbers)
    case .dogs: return try await collection(.dogs, owner.dogs, cell, owner, &numbers)
    case .guests: return try await collection(.guests, owner.guests, cell, owner, &numbers)
    default: return try await collection(.badges, owner.badges, cell, owner, &numbers)
    }
  }

  private func collection<Member: ShelterMember>(
    _ kind: ShelterKind, _ members: Shelter.Many<Member>, _ cell: ShelterCell, _ owner: Shelter, _ numbers: inout SeededNumbers
  ) async throws -> ShelterAttempt {
    let step = ShelterCollectionStep(kind: kind, owner: owner, members: members, cell: cell, model: model, name: name)
    return try await step.attempt(&numbers)
  }
}
