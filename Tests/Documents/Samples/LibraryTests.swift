import ActiveRecord
import ActiveRecordTesting
import Testing

/// Which of the two documents that share most of their samples.
enum Edition: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case first = "001", second = "002"
  var testDescription: String { rawValue }
}

/// The documents' chapters, heading by heading.
@Suite struct LibraryTests {
  typealias Author = Library.Author
  typealias Post = Library.Post
  typealias Comment = Library.Comment

  @Test(arguments: Edition.allCases) func cardinalityOneToOne(_ edition: Edition) async throws {
    try await Library.run { _ in
      let employee = try await Library.Employee.create { $0.name = "Ann" }
      let office = try await employee.$office.create()
      #expect(office.employeeID == employee.id)
      #expect(try await Library.Office.find(1).employee == employee)
    }
  }

  @Test(arguments: Edition.allCases) func cardinalityOneToMany(_ edition: Edition) async throws {
    try await Library.run { _ in
      let manager = try await Library.Manager.create()
      let employee = try await manager.employees.create { $0.name = "Ann" }
      #expect(employee.managerID == manager.id)
      #expect(try await Library.Employee.find(1).manager == manager)
    }
  }

  @Test(arguments: Edition.allCases) func cardinalityManyToManyThroughAModel(_ edition: Edition) async throws {
    try await Overview.run { project, _ in
      let programmer = try await Overview.Programmer.create { $0.name = "Ann" }
      try await project.programmers.append(programmer)
      #expect(try await Overview.Assignment.count() == 1)
      #expect(try await programmer.projects.load() == [project])
    }
  }

  @Test(arguments: Edition.allCases) func cardinalityManyToManyByATable(_ edition: Edition) async throws {
    try await Overview.run { project, recorder in
      let category = try await project.categories.create { $0.name = "c" }
      #expect(recorder.sql.last == #"INSERT INTO "categories_projects" ("project_id", "category_id") VALUES (?, ?)"#)
      #expect(try await category.projects.load() == [project])
    }
  }

  @Test(arguments: Edition.allCases) func isItABelongsToOrHasOne(_ edition: Edition) async throws {
    try await Library.run { _ in
      #expect(Library.User.reflection("account")?.foreignKeyHolder == "users")
      #expect(Library.Account.reflection("user")?.foreignKeyHolder == "users")
      let account = try await Library.Account.create()
      let user = Library.User(name: "Ann", account: account)
      try await user.save()
      #expect(try await Library.Account.find(1).user == user)
    }
  }

  @Test(arguments: Edition.allCases) func associationJoinModels(_ edition: Edition) async throws {
    try await Library.run { recorder in
      let author = try await Author.create { $0.name = "Ada" }
      let book = try await author.books.create { $0.title = "Notes" }
      #expect(try await author.authorships.reload().count == 1)
      #expect(try await Author.find(1).books.load() == [book])
      let firm = try await Library.Firm.create()
      let client = try await firm.clients.create()
      let invoice = try await client.invoices.create()
      #expect(try await firm.invoices.load() == [invoice])
    }
  }

  @Test func associationJoinModelsThroughAHasOne() async throws {
    try await Library.run { _ in
      let group = try await Library.Group.create()
      let user = try await group.users.create { $0.name = "Ann" }
      let avatar = try await user.$avatar.create()
      #expect(try await group.avatars.load() == [avatar])
      await #expect(throws: AssociationError.self) { try await group.avatars.append(Library.Avatar()) }
      await #expect(throws: AssociationError.self) { try await group.avatars.remove(avatar) }
    }
  }

  @Test func settingInverses() async throws {
    try await Library.run { _ in
      let post = try await Post.create { $0.title = "A" }
      let tag = post.tags.build { $0.name = "ruby" }
      #expect(tag.isNew)
      #expect(Library.Tagging.reflection("tag")?.inverseName == "taggings")
      #expect(Library.LooseTagging.reflection("tag")?.inverseName == nil)
    }
  }

  /// The join record is saved with the tag that was built through it.
  @Test func settingInversesSavesTheJoinRecord() async throws {
    try await Library.run { recorder in
      try await Post.create { $0.title = "A" }
      let post = try #require(try await Post.first())
      let tag = post.tags.build { $0.name = "ruby" }
      recorder.clear()
      try await tag.save()
      #expect(recorder.sql.compactMap { $0.split(separator: "\"").dropFirst().first } == ["tags", "taggings"])
      let tagging = try await Library.Tagging.all().sole()
      #expect(tagging.postID == post.id && tagging.tagID == tag.id)
      #expect(try await Post.find(post.id!).tags.load() == [tag])
    }
  }

