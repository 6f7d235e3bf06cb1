import ActiveRecord

/// The order of callbacks while a graph of every kind of association is saved.
enum Scenario40: Twin {
  static let topic = "40-save-callback-order"
  static let schema: [SQL] = [
    "CREATE TABLE editors (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE books (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, editor_id INTEGER)",
    "CREATE TABLE covers (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, book_id INTEGER)",
    "CREATE TABLE pages (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, book_id INTEGER)",
    "CREATE TABLE topics (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE books_topics (book_id INTEGER, topic_id INTEGER)",
  ]

  /// A line for each callback, with the record's name.
  private static func loud<M>(_ rules: Rules<M>, _ name: @escaping @Sendable (M) -> String?) {
    rules.beforeValidation { trace("before_validation \(name($0) ?? "")") }
    rules.afterValidation { trace("after_validation \(name($0) ?? "")") }
    rules.beforeSave { trace("before_save \(name($0) ?? "")") }
    rules.beforeCreate { trace("before_create \(name($0) ?? "")") }
    rules.beforeUpdate { trace("before_update \(name($0) ?? "")") }
    rules.afterCreate { trace("after_create \(name($0) ?? "")") }
    rules.afterUpdate { trace("after_update \(name($0) ?? "")") }
    rules.afterSave { trace("after_save \(name($0) ?? "")") }
    rules.afterCommit { trace("after_commit \(name($0) ?? "")") }
  }

  @Model class Editor: Record {
    var name: String?
    static func rules(_ editor: Rules<Editor>) { loud(editor) { $0.name } }
  }
  @Model class Cover: Record {
    var name: String?
    @BelongsTo var book: Book
    static func rules(_ cover: Rules<Cover>) { loud(cover) { $0.name } }
  }
  @Model class Page: Record {
    var name: String?
    @BelongsTo var book: Book
    static func rules(_ page: Rules<Page>) {
      loud(page) { $0.name }
      page.beforeCreate { if $0.name == "p4" { throw Halt() } }
    }
  }
  @Model class Topic: Record {
    var name: String?
    static func rules(_ topic: Rules<Topic>) { loud(topic) { $0.name } }
  }
  @Model class Book: Record {
    var name: String?
    var editorID: Editor.ID?
    @BelongsTo var editor: Editor
    @HasOne var cover: Cover?
    @HasMany var pages: Many<Page>
    @HasAndBelongsToMany var topics: Many<Topic>

    var pagesAreSaved: Bool { pages.target.allSatisfy { !$0.isNew } }

    static func rules(_ book: Rules<Book>) {
      book.beforeSave { trace("first before_save, editor_id=\($0.editorID.map { "\($0)" } ?? "nil")") }
      book.afterSave { trace("first after_save, pages saved=\($0.pagesAreSaved)") }
      loud(book) { $0.name }
      book.aroundSave { book, next in
        trace("around_save>")
        try await next()
        trace("<around_save, pages saved=\(book.pagesAreSaved)")
      }
      book.afterCreate {
        trace("last after_create, pages saved=\($0.pagesAreSaved), cover saved=\(try await $0.cover?.isNew == false)")
      }
    }
  }

  static func run(_ t: Scenario) async throws {
    t.section("create")
    let book = Book(name: "bk", editor: Editor(name: "ed"))
    try await book.$cover.set(Cover { $0.name = "co" })
    try await book.pages.append(Page { $0.name = "p1" }, Page { $0.name = "p2" })
    try await book.topics.append(Topic(name: "to"))
    await t.show("save") { try await book.saveIfValid() }
    t.section("update without changes")
    await t.show("save") { try await book.saveIfValid() }
    t.section("update with a new page")
    await t.show("save") {
      book.name = "bk2"
      book.pages.build { $0.name = "p3" }
      return try await book.saveIfValid()
    }
    t.section("validate only")
    await t.show("valid?") {
      book.pages.build { $0.name = "p4" }
      return try await book.isValid()
    }
    t.section("halted")
    await t.show("save: a member halts") {
      book.name = "bk3"
      let saved = try await book.saveIfValid()
      return t.list(saved, book.errors.fullMessages, book.isChanged, book.pages.target.last?.isNew)
    }
  }
}
