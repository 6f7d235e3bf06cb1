import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models of the chapter on deleting.
enum GuideDeleting {
  // snippet.dependents
  @Model class Shelf: Record {
    var name: String
    @HasMany var books: Many<Book> = .has(dependent: .destroy)
    @HasMany var notes: Many<Note> = .has(dependent: .deleteAll)
    @HasMany var boxes: Many<Box> = .has(dependent: .nullify)
  }
  @Model class Book: Record {
    var title: String
    @BelongsTo var shelf: Shelf?
    @HasMany var loans: Many<Loan> = .has(dependent: .restrictWithError)
  }
  @Model class Note: Record { @BelongsTo var shelf: Shelf? }
  @Model class Box: Record { @BelongsTo var shelf: Shelf? }
  @Model class Loan: Record { @BelongsTo var book: Book? }
  // snippet.end

  // snippet.later-models
  @Model class Room: Record {
    var name: String
    @HasMany var chairs: Many<Chair> = .has(dependent: .destroyAsync)
  }
  @Model class Chair: Record { @BelongsTo var room: Room? }
  // snippet.end

  // snippet.later-table
  static let jobMigrations = Migrations { Migration("2025-03-01 create jobs") { $0.createJobTable() } }
  // snippet.end

  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      for sql: SQL in [
        "CREATE TABLE shelves (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, shelf_id INTEGER REFERENCES shelves)",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, shelf_id INTEGER REFERENCES shelves)",
        "CREATE TABLE boxes (id INTEGER PRIMARY KEY, shelf_id INTEGER REFERENCES shelves)",
        "CREATE TABLE loans (id INTEGER PRIMARY KEY, book_id INTEGER REFERENCES books)",
      ] { try await database.execute(sql) }
      try await body(SQLRecorder(database))
    }
  }
}

@Suite struct DeletingGuideTests {
  typealias Shelf = GuideDeleting.Shelf
  typealias Book = GuideDeleting.Book
  typealias Note = GuideDeleting.Note
  typealias Box = GuideDeleting.Box

  @Test func dependents() async throws {
    try await GuideDeleting.run { recorder in
      let shelf = try await Shelf.create { $0.name = "Left" }
      try await shelf.books.create { $0.title = "Blue" }
      try await shelf.notes.create()
      try await shelf.boxes.create()
      let stored = try await Shelf.find(1)
      recorder.clear()
      // snippet.destroy
      try await stored.destroy()
      // snippet.end
      expect(
        recorder,
        [
          #"SELECT "books"."id", "books"."title", "books"."shelf_id" FROM "books" WHERE "books"."shelf_id" = ?"#,
          #"SELECT 1 AS "one" FROM "loans" WHERE "loans"."book_id" = ? LIMIT ?"#,
          #"DELETE FROM "books" WHERE "books"."id" = ?"#,
          #"DELETE FROM "notes" WHERE "notes"."shelf_id" = ?"#,
          #"UPDATE "boxes" SET "shelf_id" = ? WHERE "boxes"."shelf_id" = ?"#,
          #"DELETE FROM "shelves" WHERE "shelves"."id" = ?"#,
        ])
      #expect(try await Box.count() == 1)
    }
  }

  @Test func plan() async throws {
    try await GuideDeleting.run { recorder in
      let shelf = try await Shelf.create { $0.name = "Left" }
      try await shelf.books.create { $0.title = "Blue" }
      try await shelf.notes.create()
      try await shelf.boxes.create()
      // snippet.plan
      let plan = try await shelf.destroyPlan()
      print(plan)
      guard plan.isAllowed else { return }
      // snippet.end
      #expect(
        plan.description.replacing("GuideDeleting.", with: "") == """
          Shelf 1
            Shelf.books: destroy 1 record
              Book 1
            Shelf.notes: delete 1 row
            Shelf.boxes: nullify 1 row
          """)
    }
  }

  @Test func later() async throws {
    // snippet.later-queue
    let outbox = JobOutbox(batchSize: 500)
    var configuration = DatabaseConfiguration()
    configuration.jobs = outbox
    // snippet.end
    let models: [Record.Type] = [GuideDeleting.Room.self, GuideDeleting.Chair.self]
    try await TemporaryDatabase.inMemory(models: models, configuration: configuration) { database in
      try await database.execute("CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
      try await database.execute("CREATE TABLE chairs (id INTEGER PRIMARY KEY, room_id INTEGER)")
      try await database.migrate(GuideDeleting.jobMigrations)
      let room = try await GuideDeleting.Room.create { $0.name = "Hall" }
      try await room.chairs.create()
      let recorder = SQLRecorder(database)
      // snippet.later-destroy
      try await room.destroy()
      let done = try await outbox.runDue(on: database)
      // snippet.end
      #expect(done == 1)
      #expect(
        recorder.sql.prefix(3) == [
          #"SELECT "chairs"."id" FROM "chairs" WHERE "chairs"."room_id" = ?"#,
          #"INSERT INTO "active_record_jobs" ("payload", "attempts", "run_at", "created_at") VALUES (?, ?, ?, ?)"#,
          #"DELETE FROM "rooms" WHERE "rooms"."id" = ?"#,
        ])
      #expect(try await GuideDeleting.Chair.count() == 0)
    }
  }

  @Test func restricted() async throws {
    try await GuideDeleting.run { _ in
      let shelf = try await Shelf.create { $0.name = "Left" }
      let book = try await shelf.books.create { $0.title = "Blue" }
      try await book.loans.create()
      // snippet.restrict
      let destroyed = try await book.destroyIfAllowed()
      #expect(!destroyed)
      #expect(book.errors.fullMessages == ["Cannot delete record because dependent loans exist"])
      // snippet.end
      #expect(try await Book.count() == 1)
    }
  }

  @Test func collections() async throws {
    try await GuideDeleting.run { recorder in
      let shelf = try await Shelf.create { $0.name = "Left" }
      let boxes = [try await shelf.boxes.create(), try await shelf.boxes.create(), try await shelf.boxes.create()]
      recorder.clear()
      // snippet.remove-or-destroy
      try await shelf.boxes.remove(boxes[0])
      try await shelf.boxes.destroy(boxes[1])
      try await shelf.boxes.removeAll(.deleteAll)
      // snippet.end
      expect(
        recorder,
        [
          #"UPDATE "boxes" SET "shelf_id" = ? WHERE "boxes"."shelf_id" = ? AND "boxes"."id" = ?"#,
          #"DELETE FROM "boxes" WHERE "boxes"."id" = ?"#,
          #"DELETE FROM "boxes" WHERE "boxes"."shelf_id" = ?"#,
        ])
    }
  }

  @Test func queries() async throws {
    try await GuideDeleting.run { recorder in
      for title in ["Blue", "Red", "Green"] { try await Book.create { $0.title = title } }
      recorder.clear()
      // snippet.delete-all
      try await Book.where { $0.title == "Blue" }.deleteAll()
      try await Book.where { $0.title == "Red" }.destroyAll()
      try await Book.first()?.delete()
      // snippet.end
      #expect(recorder.sql.first == #"DELETE FROM "books" WHERE "books"."title" = ?"#)
      #expect(try await Book.count() == 0)
    }
  }
}
