import ActiveRecord

// Collections with several callbacks, and members that go with their owner.

/// Notes what comes and goes.
@Model class Hamper: Record {
  var name = ""
  @Transient var log: [String] = []
  @HasMany var snacks: ManyWith<Snack, Finding> = .has(dependent: .destroy)
  @HasAndBelongsToMany var tags: Many<HamperTag> = .has(joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id")
  @HasAndBelongsToMany var uniqueTags: Many<HamperTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.distinct() }
  @HasAndBelongsToMany var findableTags: ManyWith<HamperTag, Finding> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id")
  @HasAndBelongsToMany var redTags: Many<HamperTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.where { $0.name == "red" } }
  @HasAndBelongsToMany var sortedTags: Many<HamperTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.order { $0.name.desc } }
  @HasAndBelongsToMany var fixedTags: Many<HamperTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.readonly() }
  @HasAndBelongsToMany var oneTag: Many<HamperTag> = .has(
    joinTable: "hampers_tags", foreignKey: "hamper_id", associationForeignKey: "tag_id"
  ) { $0.order(\.id).limit(1) }

  static func rules(_ hamper: Rules<Hamper>) {
    hamper.beforeAdd(\.snacks) { $0.log.append("before add \($1.name)") }
    hamper.beforeAdd(\.snacks) { $0.log.append("again before \($1.name)") }
    hamper.afterAdd(\.snacks) { $0.log.append("after add \($1.name)") }
    hamper.afterAdd(\.snacks) { $0.log.append("again after \($1.name)") }
    hamper.beforeRemove(\.snacks) { $0.log.append("before remove \($1.name)") }
    hamper.afterRemove(\.snacks) { $0.log.append("after remove \($1.name)") }
    hamper.beforeAdd(\.tags) { $0.log.append("before add \($1.name) new=\($1.isNew)") }
    hamper.afterAdd(\.tags) { $0.log.append("after add \($1.name) new=\($1.isNew)") }
  }
}

/// Extends collections: one for every collection that bears it, and one for snacks alone.
enum Finding {}
extension ManyAssociation where Extension == Finding {
  func newest() async throws -> Element? { try await last() }
  func oldest() async throws -> Element? { try await first() }
}
extension ManyAssociation where Element == Snack, Extension == Finding {
  func named(_ name: String) -> Snack? { target.first { $0.name == name } }
}
extension Relation where Model == Snack {
  func newest() async throws -> Snack? { try await last() }
}

/// Tells its hamper that it goes.
@Model class Snack: Record {
  var name: String
  @BelongsTo var hamper: Hamper?
  static func rules(_ snack: Rules<Snack>) {
    snack.beforeDestroy { try await $0.hamper?.log.append("destroyed \($0.name)") }
  }
}

/// Stands on hampers, in several views of them.
@Model class HamperTag: Record {
  var name: String
  var weight = 0
}

/// Lies on the first hamper, where it is given none.
@Model class HamperLid: Record {
  @BelongsTo var hamper: Hamper?
  static func rules(_ lid: Rules<HamperLid>) { lid.defaultTarget(for: \.hamper) { _ in try await Hamper.first() } }
}

/// Goes with its clasp, and takes it along.
@Model class Buckle: Record {
  @HasOne var clasp: Clasp? = .has(dependent: .destroy)
  @Transient var destroyed = 0
  @Transient var refusals = 0
  static func rules(_ buckle: Rules<Buckle>) {
    buckle.beforeDestroy { buckle in
      if buckle.refusals > 0 {
        buckle.refusals -= 1
        throw Halt()
      }
    }
    buckle.afterDestroy { $0.destroyed += 1 }
  }
}

/// Goes with its buckle, and takes it along.
@Model class Clasp: Record {
  @BelongsTo var buckle: Buckle? = .belongs(dependent: .destroy)
  @Transient var destroyed = 0
  static func rules(_ clasp: Rules<Clasp>) { clasp.afterDestroy { $0.destroyed += 1 } }
}

extension Worlds {
  static let hampers = [
    "CREATE TABLE hampers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE snacks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hamper_id INTEGER)",
    "CREATE TABLE hamper_tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight INTEGER NOT NULL)",
    "CREATE TABLE hampers_tags (hamper_id INTEGER NOT NULL, tag_id INTEGER NOT NULL)",
    "CREATE TABLE hamper_lids (id INTEGER PRIMARY KEY, hamper_id INTEGER)",
    "CREATE TABLE buckles (id INTEGER PRIMARY KEY)",
    "CREATE TABLE clasps (id INTEGER PRIMARY KEY, buckle_id INTEGER)",
  ]
}
