import Testing

@testable import ActiveRecordCore

/// A driver that this package does not have: the protocol is all that an engine needs.
@Suite("Drivers: a fake one") struct FakeDriverTests {
  private let server = FakeServer([
    "SELECT name FROM authors": [[.text("Ada")], [.text("Bo")]], "DELETE FROM authors": [], "SELECT 1": [[.int(1)]],
  ])

  @Test("Rows that are on their way are waited for")
  func rows() async throws {
    let database = Database(FakeDriver(server: server))
    #expect(try await database.query("SELECT name FROM authors", as: String.self) == ["Ada", "Bo"])
    #expect(try await database.query("SELECT name FROM authors", as: String.self) == ["Ada", "Bo"])
    #expect(server.asked == ["SELECT name FROM authors", "SELECT name FROM authors"])
    await database.close()
  }

  @Test("A transaction is begun with its first statement, and ended")
  func transactions() async throws {
    let database = Database(FakeDriver(server: server))
    try await database.transaction { try await database.execute("DELETE FROM authors") }
    #expect(server.asked == ["BEGIN", "DELETE FROM authors", "COMMIT"])
    await database.close()
  }

  @Test("What the driver throws arrives, and the transaction is rolled back")
  func errors() async throws {
    let database = Database(FakeDriver(server: server))
    let error = await #expect(throws: DatabaseError.self) {
      try await database.transaction {
        try await database.execute("DELETE FROM authors")
        try await database.execute("NONSENSE")
      }
    }
    #expect(error?.code == .syntax && error?.sql == "NONSENSE")
    #expect(server.asked == ["BEGIN", "DELETE FROM authors", "ROLLBACK"])
    await database.close()
  }
}
