import ActiveRecord
import Foundation

/// Each validation with its message; conditions, contexts, errors.
enum Scenario47: Twin {
  static let topic = "47-validations"
  static let schema: [SQL] = [
    "CREATE TABLE clubs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE members (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, club_id INTEGER, name VARCHAR, email VARCHAR, code VARCHAR, age VARCHAR,
      level VARCHAR, "from" VARCHAR, "to" VARCHAR, active BOOLEAN, secret VARCHAR)
    """,
  ]

  @Model class Club: Record {
    var name: String?
    @HasMany var members: Many<Member>
    static func rules(_ club: Rules<Club>) { club.validates(\.members, .presence, on: "opening") }
  }
  @Model class Member: Record {
    var name: String?
    var email: String?
    var code: String?
    /// As it was typed, so that what is no number can be told.
    var age: String?
    var level: String?
    var from: String?
    var to: String?
    var active: Bool?
    var secret: String?
    var clubID: Club.ID?
    @BelongsTo var club: Club?
    @Transient var secretConfirmation: String? = nil
    @Transient var terms: Bool? = nil

    static func rules(_ member: Rules<Member>) {
      member.beforeValidation { $0.name = $0.name?.trimmingCharacters(in: .whitespaces) }
      member.validates(\.name, .presence, .length(2...5))
      member.validates(\.email, .format(/\S+@\S+/).allowingBlank(), .uniqueness(within: \.clubID, caseSensitive: false).allowingBlank())
      member.validates(\.code, .length(3).allowingNil(), .absence.when { $0.level == "guest" }.allowingNil())
      member.validates(\.age, .numericality(.integer, .atLeast(18), .less(than: 99), .other(than: 50)).allowingNil())
      member.validates(\.level, .inclusion("guest", "full").allowingNil(), .exclusion("full").when { $0.active != true }.allowingNil())
      member.validates(\.to, .greater { $0.from }.message("must come after %{count}"), when: { $0.from != nil && $0.to != nil })
      member.validates(\.secret, .confirmation { $0.secretConfirmation })
      member.validates("terms", { $0.terms }, .acceptance)
      member.validates(\.active, .inclusion(true, false), on: .create)
      member.validate(on: "gate") { if $0.name == "bob" { $0.errors.add(Self.name, "is refused") } }
      member.validate { if $0.name == "odd" { $0.errors.add(message: "looks odd", kind: "odd") } }
    }
  }

  private static func member(_ configure: (Member) -> Void = { _ in }) -> Member {
    Member {
      $0.name = "ann"
      $0.active = true
      configure($0)
    }
  }
  private static func check(_ t: Scenario, _ configure: (Member) -> Void = { _ in }) async throws -> TraceValue {
    let member = member(configure)
    return t.list(try await member.isValid(), member.errors.fullMessages)
  }

  static func run(_ t: Scenario) async throws {
    await values(t)
    await others(t)
    let (first, second) = try await t.quiet { (try await Club.create { $0.name = "1" }, try await Club.create { $0.name = "2" }) }
    try await t.quiet {
      let ann = member { $0.email = "A@b" }
      ann.$club.set(first)
      try await ann.save()
    }
    await uniqueness(t, first, second)
    await contexts(t, first, second)
    await errors(t)
  }

  private static func values(_ t: Scenario) async {
    t.section("messages")
    await t.show("presence and length") {
      [try await check(t) { $0.name = nil }, try await check(t) { $0.name = " x " }, try await check(t) { $0.name = "toolong" }]
    }
    await t.show("format") {
      [try await check(t) { $0.email = "nope" }, try await check(t) { $0.email = "" }, try await check(t) { $0.email = "a@b" }]
    }
    await t.show("length is") {
      [try await check(t) { $0.code = "1" }, try await check(t) { $0.code = "123" }, try await check(t) { $0.code = nil }]
    }
    await t.show("numericality") {
      var results: [TraceValue] = []
      for age in ["x", "17", "99", "1.5", "50"] { results.append(try await check(t) { $0.age = age }) }
      return results
    }
    await t.show("inclusion, exclusion") {
      [
        try await check(t) { $0.level = "king" },
        try await check(t) {
          $0.level = "full"
          $0.active = false
        },
        try await check(t) { $0.level = "full" },
      ]
    }
  }

  private static func others(_ t: Scenario) async {
    await t.show("absence under a condition") {
      try await check(t) {
        $0.level = "guest"
        $0.code = "123"
      }
    }
    await t.show("comparison") {
      try await check(t) {
        $0.from = "2024-01-02"
        $0.to = "2024-01-01"
      }
    }
    await t.show("confirmation") {
      var results: [TraceValue] = []
      for second in ["b", nil, "a"] {
        results.append(
          try await check(t) {
            $0.secret = "a"
            $0.secretConfirmation = second
          })
      }
      return results
    }
    await t.show("acceptance") { [try await check(t) { $0.terms = false }, try await check(t) { $0.terms = true }, try await check(t)] }
    await t.show("base") { try await check(t) { $0.name = "odd" } }
  }

  private static func uniqueness(_ t: Scenario, _ first: Club, _ second: Club) async {
    t.section("uniqueness")
    await t.show("asks in its scope") {
      var results: [TraceValue] = []
      for club in [first, second] {
        results.append(
          try await check(t) {
            $0.email = "a@B"
            $0.$club.set(club)
          })
      }
      return results
    }
    await t.show("a saved one does not find itself") {
      let member = try await Member.order(\.id).first() ?? Member()
      member.level = "full"
      return [try await member.isValid()]
    }
  }

  private static func contexts(_ t: Scenario, _ first: Club, _ second: Club) async {
    t.section("contexts")
    await t.show("on: :create") {
      let created = try await Member(name: "ann").isValid()
      let stored = try await t.quiet { try await Member.order(\.id).first() ?? Member() }
      stored.active = nil
      return [created, try await stored.isValid()]
    }
    await t.show("own context adds to the plain ones") {
      let bob = member { $0.name = "bob" }
      return t.list(try await bob.isValid(), try await bob.isValid(in: "gate"), bob.errors.fullMessages)
    }
    await t.show("save in a context") {
      let bob = member { $0.name = "bob" }
      return [try await bob.saveIfValid(in: "gate"), try await bob.saveIfValid()]
    }
    await t.show("presence of members") {
      t.list(try await first.isValid(in: "opening"), try await second.isValid(in: "opening"), second.errors.fullMessages)
    }
  }

  private static func errors(_ t: Scenario) async {
    t.section("errors")
    await t.show("objects") {
      let member = member { $0.name = "x" }
      _ = try await member.isValid()
      let details = member.errors.details.mapValues { $0.map(detail) }
      let isShort = member.errors.contains("name", kind: "too_short")
      return t.list(member.errors.count, member.errors["name"], details, isShort, member.errors.attributes)
    }
    await t.show("adding by hand is lost at the next validation") {
      let member = member()
      member.errors.add(Member.name, "bad")
      let before = !member.errors.isEmpty
      return [before, try await member.isValid(), !member.errors.isEmpty]
    }
    await t.raises("create!") { try await Member.create { $0.name = nil } }
    await t.show("update returns false, the values stay") {
      let member = try await Member.order(\.id).first() ?? Member()
      let (saved, name, was) = (try await member.updateIfValid { $0.name = "" }, member.name, try member.original(\.name))
      return t.list(saved, name, was, try await member.reload().name)
    }
  }

  private static func detail(_ entry: ValidationErrors.Entry) -> [String: TraceValue] {
    var detail: [String: TraceValue] = ["error": .text(entry.kind)]
    for (key, value) in entry.options { detail[key] = Int64(value).map(TraceValue.int) ?? .text(value) }
    return detail
  }
}
