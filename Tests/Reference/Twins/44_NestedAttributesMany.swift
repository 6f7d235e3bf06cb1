import ActiveRecord

/// Attributes of a record that hold those of its members.
enum Scenario44: Twin {
  static let topic = "44-nested-attributes-many"
  static let schema: [SQL] = [
    "CREATE TABLE polls (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, title VARCHAR)",
    "CREATE TABLE options (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, text VARCHAR, votes INTEGER DEFAULT 0, poll_id INTEGER)",
    "CREATE TABLE hints (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, text VARCHAR, option_id INTEGER)",
  ]

  @Model class Hint: Record {
    var text: String?
    @BelongsTo var option: Option
  }
  @Model class Option: Record {
    var text: String?
    var votes: Int? = 0
    @BelongsTo var poll: Poll
    @HasMany var hints: Many<Hint>
    static func rules(_ option: Rules<Option>) {
      option.validates(\.text, .presence)
      option.acceptsNestedAttributes(for: \.hints)
    }
  }
  @Model class Poll: Record {
    var title: String?
    @HasMany var options: Many<Option>
    @HasMany var safeOptions: Many<Option>
    @HasMany var fewOptions: Many<Option>
    @HasMany var namedOptions: Many<Option>
    static func rules(_ poll: Rules<Poll>) {
      poll.acceptsNestedAttributes(for: \.options, allowDestroy: true, rejectIf: { $0.isBlank })
      poll.acceptsNestedAttributes(for: \.safeOptions)
      poll.acceptsNestedAttributes(for: \.fewOptions, limit: 2)
      poll.acceptsNestedAttributes(for: \.namedOptions, allowDestroy: true, rejectIf: { $0.text == "skip" })
    }
  }

  private static let option = Permit<Option>(\.text, \.votes).nested(\.hints, Permit(\.text))
  private static let form = Permit<Poll>(\.title).nested(\.options, option).nested(\.safeOptions, option)
    .nested(\.fewOptions, option).nested(\.namedOptions, option)

  private static func first() async throws -> Poll { try await Poll.order(\.id).first() ?? Poll() }
  /// The first poll with attributes from JSON; nothing is saved.
  private static func assigned(_ json: String) async throws -> Poll {
    let poll = try await first()
    try await poll.assign(form.decode(json: json))
    return poll
  }
  private static func all(_ t: Scenario) async throws -> TraceValue {
    try await t.quiet { .array(try await Option.order(\.id).load().map { t.list($0.id, $0.text) }) }
  }
  private static func count(_ t: Scenario) async throws -> Int { try await t.quiet { try await Option.count() } }

  static func run(_ t: Scenario) async throws {
    try await creating(t)
    await updating(t)
    await destroying(t)
    await rejecting(t)
    await wrongInput(t)
  }

  private static func creating(_ t: Scenario) async throws {
    t.section("create")
    await t.show("with options and hints") {
      let poll = try await Poll.create(
        Attributes {
          $0.title = "P"
          $0.options = [
            .new { $0.text = "a" },
            .new {
              $0.text = "b"
              $0.hints = [.new { $0.text = "h" }]
            },
          ]
        })
      var result: [TraceValue] = []
      for option in try await poll.options.load() { result.append(t.list(option.text, try await option.hints.size())) }
      return TraceValue.array(result)
    }
    let poll = try await t.quiet { try await first() }
    await t.show("as a hash with numbers") {
      try await poll.update(form.decode(json: #"{"options_attributes": {"0": {"text": "c"}, "x9": {"text": "d"}}}"#))
      return try await all(t)
    }
  }

  private static func updating(_ t: Scenario) async {
    t.section("update")
    await t.show("by id, loads only the named ones") {
      let poll = try await first()
      let json = #"{"options_attributes": [{"id": 1, "text": "a2"}, {"id": "2", "votes": 5}]}"#
      return t.list(try await poll.updateIfValid(form.decode(json: json)), try await all(t))
    }
    await t.show("nothing is saved before save") {
      let poll = try await first()
      try await poll.assign(Attributes { $0.options = [.update(1) { $0.text = "mem" }, .new { $0.text = "new" }] })
      let texts = try await poll.options.load().map(\.text)
      return t.list(texts, try await count(t), poll.isChanged, poll.isChangedForAutosave)
    }
    await t.raises("unknown id") {
      try await first().update(Attributes { $0.options = [.update(99) { $0.text = "?" }] })
    }
    await t.show("invalid member") {
      let poll = try await first()
      let saved = try await poll.updateIfValid(Attributes { $0.options = [.update(1) { $0.text = "" }, .new { $0.text = "fine" }] })
      return t.list(saved, poll.errors.fullMessages, try await count(t))
    }
  }

  private static func destroying(_ t: Scenario) async {
    t.section("_destroy")
    await t.show("marks and destroys") {
      let poll = try await assigned(#"{"options_attributes": [{"id": 3, "_destroy": "1"}, {"id": 4, "_destroy": "0", "text": "d2"}]}"#)
      let marks = try await poll.options.load().map { t.list($0.text, $0.isMarkedForDestruction) }
      return t.list(TraceValue.array(marks), try await poll.saveIfValid(), try await all(t))
    }
    await t.show("true, 1, 'yes' all count") {
      let json = #"{"options": [{"id": 1, "_destroy": true}, {"id": 2, "_destroy": 1}, {"id": 4, "_destroy": "yes"}]}"#
      return try await assigned(json).options.load().map(\.isMarkedForDestruction)
    }
    await t.show("a new one with _destroy is left out") {
      try await assigned(#"{"options": [{"text": "n", "_destroy": "1"}]}"#).options.load().count { $0.isNew }
    }
    await t.show("without allow_destroy it updates only") {
      try await first().update(form.decode(json: #"{"safe_options": [{"id": 1, "_destroy": "1", "text": "safe"}]}"#))
      return try await t.quiet { try await Option.order(\.id).first().map { t.list($0.id, $0.text) } }
    }
  }

  private static func rejecting(_ t: Scenario) async {
    t.section("reject_if")
    await t.show("all_blank") {
      try await assigned(#"{"options": [{"text": ""}, {"text": null, "votes": ""}]}"#).options.load().count { $0.isNew }
    }
    await t.show("a lambda rejects updates as well, not destroys") {
      try await first().update(
        Attributes {
          $0.namedOptions = [.update(1) { $0.text = "skip" }, .new { $0.text = "skip" }, .destroy(2)]
        })
      return try await all(t)
    }
  }

  private static func wrongInput(_ t: Scenario) async {
    t.section("limit and wrong input")
    await t.raises("too many") { _ = try await assigned(#"{"few_options": [{"text": "1"}, {"text": "2"}, {"text": "3"}]}"#) }
    await t.raises("not a hash or array") { _ = try await assigned(#"{"options": "x"}"#) }
    await t.show("empty") { try await assigned(#"{"options": []}"#).saveIfValid() }
    await t.raises("unknown attribute") {
      let poll = try await first()
      try await poll.assign(form.refusingOthers.decode(json: #"{"options": [{"nope": 1}]}"#))
    }
    t.omits("of an unknown association")
  }
}
