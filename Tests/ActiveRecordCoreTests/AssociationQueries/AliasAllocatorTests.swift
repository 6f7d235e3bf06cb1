import Testing

@testable import ActiveRecordCore

/// The names of joined tables: bare first, then after the association, then numbered.
@Suite struct AliasAllocatorTests {
  @Test func bareThenNamedThenNumbered() {
    var aliases = AliasAllocator(root: "players")
    expect(&aliases, "plays", "unused", "plays")
    expect(&aliases, "players", "mentors_players", "mentors_players")
    expect(&aliases, "players", "mentors_players", "mentors_players_2")
    expect(&aliases, "players", "mentors_players", "mentors_players_3")
    expect(&aliases, "PLAYS", "roles_plays", "roles_plays")
  }

  @Test func handWrittenJoinsComeFirst() {
    var aliases = AliasAllocator(root: "posts")
    aliases.note("LEFT JOIN authors ON authors.id = posts.author_id")
    expect(&aliases, "authors", "authors_posts", "authors_posts")
    expect(&aliases, "topics", "unused", "topics")
  }

  @Test func namesAreCutToTheLimit() {
    var aliases = AliasAllocator(root: "posts", limit: 10)
    expect(&aliases, "posts", "a_very_long_name", "a_very_lon")
    expect(&aliases, "posts", "a_very_long_name", "a_very_l_2")
    expect(&aliases, "posts", "größerößter", "größerö")
  }

  @Test(
    arguments: [
      ("JOIN a ON 1", ["a"]), ("INNER JOIN \"a\" AS b ON 1", ["b"]), ("LEFT JOIN a x ON 1 JOIN c USING (id)", ["x", "c"]), ("WHERE 1", []),
    ] as [(String, [String])])
  func tablesOfHandWrittenJoinsAreFound(_ sql: String, _ names: [String]) {
    #expect(AliasAllocator.joinedNames(sql) == names)
  }

  private func expect(_ aliases: inout AliasAllocator, _ table: String, _ candidate: String, _ name: String) {
    let alias = aliases.alias(for: table, candidate)
    #expect(alias == name)
  }
}
