import ActiveRecordCore
import ActiveRecordSQLite
import Testing

/// Where reads go when other databases follow the main one. SQLite copies nothing itself, so each "replica" here is a database whose
/// one row names it.
@Suite struct ReplicaTests {
  private func run(
    replicas: [DatabaseLocation], _ change: (inout ReplicaConfiguration) -> Void = { _ in },
    _ body: nonisolated(nonsending) (Database) async throws -> Void
  ) async throws {
    var configuration = DatabaseConfiguration()
    configuration.replicas.staysAfterWrite = .milliseconds(200)
    change(&configuration.replicas)
    let main = try Database(
      DatabaseLocation.memory.makeDriver(), replicas: replicas.map { try $0.makeDriver() }, configuration: configuration)
    try await main.execute("CREATE TABLE places (name TEXT)")
    try await main.execute("INSERT INTO places VALUES ('main')")
    try await Task.sleep(for: .milliseconds(250))
    try await body(main)
    await main.close()
  }

  private func place(_ database: Database) async throws -> String? {
    struct Place: Decodable { var name: String }
    return try await database.query("SELECT name FROM places", as: Place.self).first?.name
  }

  private func withReplicas(_ count: Int, _ body: nonisolated(nonsending) ([DatabaseLocation]) async throws -> Void) async throws {
    let files = try (1...count).map { _ in try TemporaryDatabase() }
    for (number, file) in files.enumerated() {
      let database = try Database(DatabaseLocation.sqlite(file.path).makeDriver())
      try await database.execute("CREATE TABLE places (name TEXT)")
      try await database.execute("INSERT INTO places VALUES (\("replica \(number + 1)"))")
      await database.close()
    }
    let locations: [DatabaseLocation] = files.map { .sqlite($0.path) }
    try await body(locations)
    withExtendedLifetime(files) {}
  }

  @Test func readsTakeTurnsAndTheRestStaysOnTheMainDatabase() async throws {
    try await withReplicas(2) { locations async throws in
      try await run(replicas: locations) { database async throws in
        #expect(try await place(database) == "main")
        var seen: [String?] = []
        for _ in 0..<4 { seen.append(try await database.reading { try await place(database) }) }
        #expect(seen == ["replica 2", "replica 1", "replica 2", "replica 1"])
      }
    }
  }

  @Test func oneBlockReadsFromOneReplica() async throws {
    try await withReplicas(2) { locations async throws in
      try await run(replicas: locations) { database async throws in
        try await database.reading {
          let first = try await place(database)
          let second = try await Database.reading { try await place(database) }
          #expect(first == second && first != "main")
        }
      }
    }
  }

  @Test func readsStayOnTheMainDatabaseForAWhileAfterAWrite() async throws {
    try await withReplicas(1) { locations async throws in
      try await run(replicas: locations) {
        $0.staysAfterWrite = .seconds(3600)
      } _: { database async throws in
        try await database.execute("UPDATE places SET name = 'new'")
        #expect(try await database.reading { try await place(database) } == "new")
      }
      try await run(replicas: locations) { database async throws in
        try await database.execute("UPDATE places SET name = 'new'")
        try await Task.sleep(for: .milliseconds(250))
        #expect(try await database.reading { try await place(database) } == "replica 1")
      }
    }
  }

  @Test func aWriteElsewhereDoesNotHoldUpAnotherScope() async throws {
    try await withReplicas(1) { locations async throws in
      try await run(replicas: locations) {
        $0.staysAfterWrite = .seconds(3600)
      } _: { database async throws in
        try await database.use {
          try await database.transaction { try await database.execute("UPDATE places SET name = 'new'") }
          #expect(try await database.reading { try await place(database) } == "new")
        }
        let elsewhere = try await database.use { try await database.reading { try await place(database) } }
        #expect(elsewhere == "replica 1")
      }
    }
  }

  @Test func oneThatIsDownIsLeftOutAndTheMainDatabaseIsReadAtLast() async throws {
    let gone = DatabaseLocation.sqlite(SQLiteOptions(path: "/nowhere/at/all.db"))
    try await withReplicas(1) { locations async throws in
      try await run(replicas: [gone] + locations) { database async throws in
        for _ in 0..<3 { #expect(try await database.reading { try await place(database) } == "replica 1") }
      }
    }
    try await run(replicas: [gone]) { database async throws in
      #expect(try await database.reading { try await place(database) } == "main")
    }
    try await run(replicas: [gone]) {
      $0.fallsBackToMain = false
    } _: { database async throws in
      await #expect(throws: DatabaseError.self) { try await database.reading { try await place(database) } }
    }
  }
}
