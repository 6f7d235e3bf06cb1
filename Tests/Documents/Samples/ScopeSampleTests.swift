import ActiveRecord
import ActiveRecordTesting
import Testing

/// The models of the documents' samples of scopes that take the owner, and of tables of pairs with more than names.
enum Scoped {
  @Model class Level: Record { var gameLevel = 0 }
  @Model class Game: Record {
    var currentLevel = 0
    @BelongsTo var level: Level? = .belongs { (levels: Relation<Level>, game: Game) in levels.where { $0.gameLevel > game.currentLevel } }
  }
  @Model class Coupon: Record { var discounts = 0 }
  @Model class Purchase: Record {
    var paymentsCount = 0
    var couponID: Coupon.ID?
    @BelongsTo var validCoupon: Coupon? = .belongs(foreignKey: \.couponID) { (coupons: Relation<Coupon>, purchase: Purchase) in
      coupons.where { $0.discounts > purchase.paymentsCount }
    }
  }
  @Model class Account: Record { var name = "" }
  @Model class Company: Record { @BelongsTo var account: Account? }
  @Model class Employee: Record {
    @BelongsTo var company: Company?
    @BelongsTo var account: Account?
    static func rules(_ employee: Rules<Employee>) { employee.defaultTarget(for: \.account) { try await $0.company?.account } }
  }
  @Model class Blog: Record {
    var enabledAt = 0
    @HasOne var latestPost: Post? = .has { (posts: Relation<Post>, blog: Blog) in posts.where { $0.createdAt > blog.enabledAt } }
  }
  @Model class Post: Record {
    var createdAt = 0
    @BelongsTo var blog: Blog?
  }
  @Model class Album: Record { @HasMany var tracks: Many<Track> = .has(dependent: .destroy) { $0.order("position") } }
  @Model class Track: Record {
    var position = 0
    @BelongsTo var album: Album?
  }
  enum FindsContractors {}
  @Model class Developer: Record {
    var name = ""
    @HasAndBelongsToMany var projects: Many<Project> = .has { $0.includes(\.milestones, \.manager) }
  }
  @Model class Contractor: Record {
    var firstName = ""
    var lastName = ""
  }
  @Model class Manager: Record { @HasMany var projects: Many<Project> }
  @Model class Milestone: Record { @BelongsTo var project: Project? }
  @Model class Project: Record {
    @Transient var log: [String] = []
    @BelongsTo var manager: Manager?
    @HasMany var milestones: Many<Milestone>
    @HasAndBelongsToMany var developers: Many<Developer>
    @HasAndBelongsToMany var contractors: ManyWith<Contractor, FindsContractors>
    static func rules(_ project: Rules<Project>) {
      project.afterAdd(\.developers, Project.evaluateVelocity)
      project.afterAdd(\.developers) { project, _ in project.log.append("shipping date") }
    }
    func evaluateVelocity(_ developer: Developer) { log.append("velocity of \(developer.name)") }
  }
  @Model class Assembly: Record {
    var factory = ""
    @HasAndBelongsToMany var parts: Many<Part>
  }
  @Model class Part: Record {
    @HasAndBelongsToMany var assemblies: Many<Assembly> = .has(associationForeignKey: "assembly_id") { $0.group(\.factory) }
  }

  /// Runs `body` with the tables and a recorder.
  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory(models: [Project.self]) { database in
      try await database.changeSchema { schema in
        let tables: [(String, [String], [String])] = [
          ("levels", ["game_level"], []), ("games", ["current_level"], ["level"]), ("coupons", ["discounts"], []),
          ("purchases", ["payments_count"], ["coupon"]), ("companies", [], ["account"]), ("employees", [], ["company", "account"]),
          ("blogs", ["enabled_at"], []), ("posts", ["created_at"], ["blog"]), ("albums", [], []), ("tracks", ["position"], ["album"]),
          ("managers", [], []), ("milestones", [], ["project"]), ("projects", [], ["manager"]), ("parts", [], []),
        ]
        for (table, numbers, references) in tables {
          schema.createTable(table) { t in
            for number in numbers { t.integer(number, null: false, default: 0) }
            for reference in references { t.references(reference) }
          }
        }
        for (table, text) in [("accounts", "name"), ("developers", "name"), ("assemblies", "factory")] {
          schema.createTable(table) { $0.string(text, null: false, default: "") }
        }
        schema.createTable("contractors") { t in
          t.string("first_name", null: false)
          t.string("last_name", null: false)
        }
        for (one, other) in [("developers", "projects"), ("contractors", "projects"), ("assemblies", "parts")] {
          schema.createJoinTable(one, other)
        }
      }
      try await body(SQLRecorder(database))
    }
  }
}

extension ManyAssociation where Element == Scoped.Contractor, Extension == Scoped.FindsContractors {
  /// The contractor of this name, made where there is none.
  func findOrCreate(named name: String) async throws -> Scoped.Contractor {
    let names = name.split(separator: " ", maxSplits: 1).map(String.init)
    return try await findOrCreateBy { $0.firstName == names[0] && $0.lastName == names[1] }
  }
}

