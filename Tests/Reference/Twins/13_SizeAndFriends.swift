import ActiveRecord

/// Size, count, isEmpty, any, many, none, one before and after the load, with unsaved members.
enum Scenario13: Twin {
  static let topic = "13-size-and-friends"
  static let schema: [SQL] = [
    "CREATE TABLE shelves (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE jars (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, label VARCHAR, shelf_id INTEGER)",
  ]

  @Model class Shelf: Record {
    var name: String?
    @HasMany var jars: Many<Jar>
  }
  @Model class Jar: Record {
    var label: String?
    @BelongsTo var shelf: Shelf
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      let shelf = try await Shelf.create { $0.name = "top" }
      for number in 0..<2 { try await shelf.jars.create { $0.label = "j\(number)" } }
      try await Shelf.create { $0.name = "bare" }
    }
    try await questions(t)
    try await unsaved(t)
  }

  private static func questions(_ t: Scenario) async throws {
    t.section("not loaded: every question is a query")
    var shelf = try await t.quiet { try await Shelf.find(1) }
    await t.show("size") { try await shelf.jars.size() }
    await t.show("count") { try await shelf.jars.count() }
    await t.show("empty?") { try await shelf.jars.isEmpty() }
    await t.show("any?") { try await shelf.jars.any() }
    await t.show("none?") { try await shelf.jars.none() }
    await t.show("one?") { try await shelf.jars.one() }
    await t.show("many?") { try await shelf.jars.many() }
    await t.show("exists?") { try await shelf.jars.exists() }
    await t.show("any? with a block loads") { try await !shelf.jars.filter { $0.label == "j1" }.isEmpty }
    await t.show("loaded?") { shelf.jars.isLoaded }
    t.section("loaded: only count asks")
    await t.show("size, length, empty?, any?, many?, none?, one?") {
      let jars = shelf.jars
      let (isEmpty, any, many) = (try await jars.isEmpty(), try await jars.any(), try await jars.many())
      return t.list(try await jars.size(), try await jars.load().count, isEmpty, any, many, try await jars.none(), try await jars.one())
    }
    await t.show("count") { try await shelf.jars.count() }
    t.section("length loads")
    shelf = try await t.quiet { try await Shelf.find(1) }
    await t.show("length") { [try await shelf.jars.load().count, try await shelf.jars.size()] }
  }

  private static func unsaved(_ t: Scenario) async throws {
    t.section("unsaved members, not loaded")
    let top = try await t.quiet { try await Shelf.find(1) }
    await t.show("build") {
      top.jars.build { $0.label = "new" }
      return top.jars.isLoaded
    }
    await t.show("size counts both") { try await top.jars.size() }
    await t.show("count does not") { try await top.jars.count() }
    await t.show("empty?") { try await top.jars.isEmpty() }
    await t.show("length loads and keeps the unsaved") {
      t.list(try await top.jars.load().count, try await top.jars.map(\.label), try await top.jars.size())
    }
    t.section("unsaved members of an empty shelf")
    let bare = try await t.quiet { try await Shelf.find(2) }
    await t.show("build") { bare.jars.build { $0.label = "new" }.isNew }
    await t.show("empty?, any?, many?, size") {
      let jars = bare.jars
      return t.list(try await jars.isEmpty(), try await jars.any(), try await jars.many(), try await jars.size())
    }
    await t.show("exists? asks the database") { try await bare.jars.exists() }
    t.section("unsaved owner")
    let new = Shelf()
    await t.show("no query") {
      t.list(try await new.jars.size(), try await new.jars.isEmpty(), try await new.jars.any(), try await new.jars.count())
    }
    await t.show("with a member") {
      let jars = new.jars
      jars.build()
      let (size, length, isEmpty) = (try await jars.size(), try await jars.load().count, try await jars.isEmpty())
      return t.list(size, length, isEmpty, try await jars.many(), try await jars.count(), try await jars.exists())
    }
  }
}
