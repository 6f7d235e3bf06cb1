import ActiveRecord

/// A model does something of its own where an association is set, built or read.
///
/// What the model does at a write stands in its rules (`didAssign`); what it makes of a read is a property of its own beside the
/// association, which stays callable under its name.
enum Scenario06: Twin {
  static let topic = "06-overrides"
  static let schema: [SQL] = [
    "CREATE TABLE owners (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE kites (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, colour VARCHAR, owner_id INTEGER)",
  ]

  @Model class Owner: Record {
    var name: String?
    @HasMany var allKites: Many<Kite>

    /// The kites in the model's own order.
    var kites: Relation<Kite> { allKites.order { $0.paint.desc } }

    func set(kites: [Kite]) async throws {
      trace("kites= \(kites.count)")
      var unique: [Kite] = []
      for kite in kites where !unique.contains(where: { $0 === kite }) { unique.append(kite) }
      try await allKites.replace(with: unique)
    }

    func kiteIDs() async throws -> [Int] { try await allKites.ids().reversed() }
  }
  @Model class Kite: Record {
    @Column("colour") var paint: String?
    @BelongsTo var owner: Owner?
    @Transient var formerOwner: Owner?

    static func rules(_ kite: Rules<Kite>) {
      kite.didAssign(\.owner) { kite, former in
        kite.formerOwner = former
        let name = ((try? kite.$owner.loaded) ?? nil)?.name
        trace("owner= \(name.map { "\"\($0)\"" } ?? "nil")")
      }
    }

    /// The owner, or one that stands for nobody.
    var someone: Owner {
      get async throws { try await owner ?? Owner(name: "nobody") }
    }
    func buildOwner(_ configure: (Owner) -> Void = { _ in }) -> Owner {
      let built = $owner.build(configure)
      if built.name == nil { built.name = "built" }
      return built
    }
    var formerSomeone: Owner { formerOwner ?? Owner(name: "nobody") }
    var colour: String? { paint?.uppercased() }
  }

  static func run(_ t: Scenario) async throws {
    t.section("writer")
    let (ann, bob) = try await t.quiet {
      (try await Owner.create { $0.name = "Ann" }, try await Owner.create { $0.name = "Bob" })
    }
    let kite = Kite(paint: "red", owner: ann)
    await t.show("assigned by new through the override") { [kite.formerSomeone.name, try await kite.someone.name] }
    await t.show("assign") {
      kite.$owner.set(bob)
      return t.list(kite.formerSomeone.name, kite.ownerID)
    }
    await t.show("assign_attributes goes through it") {
      kite.$owner.set(nil)
      return t.list(kite.formerSomeone.name, try await kite.someone.name, kite.ownerID)
    }
    await t.show("the key alone does not") {
      kite.ownerID = ann.id
      return [try await kite.someone.name, kite.formerSomeone.name]
    }
    await t.show("saved") {
      try await kite.save()
      return t.list(kite.ownerID, kite.colour, kite.paint)
    }
    try await building(t)
    try await collection(t, ann, kite)
  }

  private static func building(_ t: Scenario) async throws {
    t.section("builder")
    await t.show("build") {
      let kite = Kite()
      _ = kite.buildOwner()
      return t.list(try await kite.someone.name, try await kite.owner?.isNew)
    }
    await t.show("build with a name") { Kite().buildOwner { $0.name = "Cyd" }.name }
  }

  private static func collection(_ t: Scenario, _ ann: Owner, _ kite: Kite) async throws {
    t.section("collection")
    await t.show("writer removes duplicates") {
      let blue = try await Kite.create { $0.paint = "blue" }
      try await ann.set(kites: [blue, blue, kite])
      return try await Kite.where { $0.ownerID == ann.id }.count()
    }
    await t.show("reader is ordered, a new query every time") {
      [try await ann.kites.load().map(\.colour), try await ann.kites.load().map(\.colour)]
    }
    await t.show("ids") { try await ann.kiteIDs() }
    await t.show("preload fills the generated one, the override still asks") {
      try await Owner.preload(\.allKites).first()?.kites.load().map(\.colour)
    }
  }
}