/// The documents' samples of scopes that take the owner, and of tables of pairs with more than names.
@Suite struct ScopeSampleTests {
  @Test func belongsToWithTheOwner() async throws {
    try await Scoped.run { _ in
      let low = try await Scoped.Level.create { $0.gameLevel = 1 }, high = try await Scoped.Level.create { $0.gameLevel = 5 }
      for level in [low, high] {
        try await Scoped.Game.create {
          $0.currentLevel = 3; $0.levelID = level.id
        }
      }
      #expect(try await Scoped.Game.find(1).level == nil)
      #expect(try await Scoped.Game.find(2).level == high)
    }
  }

  @Test func belongsToWithTheOwnerAndAKey() async throws {
    try await Scoped.run { _ in
      let coupon = try await Scoped.Coupon.create { $0.discounts = 2 }
      for count in [1, 2] {
        try await Scoped.Purchase.create {
          $0.paymentsCount = count; $0.$validCoupon.set(coupon)
        }
      }
      #expect(try await Scoped.Purchase.find(1).validCoupon == coupon)
      #expect(try await Scoped.Purchase.find(2).validCoupon == nil)
    }
  }

  @Test func belongsToWithADefault() async throws {
    try await Scoped.run { _ in
      let account = try await Scoped.Account.create { $0.name = "A" }, other = try await Scoped.Account.create { $0.name = "B" }
      let company = Scoped.Company(account: account)
      let employee = Scoped.Employee(company: company)
      try await employee.save()
      #expect(try await Scoped.Employee.find(1).account == account)
      let given = Scoped.Employee(company: company, account: other)
      try await given.save()
      #expect(try await Scoped.Employee.find(2).account == other)
    }
  }

  @Test func hasOneWithTheOwner() async throws {
    try await Scoped.run { _ in
      let blog = try await Scoped.Blog.create { $0.enabledAt = 10 }
      for moment in [5, 15] {
        try await Scoped.Post.create {
          $0.createdAt = moment; $0.$blog.set(blog)
        }
      }
      #expect(try await Scoped.Blog.find(1).latestPost?.createdAt == 15)
      #expect(try await Scoped.Blog.preload(\.latestPost).first()?.$latestPost.loaded?.createdAt == 15)
    }
  }

  @Test func hasManyInOrderWithADependent() async throws {
    try await Scoped.run { _ in
      let album = try await Scoped.Album.create()
      for position in [3, 1, 2] { try await album.tracks.create { $0.position = position } }
      #expect(try await Scoped.Album.find(1).tracks.map(\.position) == [1, 2, 3])
      try await album.destroy()
      #expect(try await Scoped.Track.count() == 0)
    }
  }

  @Test(arguments: Edition.allCases) func callbacksInARow(_ edition: Edition) async throws {
    try await Scoped.run { _ in
      let project = try await Scoped.Project.create()
      try await project.developers.append(Scoped.Developer(name: "Ann"))
      #expect(project.log == ["velocity of Ann", "shipping date"])
    }
  }

  @Test func tableOfPairsWithAnExtension() async throws {
    try await Scoped.run { _ in
      let project = try await Scoped.Project.create()
      let grace = try await project.contractors.findOrCreate(named: "Grace Hopper")
      #expect(grace.firstName == "Grace" && grace.lastName == "Hopper")
      #expect(try await project.contractors.findOrCreate(named: "Grace Hopper") == grace)
      #expect(try await Scoped.Project.find(1).contractors.load() == [grace])
    }
  }

  @Test func tableOfPairsThatIncludes() async throws {
    try await Scoped.run { recorder in
      let developer = try await Scoped.Developer.create { $0.name = "Ann" }
      for _ in 1...2 {
        let project = try await developer.projects.create()
        try await project.milestones.create()
        try await project.update { $0.$manager.set(Scoped.Manager()) }
      }
      let found = try await Scoped.Developer.find(1)
      recorder.clear()
      let projects = try await found.projects.load()
      #expect(projects.count == 2 && projects.allSatisfy { $0.milestones.isLoaded && $0.$manager.isLoaded })
      #expect(recorder.queries.count <= 4)
    }
  }

  @Test func tableOfPairsInGroups() async throws {
    try await Scoped.run { recorder in
      let part = try await Scoped.Part.create()
      for factory in ["Seattle", "Seattle", "Tokyo"] { try await part.assemblies.create { $0.factory = factory } }
      #expect(try await Set(Scoped.Part.find(1).assemblies.map(\.factory)) == ["Seattle", "Tokyo"])
      #expect(recorder.sql.last?.hasSuffix(#"GROUP BY "assemblies"."factory""#) == true)
      #expect(try await Scoped.Part.find(1).assemblies.count() == 2)
    }
  }

  @Test func tagThatIsSavedJoinsItsPost() async throws {
    try await Library.run { _ in
      let post = try await Library.Post.create { $0.title = "A" }
      let tag = post.tags.build { $0.name = "ruby" }
      try await tag.save()
      try await post.save()
      #expect(try await Library.Tagging.count() == 1)
      #expect(try await Library.Post.find(1).tags.load() == [tag])
    }
  }
}
