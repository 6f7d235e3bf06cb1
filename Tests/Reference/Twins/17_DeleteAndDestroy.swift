import ActiveRecord

/// Taking members out, and destroying them, under each dependent.
enum Scenario17: Twin {
  static let topic = "17-delete-and-destroy"
  static let schema: [SQL] = [
    "CREATE TABLE zoos (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, birds_count INTEGER DEFAULT 0)",
    "CREATE TABLE birds (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, zoo_id INTEGER)",
  ]

  @Model class Zoo: Record {
    var name: String?
    var birdsCount: Int? = 0
    @HasMany var birds: Many<Bird>
    @HasMany var nullified: Many<Bird> = .has(dependent: .nullify)
    @HasMany var destroyed: Many<Bird> = .has(dependent: .destroy)
    @HasMany var deleted: Many<Bird> = .has(dependent: .deleteAll)
  }
  @Model class Bird: Record {
    var name: String?
    @BelongsTo var zoo: Zoo?

    static func rules(_ bird: Rules<Bird>) {
      bird.beforeDestroy { trace("before_destroy \($0.name ?? "")") }
      bird.beforeUpdate { trace("before_update \($0.name ?? "")") }
    }
  }

  private static func fresh(_ t: Scenario, _ count: Int = 3) async throws -> Zoo {
    try await t.quiet {
      try await Bird.deleteAll()
      let zoo = try await Zoo.create { $0.name = "Z" }
      for number in 0..<count { try await Bird(name: "b\(number)", zoo: zoo).save() }
      return try await Zoo.find(zoo.id ?? 0)
    }
  }

  private static func rows(_ t: Scenario) async throws -> TraceValue {
    try await t.quiet { .array(try await Bird.order(\.id).load().map { t.list($0.name, $0.zooID == nil ? "out" : "in") }) }
  }

  static func run(_ t: Scenario) async throws {
    try await all(t, "birds", \.birds)
    try await all(t, "nullified", \.nullified)
    try await all(t, "destroyed", \.destroyed)
    try await all(t, "deleted", \.deleted)
    try await destroying(t)
    try await strategies(t)
    try await wrong(t)
  }

  private static func all(_ t: Scenario, _ name: String, _ birds: KeyPath<Zoo, Zoo.Many<Bird>>) async throws {
    t.section(name)
    let zoo = try await fresh(t)
    let collection = zoo[keyPath: birds]
    await t.show("delete by record") {
      let first = try await collection.first().map { [$0] } ?? []
      try await collection.remove(first)
      return t.list(first.map(\.name), try await rows(t), collection.isLoaded)
    }
    await t.show("delete by id") {
      let last = try await collection.last()
      let gone = try await collection.remove(ids: last?.id ?? 0)
      return t.list(gone.map(\.name), try await rows(t))
    }
    await t.show("delete_all") {
      let count = try await collection.removeAll()
      return t.list(count >= 0 ? "Integer" : "", try await rows(t), try await collection.size())
    }
    let second = try await fresh(t)
    await t.show("clear") {
      let collection = second[keyPath: birds]
      try await collection.clear()
      return t.list(try await collection.size(), try await rows(t))
    }
    let third = try await fresh(t, 2)
    await t.show("delete_all, loaded") {
      let collection = third[keyPath: birds]
      let member = try await collection.load().first
      try await collection.removeAll()
      return t.list(try await rows(t), member?.zooID == nil ? "key_gone" : "key_kept", member?.isDestroyed)
    }
  }

  private static func destroying(_ t: Scenario) async throws {
    t.section("destroy, whatever the option")
    let zoo = try await fresh(t)
    await t.show("destroy by record") {
      let first = try await zoo.birds.first().map { [$0] } ?? []
      try await zoo.birds.destroy(first)
      return t.list(first.map(\.isDestroyed), try await rows(t))
    }
    await t.show("destroy by id") {
      let last = try await zoo.birds.last()
      return t.list(try await zoo.birds.destroy(ids: last?.id ?? 0).map(\.name), try await rows(t))
    }
    await t.show("destroy_all") {
      t.list(try await zoo.birds.destroyAll().map(\.name), try await rows(t), try await zoo.birds.size())
    }
  }

  private static func strategies(_ t: Scenario) async throws {
    t.section("an explicit strategy")
    let first = try await fresh(t)
    await t.show("delete_all(:nullify) on destroy") {
      try await first.destroyed.removeAll(.nullify)
      return try await rows(t)
    }
    let second = try await fresh(t)
    await t.show("delete_all(:delete_all) on nullify") {
      try await second.nullified.removeAll(.deleteAll)
      return try await rows(t)
    }
    await t.raises("delete_all(:burn)") { try await second.birds.removeAll(.restrictWithError) }
  }

  private static func wrong(_ t: Scenario) async throws {
    t.section("wrong arguments")
    let zoo = try await fresh(t)
    await t.raises("delete an unknown id") { try await zoo.birds.remove(ids: 0) }
    t.omits("delete of a wrong class")
    await t.show("delete of a stranger") {
      let stranger = try await t.quiet { try await Bird.create { $0.name = "stranger" } }
      try await zoo.birds.remove(stranger)
      return t.list([stranger.name], try await t.quiet { try await Bird.count() })
    }
    await t.show("delete of an unsaved member") {
      let egg = zoo.birds.build { $0.name = "egg" }
      try await zoo.birds.remove(egg)
      return t.list(try await zoo.birds.load().contains { $0 === egg }, egg.zooID == nil ? "key_gone" : "key_kept")
    }
  }
}
