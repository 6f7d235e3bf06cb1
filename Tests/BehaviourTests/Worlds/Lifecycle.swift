import ActiveRecord
import Synchronization

// Validations and callbacks.

/// Notes every callback in the order in which they run.
@Model class Diary: Record {
  var text = ""
  @Transient var log: [String] = []
  @Transient var stopsAt: String? = nil

  func note(_ step: String) throws {
    log.append(step)
    if stopsAt == step { throw Halt() }
  }

  static func rules(_ diary: Rules<Diary>) {
    diary.beforeValidation { try $0.note("beforeValidation") }
    diary.afterValidation { try $0.note("afterValidation") }
    diary.beforeSave { try $0.note("beforeSave") }
    diary.aroundSave { diary, next in
      try diary.note("aroundSave in")
      try await next()
      try diary.note("aroundSave out")
    }
    diary.beforeCreate { try $0.note("beforeCreate") }
    diary.aroundCreate { diary, next in
      try diary.note("aroundCreate in")
      try await next()
      try diary.note("aroundCreate out")
    }
    diary.afterCreate { try $0.note("afterCreate") }
    diary.beforeUpdate { try $0.note("beforeUpdate") }
    diary.afterUpdate { try $0.note("afterUpdate") }
    diary.afterSave { try $0.note("afterSave") }
    diary.beforeDestroy { try $0.note("beforeDestroy") }
    diary.afterDependents { try $0.note("afterDependents") }
    diary.afterDestroy { try $0.note("afterDestroy") }
    diary.afterCommit { try $0.note("afterCommit") }
    diary.afterRollback { try $0.note("afterRollback") }
  }
}

/// Is checked in every way.
@Model class Member: Record {
  var name: String
  var email: String?
  var age = 18
  var role = "reader"
  var club = ""
  static func rules(_ member: Rules<Member>) {
    member.validates(\.name, .presence, .length(2...10))
    member.validates(\.email, .uniqueness(within: \.club), .format(/\S+@\S+/).message("looks wrong"), when: { $0.email != nil })
    member.validates(\.age, .range(0...150))
    member.validates(\.role, .inclusion("reader", "writer"))
    member.validates(\.age, .range(18...), on: "contract")
    member.validate(on: .update) { if $0.name == "frozen" { $0.errors.add("cannot be changed") } }
  }
}

/// A collection whose coming and going is told to the owner.
@Model class Basket: Record {
  var name = ""
  @Transient var log: [String] = []
  /// Whether each that came was new before, and after.
  @Transient var newcomers: [Bool] = []
  @HasMany var fruits: Many<Fruit>
  @HasAndBelongsToMany var labels: Many<Label>

  static func rules(_ basket: Rules<Basket>) {
    basket.beforeAdd(\.fruits) { basket, fruit in
      basket.log.append("before add \(fruit.name)")
      basket.newcomers.append(fruit.isNew)
      if fruit.name == "rotten" { throw Refused() }
    }
    basket.afterAdd(\.fruits) { basket, fruit in
      basket.log.append("after add \(fruit.name)")
      basket.newcomers.append(fruit.isNew)
    }
    basket.beforeRemove(\.fruits) { basket, fruit in
      basket.log.append("before remove \(fruit.name)")
      if fruit.name == "stuck" { throw Refused() }
    }
    basket.afterRemove(\.fruits) { $0.log.append("after remove \($1.name)") }
    basket.beforeAdd(\.labels) { $0.log.append("before add \($1.name)") }
    basket.afterRemove(\.labels) { $0.log.append("after remove \($1.name)") }
  }
}

/// A member that validates itself.
@Model class Fruit: Record {
  var name: String
  @BelongsTo var basket: Basket?
  static func rules(_ fruit: Rules<Fruit>) { fruit.validates(\.name, .presence) }
}

/// A member that is joined by a table.
@Model class Label: Record {
  var name: String
}

extension Worlds {
  static let lifecycle = [
    "CREATE TABLE diaries (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    """
    CREATE TABLE members (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INTEGER NOT NULL CHECK (age >= 0),
      role TEXT NOT NULL, club TEXT NOT NULL)
    """,
    "CREATE UNIQUE INDEX one_email ON members (email)",
    "CREATE TABLE baskets (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE fruits (id INTEGER PRIMARY KEY, name TEXT NOT NULL, basket_id INTEGER REFERENCES baskets (id))",
    "CREATE TABLE labels (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE baskets_labels (basket_id INTEGER NOT NULL, label_id INTEGER NOT NULL)",
  ]
}
