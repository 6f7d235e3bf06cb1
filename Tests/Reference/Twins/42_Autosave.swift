import ActiveRecord

/// What is saved, validated and told with autosave on, off, and not said.
enum Scenario42: Twin {
  static let topic = "42-autosave"
  static let schema: [SQL] = [
    "CREATE TABLE mums (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE kids (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, mum_id INTEGER)",
    "CREATE TABLE hats (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, mum_id INTEGER)",
  ]

  @Model class Kid: Record {
    var name: String?
    @BelongsTo var mum: Mum?
    static func rules(_ kid: Rules<Kid>) { kid.validates(\.name, .presence) }
  }
  @Model class Hat: Record {
    var name: String?
    var mumID: Mum.ID?
    @BelongsTo var mum: Mum?
    @BelongsTo var autoMum: Mum? = .belongs(foreignKey: \.mumID, autosave: true)
    @BelongsTo var offMum: Mum? = .belongs(foreignKey: \.mumID, autosave: false)
    static func rules(_ hat: Rules<Hat>) { hat.validates(\.name, .presence) }
  }
  @Model class Mum: Record {
    var name: String?
    @HasMany var kids: Many<Kid>
    @HasMany var autoKids: Many<Kid> = .has(autosave: true)
    @HasMany var offKids: Many<Kid> = .has(autosave: false)
    @HasMany var uncheckedKids: Many<Kid> = .has(validate: false)
    @HasOne var hat: Hat?
    @HasOne var autoHat: Hat? = .has(autosave: true)
    @HasOne var offHat: Hat? = .has(autosave: false)
    static func rules(_ mum: Rules<Mum>) { mum.validates(\.name, .presence) }
  }

  private static func fresh(_ t: Scenario) async throws -> Mum {
    try await t.quiet {
      _ = try await Kid.deleteAll()
      _ = try await Hat.deleteAll()
      let mum = try await Mum.create { $0.name = "M" }
      try await Kid(name: "k", mum: mum).save()
      let hat = Hat(name: "h")
      hat.$mum.set(mum)
      try await hat.save()
      return try await Mum.find(mum.id ?? 0)
    }
  }

  static func run(_ t: Scenario) async throws {
    await many(t, "kids") { $0.kids }
    await many(t, "auto_kids") { $0.autoKids }
    await many(t, "off_kids") { $0.offKids }
    await many(t, "unchecked_kids") { $0.uncheckedKids }
    await one(t, "hat") { $0.$hat }
    await one(t, "auto_hat") { $0.$autoHat }
    await one(t, "off_hat") { $0.$offHat }
    await parent(t, "mum") { $0.$mum }
    await parent(t, "auto_mum") { $0.$autoMum }
    await parent(t, "off_mum") { $0.$offMum }
  }

  private static func many(_ t: Scenario, _ name: String, _ kids: (Mum) -> Mum.Many<Kid>) async {
    t.section(name)
    await t.show("a changed member") {
      let mum = try await fresh(t)
      try await kids(mum).first()?.name = "z"
      let kid = try await kids(mum).load()[0]
      kid.name = "z"
      let saved = try await mum.saveIfValid()
      return t.list(saved, kid.isChanged, mum.isChangedForAutosave)
    }
    await t.show("a new member") {
      let mum = try await fresh(t)
      let kid = kids(mum).build { $0.name = "new" }
      return t.list(try await mum.saveIfValid(), kid.isNew)
    }
    await t.show("an invalid new member") {
      let mum = try await fresh(t)
      let kid = kids(mum).build()
      let saved = try await mum.saveIfValid()
      let messages = Dictionary(uniqueKeysWithValues: mum.errors.messages.map { (Inflector.underscored($0.key), $0.value) })
      return t.list(saved, messages, kid.isNew)
    }
    await t.show("an invalid changed member") {
      let mum = try await fresh(t)
      try await kids(mum).load()[0].name = ""
      return t.list(try await mum.saveIfValid(), mum.errors.fullMessages)
    }
  }

  private static func one(_ t: Scenario, _ name: String, _ hat: (Mum) -> HasOneAssociation<Mum, Hat>) async {
    t.section(name)
    await t.show("changed") {
      let mum = try await fresh(t)
      try await hat(mum).load()?.name = "z"
      let saved = try await mum.saveIfValid()
      return t.list(saved, try await hat(mum).load()?.isChanged)
    }
    await t.show("invalid changed") {
      let mum = try await fresh(t)
      try await hat(mum).load()?.name = ""
      return t.list(try await mum.saveIfValid(), mum.errors.fullMessages)
    }
  }

  private static func parent(_ t: Scenario, _ name: String, _ mum: (Hat) -> BelongsToAssociation<Hat, Mum>) async {
    func hat() async throws -> Hat {
      _ = try await fresh(t)
      return try await t.quiet { try await Hat.order(\.id).first() ?? Hat() }
    }
    t.section(name)
    await t.show("changed") {
      let hat = try await hat()
      try await mum(hat).load()?.name = "z"
      let saved = try await hat.saveIfValid()
      return t.list(saved, try await mum(hat).load()?.isChanged)
    }
    await t.show("new") {
      let hat = try await hat()
      mum(hat).set(Mum(name: "new"))
      let saved = try await hat.saveIfValid()
      return t.list(saved, hat.mumID == nil, try await mum(hat).load()?.isNew)
    }
    await t.show("invalid new") {
      let hat = try await hat()
      mum(hat).set(Mum())
      return t.list(try await hat.saveIfValid(), hat.errors.fullMessages)
    }
  }
}
