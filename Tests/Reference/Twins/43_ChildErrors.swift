import ActiveRecord

/// Errors of members on their owner: keys, messages, index, depth, and what is validated at all.
enum Scenario43: Twin {
  static let topic = "43-child-errors"
  static let schema: [SQL] = [
    "CREATE TABLE tours (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, guide_id INTEGER)",
    "CREATE TABLE stops (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, place VARCHAR, tour_id INTEGER, mins INTEGER)",
    "CREATE TABLE tips (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, text VARCHAR, stop_id INTEGER)",
    "CREATE TABLE guides (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
  ]

  @Model class Tip: Record {
    var text: String?
    @BelongsTo var stop: Stop?
    static func rules(_ tip: Rules<Tip>) { tip.validates(\.text, .presence.message("is needed")) }
  }
  @Model class Stop: Record {
    var place: String?
    var mins: Int?
    @BelongsTo var tour: Tour?
    @HasMany var tips: Many<Tip> = .has(autosave: true)
    static func rules(_ stop: Rules<Stop>) {
      stop.validates(\.place, .presence)
      stop.validates(\.mins, .numericality(.greater(than: 0)).allowingNil())
    }
  }
  @Model class Guide: Record {
    var name: String?
    static func rules(_ guide: Rules<Guide>) { guide.validates(\.name, .presence) }
  }
  @Model class Tour: Record {
    var name: String?
    @BelongsTo var guide: Guide? = .belongs(validate: true)
    @HasMany var stops: Many<Stop>
    @HasMany var autoStops: Many<Stop> = .has(autosave: true)
    @HasMany var indexed: Many<Stop> = .has(autosave: true)
    @HasOne var final: Stop? = .has(validate: true)
    @HasMany var loose: Many<Stop> = .has(validate: false)
    static func rules(_ tour: Rules<Tour>) { tour.indexesErrors(of: \.indexed) }
  }
  @Model(table: "tours") class Strict: Record {
    var name: String?
    @HasMany var loose: Many<Stop> = .has(foreignKey: "tour_id", validate: false)
    static func rules(_ strict: Rules<Strict>) {
      strict.validatesAssociated(\.loose)
      strict.validatesAssociated(\.loose, message: "are bad", on: "publish")
    }
  }

  private static func errors(_ t: Scenario, _ tour: Record) async throws -> TraceValue {
    let isValid = try await tour.isValid()
    return t.list(isValid, messages(tour), tour.errors.fullMessages, kinds(tour))
  }
  private static func messages(_ record: Record) -> TraceValue { named(record.errors.messages) }
  private static func kinds(_ record: Record) -> TraceValue { named(record.errors.details.mapValues { $0.map(\.kind) }) }
  /// The names of attributes as the reference spells them.
  private static func named(_ values: [String: [String]]) -> TraceValue {
    Dictionary(uniqueKeysWithValues: values.map { (Inflector.underscored($0.key), $0.value) }).traceValue
  }
  private static func stop(_ place: String?, _ mins: Int? = nil) -> Stop {
    Stop {
      $0.place = place
      $0.mins = mins
    }
  }

  static func run(_ t: Scenario) async throws {
    try await keys(t)
    try await depth(t)
    try await whatIsValidated(t)
  }

  private static func keys(_ t: Scenario) async throws {
    t.section("keys")
    await t.show("without autosave: one word for all") {
      let tour = Tour()
      try await tour.stops.append(stop(nil, -1), stop(nil, -1), stop("ok"))
      return try await errors(t, tour)
    }
    await t.show("with autosave: member.attribute, equal ones once") {
      let tour = Tour()
      try await tour.autoStops.append(stop(nil, -1), stop(nil, -1))
      return try await errors(t, tour)
    }
    await t.show("with an index") {
      let tour = Tour()
      try await tour.indexed.append(stop("ok"), stop(nil, -1), stop(nil))
      return try await errors(t, tour)
    }
    await t.show("has_one, validate: true") {
      let tour = Tour()
      try await tour.$final.set(stop(nil, -1))
      return try await errors(t, tour)
    }
    await t.show("belongs_to, validate: true") { try await errors(t, Tour(guide: Guide())) }
    await t.show("validate: false") {
      let tour = Tour()
      try await tour.loose.append(stop(nil, -1))
      return try await errors(t, tour)
    }
    let strict = Strict()
    try await strict.loose.append(stop(nil, -1))
    await t.show("validates_associated") { try await errors(t, strict) }
    await t.show("on a context: both messages; the members get the context too") {
      t.list(try await strict.isValid(in: "publish"), messages(strict))
    }
  }

  private static func depth(_ t: Scenario) async throws {
    t.section("depth")
    await t.show("two levels of autosave") {
      let tour = Tour()
      let member = stop("x")
      member.tips.build()
      try await tour.autoStops.append(member)
      return try await errors(t, tour)
    }
    await t.show("two levels with an index") {
      let tour = Tour()
      let member = stop("x")
      member.tips.build { $0.text = "t" }
      member.tips.build()
      try await tour.indexed.append(member)
      return try await errors(t, tour)
    }
  }

  private static func whatIsValidated(_ t: Scenario) async throws {
    t.section("what is validated")
    let tour = try await t.quiet {
      let tour = Tour(name: "T")
      try await tour.stops.append(stop("a"), stop("b"))
      try await tour.save()
      return try await Tour.find(1)
    }
    await t.show("unloaded members are not") {
      _ = try await t.quiet { try await Stop.updateAll { [$0.place.set("")] } }
      return t.list(try await Tour.first()?.isValid())
    }
    await t.show("loaded unchanged ones are not, without autosave") {
      try await tour.stops.load()
      return try await tour.isValid()
    }
    await t.show("nor with autosave, when unchanged") {
      try await tour.autoStops.load()
      return try await tour.isValid()
    }
    await t.show("changed ones are, with autosave") {
      try await tour.autoStops.load()[0].mins = -5
      return try await errors(t, tour)
    }
    await t.show("errors of the members themselves") { try await tour.autoStops.load()[0].errors.fullMessages }
    await t.raises("save!") { try await tour.save() }
    await t.show("save without validation") {
      try await tour.save(validate: false)
      return t.list(true, try await Stop.pluck(\.mins))
    }
  }
}
