import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Models of the chapter on models.
enum GuideMacros {
  // snippet.types
  enum Status: String, ColumnValue { case draft, published }
  struct Address: JSONColumnValue {
    var street: String
    var city: String
  }
  struct Color: ColumnValue {
    var hex: String
    init(hex: String) { self.hex = hex }
    init(databaseValue: DatabaseValue) throws { hex = try String(databaseValue: databaseValue) }
    var databaseValue: DatabaseValue { .text(hex) }
  }
  @Model class Shop: Record {
    var name: String
    var status: Status = .draft
    var address: Address?
    var color: Color?
    var openedAt: Date?
  }
  // snippet.end

  // snippet.legacy
  @Model(table: "Album", primaryKey: "AlbumId") class Album: Record {
    @Column("Title") var title: String
    @Transient var isFavorite = false
  }
  @Model class Country: Record {
    @PrimaryKey var code: String
    var name: String
  }
  // snippet.end

  // snippet.self-join
  @Model class Employee: Record {
    var name: String
    @BelongsTo var manager: Employee?
    @HasMany var subordinates: Many<Employee> = .has(foreignKey: "manager_id")
  }
  // snippet.end
}

@Suite struct MacrosGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post
  typealias Topic = Guide.Topic

  @Test func makingRecords() async throws {
    try await Guide.run { recorder in
      // snippet.making
      let ada = Author(name: "Ada")
      let post = Post(title: "Hello", author: ada)
      let draft = Post {
        $0.title = "Draft"
        $0.views = 3
      }
      let topic = try await Topic.create { $0.name = "Swift" }
      // snippet.end
      #expect(ada.isNew && post.isNew && draft.views == 3 && topic.id == 1)
      expect(recorder, [#"INSERT INTO "topics" ("name") VALUES (?)"#])
    }
  }

  @Test func changes() async throws {
    try await Guide.run { recorder in
      let post = try await Post.create { $0.title = "Hello" }
      recorder.clear()
      // snippet.changes
      post.title = "New"
      #expect(post.isChanged(\.title))
      #expect(try post.original(\.title) == "Hello")
      #expect(post.changedColumns == ["title"])
      try await post.save()
      // snippet.end
      #expect(!post.isChanged)
      expect(recorder, [#"UPDATE "posts" SET "title" = ? WHERE "posts"."id" = ?"#])
    }
  }

  @Test func unset() async throws {
    try await Guide.run { recorder in
      // snippet.unset
      let post = Post { $0.views = 1 }
      #expect(post.title == "")
      #expect(!post.isSet(\.title))
      let saved = try await post.saveIfValid()
      #expect(!saved)
      #expect(post.errors.fullMessages == ["Title must be set"])
      // snippet.end
      expect(recorder, [])
    }
  }

  @Test func columnTypes() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute(
        "CREATE TABLE shops (id INTEGER PRIMARY KEY, name TEXT, status TEXT, address TEXT, color TEXT, opened_at TEXT)")
      typealias Shop = GuideMacros.Shop
      typealias Address = GuideMacros.Address
      try await Shop.create {
        $0.name = "Teas"
        $0.address = Address(street: "High Street", city: "Hull")
        $0.color = GuideMacros.Color(hex: "#a0c0e0")
        $0.openedAt = Date(timeIntervalSince1970: 0)
      }
      let shop = try #require(try await Shop.first())
      #expect(shop.address?.city == "Hull" && shop.status == .draft && shop.color?.hex == "#a0c0e0")
      #expect(shop.openedAt == Date(timeIntervalSince1970: 0))
    }
  }

  @Test func legacyNames() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute("CREATE TABLE \"Album\" (\"AlbumId\" INTEGER PRIMARY KEY, \"Title\" TEXT)")
      try await database.execute("CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT)")
      typealias Album = GuideMacros.Album
      typealias Country = GuideMacros.Country
      try await Album.create { $0.title = "Blue" }
      try await Country.create {
        $0.code = "DE"
        $0.name = "Germany"
      }
      let recorder = SQLRecorder(database)
      #expect(try await Album.find(1).title == "Blue")
      // snippet.find-by-code
      let country = try await Country.find("DE")
      // snippet.end
      #expect(country.name == "Germany")
      expect(
        recorder,
        [
          #"SELECT "Album"."AlbumId", "Album"."Title" FROM "Album" WHERE "Album"."AlbumId" = ? LIMIT 1"#,
          #"SELECT "countries"."code", "countries"."name" FROM "countries" WHERE "countries"."code" = ? LIMIT ?"#,
        ])
    }
  }

  @Test func selfJoin() async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute("CREATE TABLE employees (id INTEGER PRIMARY KEY, name TEXT, manager_id INTEGER)")
      typealias Employee = GuideMacros.Employee
      let boss = try await Employee.create { $0.name = "Ada" }
      try await boss.subordinates.create { $0.name = "Grace" }
      let grace = try #require(try await Employee.findBy { $0.name == "Grace" })
      // snippet.self-join-use
      let manager = try await grace.manager?.name
      let team = try await boss.subordinates.map(\.name)
      // snippet.end
      #expect(manager == "Ada" && team == ["Grace"])
    }
  }
}
