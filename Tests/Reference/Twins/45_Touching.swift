import ActiveRecord
import Foundation

/// Touching parents: when, how far up, how often.
enum Scenario45: Twin {
  static let topic = "45-touching"
  static let schema: [SQL] = [
    """
    CREATE TABLE boards (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, active_at DATETIME, created_at DATETIME NOT NULL,
      updated_at DATETIME NOT NULL)
    """,
    """
    CREATE TABLE topics (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, board_id INTEGER, created_at DATETIME NOT NULL,
      updated_at DATETIME NOT NULL)
    """,
    """
    CREATE TABLE posts (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, body VARCHAR, topic_id INTEGER, created_at DATETIME NOT NULL,
      updated_at DATETIME NOT NULL)
    """,
  ]

  @Model class Board: Record {
    var name: String?
    var activeAt: Date?
    var createdAt: Date?
    var updatedAt: Date?
    @HasMany var topics: Many<Topic>
    static func rules(_ board: Rules<Board>) {
      board.afterTouch { trace("board \($0.name ?? "") touched") }
      board.afterCommit { trace("board \($0.name ?? "") commit") }
    }
  }
  @Model class Topic: Record {
    var name: String?
    var boardID: Board.ID?
    var createdAt: Date?
    var updatedAt: Date?
    @BelongsTo var board: Board? = .belongs(touch: "active_at")
    @HasMany var posts: Many<Post>
    static func rules(_ topic: Rules<Topic>) {
      topic.afterTouch { trace("topic \($0.name ?? "") touched") }
      topic.afterCommit { trace("topic \($0.name ?? "") commit") }
    }
  }
  @Model class Post: Record {
    var body: String?
    var createdAt: Date?
    var updatedAt: Date?
    @BelongsTo var topic: Topic? = .belongs(touch: true)
  }

  static func run(_ t: Scenario) async throws {
    let (first, second) = try await t.quiet { (try await Board.create { $0.name = "b1" }, try await Board.create { $0.name = "b2" }) }
    let topic = Topic(name: "t", board: first)
    try await t.quiet { try await topic.save() }
    try await levels(t, topic)
    t.section("several changes in one transaction: one touch at its end")
    await t.show("two posts") {
      try await Database.transaction {
        try await Post(body: "1", topic: topic).save()
        let post = Post(body: "2", topic: topic)
        try await post.save()
        return post
      }.id
    }
    await reparenting(t, topic, first, second)
    await columns(t, topic, first, second)
    await without(t, topic)
  }

  private static func levels(_ t: Scenario, _ topic: Topic) async throws {
    t.section("up two levels")
    await t.show("create") {
      let post = Post(body: "x", topic: topic)
      try await post.save()
      return post.id
    }
    let post = try await t.quiet { try await Post.order(\.id).last() ?? Post() }
    await t.show("update") { try await done { try await post.update { $0.body = "y" } } }
    await t.show("no change: no touch") { try await done { try await post.save() } }
    await t.show("touch") { try await done { try await post.touch() } }
    await t.show("destroy") {
      try await post.destroy()
      return post.isDestroyed
    }
  }

  private static func reparenting(_ t: Scenario, _ topic: Topic, _ first: Board, _ second: Board) async {
    t.section("reparent touches both")
    await t.show("by object") { try await done { try await topic.update { $0.$board.set(second) } } }
    await t.show("by key") { try await done { try await Topic.find(topic.id ?? 0).update { $0.boardID = first.id } } }
    await t.show("to nil touches the old one") { try await done { try await Topic.find(topic.id ?? 0).update { $0.$board.set(nil) } } }
  }

  private static func columns(_ t: Scenario, _ topic: Topic, _ first: Board, _ second: Board) async {
    t.section("columns")
    await t.show("touch: column sets it and updated_at") {
      try await t.quiet {
        try await topic.reload().update { $0.$board.set(first) }
        _ = try await Board.updateAll { [$0.activeAt.set(nil)] }
      }
      try await Topic.find(topic.id ?? 0).touch()
      return try await Board.find(first.id ?? 0).activeAt
    }
    await t.show("touch of a named column") { try await done { try await second.touch(\.activeAt) } }
  }

  private static func without(_ t: Scenario, _ topic: Topic) async {
    t.section("without")
    await t.show("no_touching") { try await done { try await Board.withoutTouching { try await Topic.find(topic.id ?? 0).touch() } } }
    await t.show("save(touch: false)") {
      let post = try await Post.order(\.id).first() ?? Post()
      post.body = "z"
      return try await done { try await post.save(touch: false) }
    }
    await t.show("update_columns") { try await done { try await Post.order(\.id).first()?.updateColumns { $0.body = "q" } } }
    await t.raises("touch on a new record") { try await Post().touch() }
  }

  /// Whether a step came to its end.
  private static func done(_ step: () async throws -> Void) async throws -> Bool {
    try await step()
    return true
  }
}
