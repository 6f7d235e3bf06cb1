import ActiveRecord
import ActiveRecordTesting
import Testing

/// The models of the documents' chapters on cardinality, join models, inverses, extensions and eager loading.
enum Library {
  @Model class Employee: Record {
    var name = ""
    @HasOne var office: Office?
    @BelongsTo var manager: Manager?
  }
  @Model class Office: Record { @BelongsTo var employee: Employee? }
  @Model class Manager: Record { @HasMany var employees: Many<Employee> }
  @Model class Account: Record {
    @HasOne var user: User?
    @HasMany var people: ManyWith<Person, FindsAndRecalls>
  }
  @Model class User: Record {
    var name = ""
    @BelongsTo var account: Account?
    @BelongsTo var group: Group?
    @HasOne var avatar: Avatar?
  }
  @Model class Person: Record {
    var firstName = ""
    var lastName = ""
    @BelongsTo var account: Account?
    @BelongsTo var company: Company?
  }
  @Model class Company: Record { @HasMany var people: ManyWith<Person, Finds> }
  @Model class Author: Record {
    var name = ""
    @HasMany var authorships: Many<Authorship>
    @HasMany var books: Many<Book> = .through(\.authorships)
    @HasMany var posts: Many<Post> = .has(dependent: .destroy)
    @HasMany var comments: Many<Comment> = .through(\.posts)
    @HasMany var commenters: Many<Commenter> = .through(\.comments)
    @HasOne var gravatar: Gravatar?
  }
  @Model class Authorship: Record {
    @BelongsTo var author: Author
    @BelongsTo var book: Book
  }
  @Model class Book: Record { var title = "" }
  @Model class Firm: Record {
    @HasMany var clients: Many<Client>
    @HasMany var invoices: Many<Invoice> = .through(\.clients)
  }
  @Model class Client: Record {
    @BelongsTo var firm: Firm?
    @HasMany var invoices: Many<Invoice>
  }
  @Model class Invoice: Record { @BelongsTo var client: Client? }
  @Model class Group: Record {
    @HasMany var users: Many<User>
    @HasMany var avatars: Many<Avatar> = .through(\.users)
  }
  @Model class Avatar: Record { @BelongsTo var user: User? }
  @Model class Post: Record {
    var title = ""
    @BelongsTo var author: Author?
    @HasMany var comments: Many<Comment>
    @HasMany var approvedComments: Many<Comment> = .has { $0.where { $0.approved == true } }
    @HasMany var recentComments: Many<Comment> = .has { $0.order { $0.id.desc }.limit(2) }
    @HasMany var taggings: Many<Tagging>
    @HasMany var tags: Many<Tag> = .through(\.taggings)
  }
  @Model class Comment: Record {
    var body = ""
    var approved = false
    @BelongsTo var post: Post?
    @BelongsTo var commenter: Commenter?
    @BelongsTo var author: Author?
  }
  @Model class Commenter: Record { var name = "" }
  @Model class Gravatar: Record { @BelongsTo var author: Author? }
  @Model class Tagging: Record {
    @BelongsTo var post: Post?
    @BelongsTo var tag: Tag? = .belongs(inverse: \.taggings)
  }
  @Model class Tag: Record {
    var name = ""
    @HasMany var taggings: Many<Tagging>
  }
  @Model(table: "taggings") class LooseTagging: Record {
    @BelongsTo var tag: Tag? = .belongs(hasInverse: false)
  }
  @Model class Dungeon: Record {
    var level = 1
    @HasMany var traps: Many<Trap>
    @HasOne var evilWizard: EvilWizard?
  }
  @Model class Trap: Record { @BelongsTo var dungeon: Dungeon? }
  @Model class EvilWizard: Record { @BelongsTo var dungeon: Dungeon? }
  @Model(table: "dungeons") class NamedDungeon: Record {
    @HasMany var traps: Many<NamedTrap> = .has(foreignKey: "dungeon_id", inverse: \.dungeon)
    @HasOne var evilWizard: NamedWizard? = .has(foreignKey: "dungeon_id", inverse: \.dungeon)
  }
  @Model(table: "traps") class NamedTrap: Record { @BelongsTo var dungeon: NamedDungeon? = .belongs(inverse: \.traps) }
  @Model(table: "evil_wizards") class NamedWizard: Record { @BelongsTo var dungeon: NamedDungeon? = .belongs(inverse: \.evilWizard) }

  /// Runs `body` with the tables and a recorder.
  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory(models: [Author.self]) { database in
      try await database.changeSchema { schema in
        let tables: [(String, [String], [String])] = [
          ("employees", ["name"], ["manager"]), ("offices", [], ["employee"]), ("managers", [], []), ("accounts", [], []),
          ("users", ["name"], ["account", "group"]), ("people", ["first_name", "last_name"], ["account", "company"]),
          ("companies", [], []), ("authors", ["name"], []), ("authorships", [], ["author", "book"]), ("books", ["title"], []),
          ("firms", [], []), ("clients", [], ["firm"]), ("invoices", [], ["client"]), ("groups", [], []), ("avatars", [], ["user"]),
          ("posts", ["title"], ["author"]), ("comments", ["body"], ["post", "commenter", "author"]), ("commenters", ["name"], []),
          ("gravatars", [], ["author"]), ("taggings", [], ["post", "tag"]), ("tags", ["name"], []), ("dungeons", [], []),
          ("traps", [], ["dungeon"]), ("evil_wizards", [], ["dungeon"]),
        ]
        for (table, texts, references) in tables {
          schema.createTable(table) { t in
            for text in texts { t.string(text, null: false, default: "") }
            for reference in references { t.references(reference) }
            if table == "comments" { t.boolean("approved", null: false, default: false) }
            if table == "dungeons" { t.integer("level", null: false, default: 1) }
          }
        }
      }
      try await body(SQLRecorder(database))
    }
  }
}

/// An extension that several associations share.
protocol FindsPeople {}
/// Another extension.
protocol RecallsPeople {}
/// The associations that have the first one.
enum Finds: FindsPeople {}
/// The associations that have both.
enum FindsAndRecalls: FindsPeople, RecallsPeople {}

extension ManyAssociation where Element == Library.Person, Extension: FindsPeople {
  /// The person of this name, made where there is none.
  func findOrCreate(named name: String) async throws -> Library.Person {
    let names = name.split(separator: " ", maxSplits: 1).map(String.init)
    if let found = try await findBy({ $0.firstName == names[0] && $0.lastName == names[1] }) { return found }
    return try await create {
      $0.firstName = names[0]
      $0.lastName = names[1]
    }
  }
}

extension ManyAssociation where Element == Library.Person, Extension: RecallsPeople {
  /// The people that came last.
  func recent(_ count: Int) -> Relation<Element> { order { $0.id.desc }.limit(count) }

  /// What an extension knows of its association.
  var facts: (owner: Record, name: String, members: Int) { (owner, reflection.name, target.count) }
}
