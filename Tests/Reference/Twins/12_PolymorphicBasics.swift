import ActiveRecord

/// Polymorphic belongs_to and `as:`, types, an own type column, refused members.
enum Scenario12: Twin {
  static let topic = "12-polymorphic-basics"
  static let schema: [SQL] = [
    "CREATE TABLE rivers (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE lakes (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE photos (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, file VARCHAR, scene_type VARCHAR, scene_id INTEGER)",
    "CREATE TABLE maps (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, file VARCHAR, place_key INTEGER, place_kind VARCHAR)",
  ]
  static let models: [Record.Type] = [River.self, Lake.self]

  @Model class River: Record {
    var name: String?
    @HasMany var photos: Many<Photo> = .has(as: \.scene)
    @HasOne var cover: Photo? = .has(as: \.scene, dependent: .destroy)
    @HasMany var maps: Many<Map> = .has(foreignKey: \.placeKey, foreignType: \.placeKind, as: \.place)
  }
  @Model class Lake: Record {
    var name: String?
    @HasMany var photos: Many<Photo> = .has(as: \.scene, dependent: .nullify)
  }
  @Model class Photo: Record {
    var file: String?
    var sceneType: String?
    @BelongsTo var scene: Scene? = .belongs(foreignType: \.sceneType)
  }
  @Polymorphic enum Scene { case river(Scenario12.River), lake(Scenario12.Lake) }
  @Model class Map: Record {
    var file: String?
    var placeKey: Int?
    var placeKind: String?
    @BelongsTo var place: Record = .belongs(foreignKey: \.placeKey, foreignType: \.placeKind)
  }

  static func run(_ t: Scenario) async throws {
    let river = try await t.quiet { try await River.create { $0.name = "Elbe" } }
    let lake = try await t.quiet { try await Lake.create { $0.name = "Como" } }
    try await owners(t, river, lake)
    try await writing(t, lake)
    try await types(t)
    t.section("own columns")
    await t.show("maps") { try await river.maps.create { $0.file = "m" }.attributes }
    await t.show("read") { (try await Map.first()?.place as? River)?.name }
    try await eager(t)
    t.section("where and joins on as:")
    await t.show("joins") { try River.joins(\.photos).toSQL() }
    await t.show("nullify clears key and type") {
      try await lake.destroy()
      return try await Photo.findBy { $0.file == "l1" }?.attributes
    }
  }

  private static func name(_ scene: Scene?) -> String? {
    switch scene {
    case .river(let river): river.name
    case .lake(let lake): lake.name
    case nil: nil
    }
  }

  private static func owners(_ t: Scenario, _ river: River, _ lake: Lake) async throws {
    t.section("as:")
    await t.show("create through as") { try await river.photos.create { $0.file = "r1" }.attributes }
    await t.show("push") {
      try await lake.photos.append(Photo(file: "l1"))
      return try await lake.photos.map(\.sceneType)
    }
    await t.show("query by owner") { try await Photo.where { $0.scene == .river(river) }.map(\.file) }
    await t.show("query by several owners") { try await Photo.where { $0.scene.isIn([.river(river), .lake(lake)]) }.map(\.file) }
    await t.show("query by type") { try await Photo.where { $0.sceneType == Lake._facts.name }.count() }
    await t.show("has_one as") { try await river.cover?.file }
  }

  private static func writing(_ t: Scenario, _ lake: Lake) async throws {
    t.section("belongs_to")
    let photo = try await t.quiet { try await Photo.findByOrThrow { $0.file == "r1" } }
    await t.show("read") { name(try await photo.scene) }
    await t.show("assign another class: key and type") {
      photo.$scene.set(.lake(lake))
      return t.list(photo.sceneID, photo.sceneType, photo.changedColumns)
    }
    await t.show("assign unsaved: the type is known, the key is not") {
      photo.$scene.set(.river(River(name: "New")))
      return t.list(photo.sceneID, photo.sceneType)
    }
    await t.show("saved") {
      try await photo.save()
      return t.list(photo.sceneID, try await photo.scene?.record.isPersisted)
    }
    await t.show("assign nil clears both") {
      photo.$scene.set(nil)
      return t.list(photo.sceneID, photo.sceneType)
    }
    await t.show("reload_scene") {
      try await photo.reload()
      return name(try await photo.$scene.reload())
    }
    t.omits("no build")
    t.omits("no create")
  }

  private static func types(_ t: Scenario) async throws {
    t.section("unknown types")
    try await t.quiet {
      _ = try await t.database.execute("INSERT INTO photos (file, scene_id, scene_type) VALUES ('bad', 1, 'Volcano')")
    }
    await t.raises("a type that is no class") { _ = try await Photo.findBy { $0.file == "bad" }?.scene }
    await t.show("a type without a key") { try await Photo { $0.sceneType = River._facts.name }.scene?.record }
  }

  private static func eager(_ t: Scenario) async throws {
    t.section("eager")
    try await t.quiet { _ = try await Photo.where { $0.file == "bad" }.deleteAll() }
    await t.show("preload: one query a type") {
      var names: [String?] = []
      for photo in try await Photo.preload(\.scene).load() { names.append(name(try await photo.scene)) }
      return names
    }
    await t.raises("eager_load") { _ = try await Photo.eagerLoad(\.scene).load() }
    await t.raises("joins from the belongs_to") { _ = try await Photo.joins(\.scene).load() }
  }
}
