import ActiveRecord

/// Limits and orders under eager loading: of the owners and of the association.
enum Scenario36: Twin {
  static let topic = "36-eager-limits"
  static let schema: [SQL] = [
    "CREATE TABLE writers (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, rank INTEGER)",
    "CREATE TABLE poems (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, stars INTEGER, writer_id INTEGER)",
  ]

  @Model class Writer: Record {
    var name: String?
    var rank: Int?
    @HasMany var poems: Many<Poem>
    @HasMany var best2: Many<Poem> = .has { $0.order { $0.stars.desc }.limit(2) }
    @HasOne var best: Poem? = .has { $0.order { $0.stars.desc } }
    @HasOne var worst: Poem? = .has { $0.order(\.stars).limit(1) }
  }
  @Model class Poem: Record {
    var name: String?
    var stars: Int?
    @BelongsTo var writer: Writer
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      for (index, name) in ["A", "B", "C"].enumerated() {
        let writer = try await Writer.create {
          $0.name = name; $0.rank = 3 - index
        }
        for number in 0..<3 {
          try await writer.poems.create {
            $0.name = "\(name)\(number)"; $0.stars = number * 10 - index
          }
        }
      }
    }
    await owners(t)
    await more(t)
    await associations(t)
  }

  private static func owners(_ t: Scenario) async {
    t.section("a limit on the owners")
    await t.show("preload: just a limit") {
      try await Writer.preload(\.poems).order(\.id).limit(2).map { t.list($0.name, try $0.poems.loaded.count) }
    }
    await t.show("eager_load: the keys first, then the rows") {
      try await Writer.eagerLoad(\.poems).order(\.id).limit(2).map { t.list($0.name, try $0.poems.loaded.count) }
    }
    await t.show("with an order on the joined table") {
      try await Writer.eagerLoad(\.poems).order("poems.stars DESC").limit(2).map { t.list($0.name, try $0.poems.loaded.map(\.name)) }
    }
    await t.show("offset") { try await Writer.eagerLoad(\.poems).order(\.rank).offset(1).limit(1).map(\.name) }
    await t.show("with a condition on the members") {
      try await Writer.includes(\.poems).where { $0.poems.stars >= 15 }.order(\.id).limit(1).map {
        t.list($0.name, try $0.poems.loaded.map(\.name))
      }
    }
  }

  private static func more(_ t: Scenario) async {
    await t.show("first") { try await Writer.eagerLoad(\.poems).first()?.poems.loaded.count }
    await t.show("nothing found: one query") { try await Writer.eagerLoad(\.poems).where { $0.name == "Z" }.limit(1).load() }
    await t.show("a singular association needs no key query") {
      try await Poem.eagerLoad(\.writer).order(\.id).limit(2).map { try $0.$writer.loaded?.name }
    }
    await t.show("count with a limit") { try await Writer.eagerLoad(\.poems).limit(2).count() }
  }

  private static func associations(_ t: Scenario) async {
    t.section("a limit in the association's scope")
    await t.show("lazy") {
      var names: [[String?]] = []
      for writer in try await Writer.order(\.id).load() { names.append(try await writer.best2.map(\.name)) }
      return names
    }
    await t.show("preload") { try await Writer.preload(\.best2).order(\.id).map { try $0.best2.loaded.map(\.name) } }
    await t.show("eager_load") { try await Writer.eagerLoad(\.best2).order(\.id).map { try $0.best2.loaded.map(\.name) } }
    t.section("has_one with an order")
    await t.show("lazy") {
      var names: [String?] = []
      for writer in try await Writer.order(\.id).load() { names.append(try await writer.best?.name) }
      return names
    }
    await t.show("preload reads all rows and takes the first of each") {
      try await Writer.preload(\.best).order(\.id).map { try $0.$best.loaded?.name }
    }
    await t.show("eager_load") { try await Writer.eagerLoad(\.best).order(\.id).map { try $0.$best.loaded?.name } }
    await t.show("preload of one with a limit") { try await Writer.preload(\.worst).order(\.id).map { try $0.$worst.loaded?.name } }
    t.section("an order in the association's scope")
    await t.show("preload keeps it") { try await Writer.preload(\.best2).find(1).best2.map(\.name) }
    await t.show("eager_load") { try Writer.eagerLoad(\.best2).order { $0.rank.desc }.toSQL() }
  }
}
