import ActiveRecord

// The rest of the callbacks: inherited, conditional, around, found and made, and those after the transaction.

/// Notes what its rules are told, those of its subclass after its own.
@Model(subclasses: Parrot.self) class Bird: Record {
  var name = ""
  var isTame = false
  @Transient var log: [String] = []
  @Transient var skipsSave = false
  @HasMany var eggs: Many<Egg>

  static func rules(_ bird: Rules<Bird>) {
    bird.afterFind { $0.log.append("found \($0.name)") }
    bird.afterInitialize { $0.log.append("made \($0.name)") }
    bird.beforeSave { $0.log.append("bird") }
    bird.beforeSave(if: \.isTame) { $0.log.append("tame") }
    bird.aroundSave { bird, save in if !bird.skipsSave { try await save() } }
    bird.aroundSave(if: \.isTame) { bird, save in
      bird.log.append("around in")
      try await save()
      bird.log.append("around out")
    }
    bird.beforeCreate { $0.log.append("create") }
    bird.afterSave { $0.log.append("saved") }
    bird.afterCommit(on: [.create, .update]) { Flight.note("commit \($0.name)") }
    bird.afterRollback { Flight.note("rollback \($0.name) \($0.isNew)") }
  }
}
@Model class Parrot: Bird {
  var word: String?
  static func rules(_ parrot: Rules<Parrot>) { parrot.beforeSave { $0.log.append("parrot") } }
}
@Model class Egg: Record {
  var name = ""
  @BelongsTo var bird: Bird?
  static func rules(_ egg: Rules<Egg>) {
    egg.beforeSave { if $0.name == "cracked" { throw Halt() } }
    egg.afterCommit { Flight.note("commit \($0.name)") }
    egg.afterRollback { Flight.note("rollback \($0.name) \($0.isNew)") }
  }
}

/// What callbacks after a transaction said, for the test that runs.
final class Flight: @unchecked Sendable {
  // One test, one task: callbacks run one after the other.
  @TaskLocal static var current = Flight()
  var notes: [String] = []
  static func note(_ text: String) { current.notes.append(text) }
}

extension Worlds {
  static let aviary = [
    "CREATE TABLE birds (id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_tame BOOLEAN NOT NULL, word TEXT, type TEXT)",
    "CREATE TABLE eggs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bird_id INTEGER)",
  ]
}
