import Testing

@testable import ActiveRecordCore

@Suite struct MigrationListTests {
  private func migration(_ name: String) -> Migration { Migration(name) { _ in } }

  @Test(arguments: [
    ("2025-01-15 create blog", "2025-01-15"), ("20250115093000_create_blog", "20250115093000"), ("2025-01-15.2 again", "2025-01-15.2"),
    ("1 first", "1"), ("2025-01-15 09:30 x", "2025-01-15"), ("2025-01-15_09:30 x", "2025-01-15_09:30"), ("7", "7"), ("create blog", ""),
    ("", ""), ("-1 x", ""), ("v2 x", ""), ("٣ x", ""),
  ])
  func theNameBeginsWithTheVersion(name: String, version: String) {
    #expect(migration(name).version == version)
  }

  @Test func versionsAreComparedByTheirNumbers() {
    let versions = ["9 a", "10 a", "2025-01-15 a", "2025-01-15.2 a", "2025-01-15.10 a", "2025-2-1 a", "20250115000000000000000 a"]
    #expect(Migrations(versions.map(migration)).problems == [])
    #expect(MigrationVersion(text: "2025-1-15") == MigrationVersion(text: "2025-01-15"))
    #expect(MigrationVersion(text: "abc") != MigrationVersion(text: "abd"))
  }

  @Test func everythingThatIsWrongIsTold() {
    let migrations = Migrations {
      migration("create blog")
      migration("2025-02-01 b")
      migration("2025-02-01 c")
      migration("2025-01-01 d")
    }
    let error = #expect(throws: MigrationError.self) { try migrations.checked() }
    #expect(error?.code == .invalidList)
    #expect(
      error?.message == #""create blog" does not begin with a version. Write one: "2025-01-15 create blog"; "#
        + #""2025-02-01 b" and "2025-02-01 c" have the same version. Write "2025-02-01.2 …" for the second; "#
        + #""2025-01-01 d" stands behind "2025-02-01 c", but its version is lower. Swap them"#)
  }

  @Test func theBuilderTakesConditionsLoopsAndOtherLists() {
    let flag = Migrations([]).list.isEmpty
    let migrations = Migrations {
      for number in 1...2 { migration("\(number) x") }
      Migrations([migration("3 x")])
      if flag { migration("4 x") } else { migration("5 x") }
      if !flag { migration("6 x") }
    }
    #expect(migrations.list.map(\.version) == ["1", "2", "3", "4"])
  }

  @Test func aProblemOfAChangeNamesTheMigration() {
    let migration = Migration("1 x") { $0.createJoinTable("people", "people") }
    let error = #expect(throws: MigrationError.self) { try migration.steps(.up) }
    #expect(error?.code == .invalidChange)
    #expect(error?.description.hasPrefix(#"Migration "1 x": createJoinTable"#) == true)
    let other = #expect(throws: MigrationError.self) { try Migration("1 y") { $0.dropTable("t") }.steps(.down) }
    #expect(other?.code == .irreversible)
    #expect(other?.migration == "1 y")
  }

  @Test func upAndDownMayBeToldApart() throws {
    let migration = Migration("1 x", up: { $0.dropTable("a") }, down: { $0.dropTable("b") })
    #expect(try migration.steps(.up) == [.dropTable(DropTable(name: "a"))])
    #expect(try migration.steps(.down) == [.dropTable(DropTable(name: "b"))])
  }
}
