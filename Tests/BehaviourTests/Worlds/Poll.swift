import ActiveRecord

// Attributes of a record with those of its members.

/// Takes the attributes of its members, under different rules.
@Model class Poll: Record {
  var title: String
  var isOpen = true
  var closesAt: Int?
  @HasMany var choices: Many<Choice>
  @HasMany var safeChoices: Many<Choice>
  @HasMany var fewChoices: Many<Choice>
  @HasMany var lockedChoices: Many<Choice>
  @HasOne var banner: Banner?
  @HasAndBelongsToMany var voters: Many<Voter>

  static func rules(_ poll: Rules<Poll>) {
    poll.acceptsNestedAttributes(for: \.choices, allowDestroy: true, rejectIf: { $0.isBlank })
    poll.acceptsNestedAttributes(for: \.safeChoices, rejectIf: { $0.text == "skip" })
    poll.acceptsNestedAttributes(for: \.fewChoices, limit: 2)
    poll.acceptsNestedAttributes(for: \.banner, allowDestroy: true, updateOnly: true)
    poll.acceptsNestedAttributes(for: \.voters)
  }
}
@Model class Choice: Record {
  var text: String
  var votes = 0
  @BelongsTo var poll: Poll?
  @HasMany var hints: Many<Hint>
  static func rules(_ choice: Rules<Choice>) {
    choice.validates(\.text, .presence)
    choice.acceptsNestedAttributes(for: \.hints)
    choice.acceptsNestedAttributes(for: \.poll)
  }
}
@Model class Hint: Record {
  var text: String
  @BelongsTo var choice: Choice
}
@Model class Banner: Record {
  var text: String
  @BelongsTo var poll: Poll
}
@Model class Voter: Record { var name: String }

extension Worlds {
  static let poll = [
    "CREATE TABLE polls (id INTEGER PRIMARY KEY, title TEXT NOT NULL, is_open BOOLEAN NOT NULL, closes_at INTEGER)",
    "CREATE TABLE choices (id INTEGER PRIMARY KEY, text TEXT NOT NULL, votes INTEGER NOT NULL, poll_id INTEGER)",
    "CREATE TABLE hints (id INTEGER PRIMARY KEY, text TEXT NOT NULL, choice_id INTEGER NOT NULL)",
    "CREATE TABLE banners (id INTEGER PRIMARY KEY, text TEXT NOT NULL, poll_id INTEGER NOT NULL)",
    "CREATE TABLE voters (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE polls_voters (poll_id INTEGER NOT NULL, voter_id INTEGER NOT NULL)",
  ]
}