  @Test(arguments: Edition.allCases) func declaration(_ edition: Edition) {
    typealias Project = Overview.Project
    let kinds = ["portfolio", "projectManager", "milestones", "categories"].map { Project.reflection($0)?.kind }
    #expect(kinds == [.belongsTo, .hasOne, .hasMany, .hasAndBelongsToMany])
  }

  @Test func nestedAssociations() async throws {
    try await Library.run { _ in
      let author = try await Author.create { $0.name = "Ada" }
      let post = try await author.posts.create { $0.title = "A" }
      let commenter = try await Library.Commenter.create { $0.name = "Bob" }
      try await post.comments.create { $0.$commenter.set(commenter) }
      #expect(try await author.commenters.load() == [commenter])
      await #expect(throws: AssociationError.self) { try await author.commenters.append(Library.Commenter(name: "Cid")) }
    }
  }

  @Test(arguments: Edition.allCases) func caching(_ edition: Edition) async throws {
    try await Overview.run { project, recorder in
      recorder.clear()
      _ = try await project.milestones.load()
      #expect(recorder.queries.count == 1)
      #expect(try await project.milestones.size() == 0)
      #expect(try await project.milestones.isEmpty())
      #expect(recorder.queries.count == 1)
      #expect(try await project.milestones.reload().count == 0)
      #expect(recorder.queries.count == 2)
      _ = try await project.milestones.load()
      #expect(recorder.queries.count == 2)
    }
  }

  @Test(arguments: Edition.allCases) func extensions(_ edition: Edition) async throws {
    try await Library.run { _ in
      let account = try await Library.Account.create()
      let person = try await account.people.findOrCreate(named: "David Heinemeier Hansson")
      #expect(person.firstName == "David" && person.lastName == "Heinemeier Hansson" && person.accountID == account.id)
      #expect(try await account.people.findOrCreate(named: "David Heinemeier Hansson") == person)
    }
  }

  @Test(arguments: Edition.allCases) func extensionsThatAreShared(_ edition: Edition) async throws {
    try await Library.run { _ in
      let company = try await Library.Company.create(), account = try await Library.Account.create()
      #expect(try await company.people.findOrCreate(named: "Ada Lovelace").companyID == company.id)
      #expect(try await account.people.findOrCreate(named: "Ada Lovelace").accountID == account.id)
      #expect(try await Library.Person.count() == 2)
    }
  }

  @Test func severalExtensions() async throws {
    try await Library.run { _ in
      let account = try await Library.Account.create()
      for name in ["Ada Lovelace", "Grace Hopper"] { _ = try await account.people.findOrCreate(named: name) }
      #expect(try await account.people.recent(1).load().map(\.firstName) == ["Grace"])
      let facts = account.people.facts
      #expect(facts.owner === account && facts.name == "people" && facts.members == 2)
    }
  }

  @Test(arguments: Edition.allCases) func modules(_ edition: Edition) async throws {
    #expect(Library.Firm.reflection("clients")?.targetName?.hasSuffix("Client") == true)
    #expect(Communities.User.reflection("accessGrants")?.targetName?.hasSuffix("AccessGrant") == true)
    #expect(Library.Firm.reflection("clients")?.foreignKeyName == "firm_id")
  }

  @Test(arguments: Edition.allCases) func biDirectionalAssociations(_ edition: Edition) async throws {
    try await Library.run { recorder in
      let dungeon = try await Library.Dungeon.create()
      try await dungeon.traps.create()
      try await dungeon.$evilWizard.create()
      let found = try #require(try await Library.Dungeon.first())
      let trap = try #require(try await found.traps.first())
      recorder.clear()
      #expect(try await trap.dungeon === found)
      #expect(recorder.queries.isEmpty)
      found.level = 10
      #expect(try await trap.dungeon?.level == 10)
      #expect(try await found.evilWizard?.dungeon === found)
    }
  }

  @Test func biDirectionalAssociationsThatAreNamed() async throws {
    try await Library.run { _ in
      #expect(Library.NamedDungeon.reflection("traps")?.inverseName == "dungeon")
      #expect(Library.NamedTrap.reflection("dungeon")?.inverseName == "traps")
      #expect(Library.NamedWizard.reflection("dungeon")?.inverseName == "evilWizard")
      let dungeon = try await Library.NamedDungeon.create()
      #expect(try await dungeon.traps.create().dungeon === dungeon)
    }
  }

  @Test func dependentAssociations() async throws {
    try await Library.run { _ in
      try await Author.create { $0.name = "Ada" }.posts.create { $0.title = "A" }
      try await Author.find(1).destroy()
      #expect(try await Post.count() == 0)
    }
  }
}
