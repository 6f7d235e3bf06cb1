import ActiveRecord

/// An association for each kind of scope: read, count, add.
enum Scenario21: Twin {
  static let topic = "21-scope-options"
  static let schema: [SQL] = [
    "CREATE TABLE labs (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE tests (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, score INTEGER, done BOOLEAN DEFAULT 0, lab_id INTEGER)
    """,
    "CREATE TABLE marks (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, test_id INTEGER, value INTEGER)",
  ]

  @Model class Lab: Record {
    var name: String?
    @HasMany var tests: Many<Test>
    @HasMany var done: Many<Test> = .has { $0.where { $0.done == true } }
    @HasMany var best: Many<Test> = .has { $0.order { [$0.score.desc, $0.id.asc] } }
    @HasMany var top2: Many<Test> = .has { $0.order { $0.score.desc }.limit(2) }
    @HasMany var rest: Many<Test> = .has { $0.order(\.id).offset(2).limit(10) }
    @HasMany var withMarks: Many<Test> = .has { $0.includes(\.marks) }
    @HasMany var frozenTests: Many<Test> = .has { $0.readonly() }
    @HasMany var marked: Many<Test> = .has { $0.joins(\.marks).distinct() }
    @HasOne var winner: Test? = .has { $0.order { $0.score.desc } }
  }
  @Model class Test: Record {
    var name: String?
    var score: Int?
    var done = false
    @BelongsTo var lab: Lab?
    @HasMany var marks: Many<Mark>
  }
  @Model class Mark: Record {
    @BelongsTo var test: Test
    var value: Int?
  }

  static func run(_ t: Scenario) async throws {
    let lab = try await t.quiet { try await Lab.create { $0.name = "L" } }
    try await t.quiet {
      for (index, (score, done)) in [(3, true), (9, false), (5, true), (7, false)].enumerated() {
        let test = try await lab.tests.create {
          $0.name = "t\(index)"; $0.score = score; $0.done = done
        }
        try await test.marks.create { $0.value = score }
      }
      try await Mark.create {
        $0.testID = 1; $0.value = 0
      }
    }
    await reading(t, lab)
    await counting(t, lab)
    await further(t, lab)
    try await adding(t, lab)
  }

  private static func reading(_ t: Scenario, _ lab: Lab) async {
    t.section("read and count")
    let kinds = [
      ("done", lab.done), ("best", lab.best), ("top2", lab.top2), ("rest", lab.rest), ("with_marks", lab.withMarks), ("marked", lab.marked),
    ]
    for (name, tests) in kinds {
      await t.show(name) { t.list(try await tests.map(\.name), try await tests.count()) }
    }
    await t.show("groups") {
      let rows: [(Bool, Int)] = try await lab.tests.group(\.done).order(\.done).select { ($0.done, $0.id.count) }
      return rows.map { row in TraceValue.array([row.0.traceValue, row.1.traceValue]) }
    }
    await t.show("groups count") {
      let counts = try await lab.tests.grouped(by: \.done).count()
      return Dictionary(uniqueKeysWithValues: counts.map { ("\($0.key)", $0.value) })
    }
    await t.show("has_one with order") { try await lab.winner?.name }
  }

  private static func counting(_ t: Scenario, _ lab: Lab) async {
    await t.show("size of a limited one, not loaded") { try await Lab.first()?.top2.size() }
    await t.show("size of an offset one, not loaded") { try await Lab.first()?.rest.size() }
    await t.show("marks are there without a query") {
      var sizes: [Int] = []
      for test in try await lab.withMarks.load() { sizes.append(try await test.marks.size()) }
      return sizes
    }
    t.omits("count of several selected columns")
    t.omits("slim lacks the score")
    t.section("readonly")
    await t.raises("save of a member") { try await lab.frozenTests.first()?.update { $0.name = "z" } }
    await t.show("a created one is not readonly") { try await lab.frozenTests.create { $0.name = "n" }.isReadonly }
  }

  private static func further(_ t: Scenario, _ lab: Lab) async {
    t.section("further conditions")
    await t.show("order comes after the scope's") { try lab.best.order(\.name).toSQL() }
    await t.show("reorder replaces") { try lab.best.reorder(\.name).toSQL() }
    await t.show("limit replaces") { try await lab.top2.limit(1).map(\.name) }
    await t.show("first and last of an ordered one") { [try await lab.best.first()?.name, try await lab.best.last()?.name] }
  }

  private static func adding(_ t: Scenario, _ lab: Lab) async throws {
    t.section("adding does not ask the scope")
    await t.show("push into done sets nothing on an existing one") {
      let extra = try await t.quiet {
        try await Test.create {
          $0.name = "ex"; $0.score = 1
        }
      }
      try await lab.done.append(extra)
      return t.list(extra.done, try await lab.done.map(\.name), try await lab.done.reload().map(\.name))
    }
    await t.show("new one in top2") {
      try await lab.top2.load()
      try await lab.top2.append(
        Test {
          $0.name = "big"; $0.score = 99
        })
      return t.list(try await lab.top2.map(\.name), try await lab.top2.reload().map(\.name))
    }
  }
}
