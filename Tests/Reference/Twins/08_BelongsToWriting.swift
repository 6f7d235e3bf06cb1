import ActiveRecord

/// Assigning, building, creating a belongs_to; what is saved when.
enum Scenario08: Twin {
  static let topic = "08-belongs-to-writing"
  static let schema: [SQL] = [
    "CREATE TABLE studios (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, paintings_count INTEGER DEFAULT 0)",
    "CREATE TABLE paintings (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, title VARCHAR, studio_id INTEGER)",
  ]

  @Model class Studio: Record {
    var name: String?
    var paintingsCount = 0
    @HasMany var paintings: Many<Painting>

    static func rules(_ studio: Rules<Studio>) {
      studio.validates(\.name, .presence)
      studio.beforeSave { trace("save studio \($0.name ?? "")") }
    }
  }
  @Model class Painting: Record {
    var title: String?
    var studioID: Studio.ID?
    @BelongsTo var studio: Studio?
    @BelongsTo var sureStudio: Studio? = .belongs(foreignKey: \.studioID, validate: true)

    static func rules(_ painting: Rules<Painting>) {
      painting.beforeSave { trace("save painting \($0.title ?? "")") }
    }
  }

  static func run(_ t: Scenario) async throws {
    let blue = try await t.quiet { try await Studio.create { $0.name = "Blue" } }
    let red = try await t.quiet { try await Studio.create { $0.name = "Red" } }
    let pic = Painting(title: "Dusk", studio: blue)
    try await t.quiet { try await pic.save() }
    try await assigning(t, pic, blue, red)
    try await building(t, pic)
    try await invalid(t)
  }

  private static func assigning(_ t: Scenario, _ pic: Painting, _ blue: Studio, _ red: Studio) async throws {
    t.section("assigning saves neither side")
    await t.show("assign") {
      pic.$studio.set(red)
      return try await pic.studio?.name
    }
    await t.show("key at once, row not") {
      t.list(pic.studioID, pic.changedColumns, try await Painting.where { $0.studioID == red.id }.count())
    }
    await t.show("assign an unsaved one") {
      pic.$studio.set(Studio(name: "Green"))
      return t.list(pic.studioID, try await pic.studio?.isNew)
    }
    await t.show("save stores the parent first") {
      _ = try await pic.saveIfValid()
      return t.list(pic.studioID, try await pic.studio?.name)
    }
    await t.show("assign nil") {
      pic.$studio.set(nil)
      let key = pic.studioID
      let saved = try await pic.saveIfValid()
      return t.list(key, saved, try await pic.reload().studio)
    }
    t.section("a changed parent is not saved with the child")
    await t.show("not autosaved") {
      pic.$studio.set(red)
      red.name = "Crimson"
      try await pic.save()
      return t.list(red.isChanged, try await Studio.find(red.id ?? 0).name)
    }
    t.section("the key changes the object")
    await t.show("stale") {
      pic.studioID = blue.id
      return try await pic.studio?.name
    }
    await t.show("key to nil") {
      pic.studioID = nil
      return try await pic.studio
    }
  }

  private static func building(_ t: Scenario, _ pic: Painting) async throws {
    t.section("build")
    await t.show("build") {
      let studio = pic.$studio.build { $0.name = "Ochre" }
      return t.list(studio.isNew, try await pic.studio === studio, pic.studioID, pic.isChanged)
    }
    await t.show("build with a block") { pic.$studio.build { $0.name = "Umber" }.name }
    await t.show("save") {
      try await pic.save()
      return t.list(pic.studioID, try await pic.studio?.name)
    }
    t.section("create saves the parent, never the child")
    await t.show("create") {
      let studio = try await pic.$studio.create { $0.name = "Sienna" }
      let (points, changed) = (pic.studioID == studio.id, pic.isChanged)
      return t.list(studio.isPersisted, points, changed, try await pic.reload().studio?.name)
    }
    await t.show("create, invalid") {
      let studio = try await pic.$studio.createIfValid { $0.name = "" }
      return t.list(studio.isNew, try await pic.studio === studio, pic.studioID, studio.errors.fullMessages)
    }
    await t.raises("create!, invalid") { try await pic.reload().$studio.create { $0.name = "" } }
    await t.show("after create!") { t.list(try await pic.studio?.name, pic.studioID) }
  }

  private static func invalid(_ t: Scenario) async throws {
    t.section("saving with an invalid unsaved parent")
    await t.show("save goes on without the parent") {
      let noon = Painting(title: "Noon", studio: Studio())
      let saved = try await noon.saveIfValid()
      return t.list(saved, noon.errors.fullMessages, try await noon.studio?.errors.fullMessages, noon.isNew)
    }
    await t.show("validate: true refuses") {
      let noon = Painting(title: "Noon", sureStudio: Studio())
      return t.list(try await noon.saveIfValid(), noon.errors.fullMessages, noon.isNew)
    }
  }
}
