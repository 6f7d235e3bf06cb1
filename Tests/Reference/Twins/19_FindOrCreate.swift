import ActiveRecord

/// Found or made within a collection.
enum Scenario19: Twin {
  static let topic = "19-find-or-create"
  static let schema: [SQL] = [
    "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE labels (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, word VARCHAR, colour VARCHAR, user_id INTEGER)",
    "CREATE UNIQUE INDEX one_word ON labels (user_id, word)",
  ]

  @Model class User: Record {
    var name: String?
    @HasMany var labels: Many<Label>
    @HasMany var blueLabels: Many<Label> = .has { $0.where { $0.colour == "blue" } }
  }
  @Model class Label: Record {
    var word: String?
    var colour: String?
    @BelongsTo var user: User

    static func rules(_ label: Rules<Label>) { label.validates(\.word, .exclusion("bad").message("is reserved")) }
  }

  static func run(_ t: Scenario) async throws {
    let user = try await t.quiet {
      let user = try await User.create { $0.name = "U" }
      try await User.create { $0.name = "V" }.labels.create {
        $0.word = "home"
        $0.colour = "red"
      }
      return user
    }
    await creating(t, user)
    await initializing(t, user)
    await scoped(t, user)
    t.section("create_or_find_by")
    await t.show("exists: insert fails, then found") { try await user.labels.createOrFindBy { $0.word == "home" }.id }
    await t.show("new") { try await user.labels.createOrFindBy { $0.word == "fresh" }.isPersisted }
    await t.raises("bang, invalid") { try await user.labels.createOrFindBy { $0.word == "bad" } }
    t.section("unsaved owner")
    await t.raises("find_or_create_by") { try await User().labels.findOrCreateByIfValid { $0.word == "x" } }
    await t.show("find_or_initialize_by") { try await User().labels.findOrBuildBy { $0.word == "x" }.word }
  }

  private static func creating(_ t: Scenario, _ user: User) async {
    t.section("find_or_create_by")
    await t.show("created, the other user's is not found") {
      let label = try await user.labels.findOrCreateByIfValid({ $0.word == "home" }) { $0.colour = "green" }
      return t.list(label.userID, label.colour)
    }
    await t.show("found the second time, the block does not run") {
      try await user.labels.findOrCreateByIfValid({ $0.word == "home" }) { _ in trace("block") }.id
    }
    await t.show("in the collection once") { t.list(try await user.labels.size(), try await user.labels.map(\.word)) }
    await t.show("invalid") {
      let label = try await user.labels.findOrCreateByIfValid { $0.word == "bad" }
      return t.list(label.isNew, label.errors.fullMessages)
    }
    await t.raises("bang") { try await user.labels.findOrCreateBy { $0.word == "bad" } }
    await t.show("what stays after the failures") {
      let words = try await user.labels.map(\.word)
      let saved = try await user.saveIfValid()
      return t.list(words, saved, user.errors.fullMessages, try await user.labels.reload().count)
    }
  }

  private static func initializing(_ t: Scenario, _ user: User) async {
    t.section("find_or_initialize_by")
    await t.show("initialized") {
      let label = try await user.labels.findOrBuildBy { $0.word == "work" }
      return t.list(label.isNew, label.userID, try await user.labels.load().contains { $0 === label })
    }
    await t.show("found") { try await user.labels.findOrBuildBy { $0.word == "home" }.isNew }
    await t.show("saved with the owner?") {
      try await user.save()
      return try await Label.where { $0.word == "work" }.count()
    }
  }

  private static func scoped(_ t: Scenario, _ user: User) async {
    t.section("through a scope")
    await t.show("scope's values are set") {
      let label = try await user.blueLabels.findOrCreateBy { $0.word == "sea" }
      return t.list(label.colour, label.userID)
    }
    await t.show("where and find_or_create_by") {
      try await user.labels.where { $0.colour == "red" }.findOrCreateBy { $0.word == "sun" }.colour
    }
    await t.show("first_or_create") { try await user.labels.where { $0.word == "sun" }.firstOrCreate { $0.colour = "no" }.colour }
    await t.show("first_or_initialize") {
      let label = try await user.labels.where { $0.word == "new" }.firstOrBuild()
      return t.list(label.word, label.userID, label.isNew)
    }
  }
}
