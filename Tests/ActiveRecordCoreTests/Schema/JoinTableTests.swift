import Testing

@testable import ActiveRecordCore

@Suite struct JoinTableTests {
  @Test func hasTwoColumnsAndAnIndexForEachDirection() throws {
    let sql = [
      #"CREATE TABLE "posts_topics" ("post_id" BIGINT NOT NULL, "topic_id" BIGINT NOT NULL)"#,
      #"CREATE INDEX "index_posts_topics_on_post_id_and_topic_id" ON "posts_topics" ("post_id", "topic_id")"#,
      #"CREATE INDEX "index_posts_topics_on_topic_id_and_post_id" ON "posts_topics" ("topic_id", "post_id")"#,
    ]
    #expect(try schemaSQL { $0.createJoinTable("posts", "topics") } == sql)
    #expect(try undoSQL { $0.dropJoinTable("posts", "topics") } == sql)
    #expect(try undoSQL { $0.createJoinTable("posts", "topics") } == [#"DROP TABLE "posts_topics""#])
    #expect(try schemaSQL { $0.dropJoinTable("topics", "posts") } == [#"DROP TABLE "posts_topics""#])
  }

  @Test func isNamedInLexicalOrderWithASharedStartOnce() throws {
    let name = { (a: String, b: String) in try schemaSQL { $0.createJoinTable(a, b, index: .none) } }
    #expect(
      try name("topics", "posts") == [#"CREATE TABLE "posts_topics" ("topic_id" BIGINT NOT NULL, "post_id" BIGINT NOT NULL)"#])
    #expect(
      try name("music_artists", "music_records") == [
        #"CREATE TABLE "music_artists_records" ("music_artist_id" BIGINT NOT NULL, "music_record_id" BIGINT NOT NULL)"#
      ])
    #expect(try name("blog.posts", "blog.topics")[0].hasPrefix(#"CREATE TABLE "blog"."posts_topics" ("post_id" "#))
  }

  @Test func takesOptions() throws {
    let sql = try schemaSQL { schema in
      schema.createJoinTable(
        "users", "users", table: "friendships", columns: ("user_id", "friend_id"), type: .uuid, index: .unique, foreignKeys: true
      ) { $0.integer("position") }
    }
    #expect(
      sql == [
        #"CREATE TABLE "friendships" ("user_id" CHAR(36) NOT NULL, "friend_id" CHAR(36) NOT NULL, "position" INTEGER, "#
          + #"CONSTRAINT "fk_friendships_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE, "#
          + #"CONSTRAINT "fk_friendships_friend_id" FOREIGN KEY ("friend_id") REFERENCES "users" ("id") ON DELETE CASCADE)"#,
        #"CREATE UNIQUE INDEX "index_friendships_on_user_id_and_friend_id" ON "friendships" ("user_id", "friend_id")"#,
        #"CREATE INDEX "index_friendships_on_friend_id_and_user_id" ON "friendships" ("friend_id", "user_id")"#,
      ])
  }

  @Test func twoColumnsOfOneNameAreAProblem() {
    let change = SchemaChange { $0.createJoinTable("people", "people") }
    #expect(
      change.problems == [
        #"createJoinTable: both columns of "people_people" would be called 'person_id'. Name them: columns: ("person_id", "other_person_id")"#
      ])
  }
}
