#if PostgreSQL
  import ActiveRecord
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing

  @Model(table: "pg_gauges") class Gauge: Record {
    var name: String
    var level = 0
    var price: Decimal?
  }

  @Suite("PostgreSQL: faults", .serialized)
  struct FaultTests {
    /// Runs `body` with a database of its own, and a connection beside it.
    private func withDatabase(_ body: (Database, any DriverConnection) async throws -> Void) async throws {
      let other = try await Server.connect()
      let name = "faults_\(UInt32.random(in: 0 ... .max))"
      try await other.execute("CREATE DATABASE \(name)")
      var parts = try #require(URLComponents(string: try Server.url()))
      parts.path = "/" + name
      let database = try await Database.connect(.postgres(url: try #require(parts.string)))
      do {
        try await database.use { try await body(database, other) }
        await database.close()
        try await other.execute("DROP DATABASE \(name) WITH (FORCE)")
      } catch {
        await database.close()
        try await other.execute("DROP DATABASE \(name) WITH (FORCE)")
        throw error
      }
    }

    /// Ends the connections of a database, and waits until the server's processes are gone.
    private static let hangUp = "SELECT pg_terminate_backend(pid, 300000) FROM pg_stat_activity WHERE datname = $1"

    private func hangUp(_ database: Database, _ other: any DriverConnection) async throws {
      let name = try await database.query("SELECT current_database()", as: String.self)[0]
      try await other.rows(Self.hangUp, [.text(name)])
    }

    @Test("A pool whose connections all died opens new ones")
    func recovery() async throws {
      try await withDatabase { database, other in
        try await hangUp(database, other)
        #expect(try await database.query("SELECT 1", as: Int.self) == [1])
      }
    }

    @Test("A server that ends in a transaction takes the transaction with it, and the records are what they were")
    func inATransaction() async throws {
      try await withDatabase { database, other in
        try await database.execute("CREATE TABLE pg_gauges (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, level INT, price NUMERIC)")
        let gauge = Gauge(name: "a")
        let name = try await database.query("SELECT current_database()", as: String.self)[0]
        let error = try await databaseError {
          try await database.transaction {
            try await gauge.save()
            try await other.rows(Self.hangUp, [.text(name)])
            _ = try await Gauge.count()
          }
        }
        #expect(error.code == .connectionLost)
        #expect(gauge.isNew && gauge.id == nil)
        #expect(try await Gauge.count() == 0)
        try await gauge.save()
        #expect(try await Gauge.count() == 1)
      }
    }

    @Test("A server that ends at COMMIT: nobody knows, so it is not run again, and the records are what they were")
    func atCommit() async throws {
      try await withDatabase { database, other in
        try await database.execute("CREATE TABLE pg_gauges (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, level INT, price NUMERIC)")
        // COMMIT takes as long as what was put off until then.
        try await database.execute(
          "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN NULL; END'")
        try await database.execute(
          "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON pg_gauges DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow()")
        let name = try await database.query("SELECT current_database()", as: String.self)[0]
        let killer = Task {
          let connection = try await Server.connect()
          defer { connection.close() }
          while try await connection.rows("SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND query = 'COMMIT'", [.text(name)]).isEmpty {
            try await Task.sleep(for: .milliseconds(10))
          }
          try await connection.rows(Self.hangUp, [.text(name)])
        }
        let gauge = Gauge(name: "a")
        var runs = 0
        let error = try await databaseError {
          try await database.transaction(retrying: .serializationFailures) {
            runs += 1
            try await gauge.save()
          }
        }
        try await killer.value
        #expect(error.code == .connectionLost && !error.isRetryable && runs == 1)
        #expect(gauge.isNew && gauge.id == nil)
        try await database.execute("DROP TRIGGER late ON pg_gauges")
        #expect(try await Gauge.count() == 0)
        try await gauge.save()
        #expect(try await Gauge.count() == 1)
      }
    }

    @Test("A server that ends in a query says so, and the next query has another connection")
    func inAQuery() async throws {
      try await withDatabase { database, other in
        let name = try await database.query("SELECT current_database()", as: String.self)[0]
        async let sleeping = databaseError { _ = try await database.query("SELECT pg_sleep(600)") }
        while try await other.rows("SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND query LIKE '%pg_sleep%'", [.text(name)]).isEmpty {
          try await Task.sleep(for: .milliseconds(10))
        }
        try await other.rows(Self.hangUp, [.text(name)])
        let error = try await sleeping
        #expect(error.code == .connectionLost && !error.isRetryable)
        #expect(try await database.query("SELECT 1", as: Int.self) == [1])
      }
    }

    @Test("A server that takes no more connections says so")
    func tooMany() async throws {
      let other = try await Server.connect()
      let role = "narrow_\(UInt32.random(in: 0 ... .max))"
      try await other.execute("CREATE ROLE \(role) LOGIN CONNECTION LIMIT 1")
      var parts = try #require(URLComponents(string: try Server.url()))
      parts.user = role
      let driver = try PostgreSQLDriver(PostgreSQLOptions(url: try #require(parts.string)))
      let first = try await driver.connect(for: .writing)
      let error = try await databaseError { _ = try await driver.connect(for: .writing) }
      #expect(error.code == .busy)
      #expect(error.message.contains("takes no more connections"))
      first.close()
      try await other.rows("SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE usename = $1", [.text(role)])
      try await other.execute("DROP ROLE \(role)")
    }

    @Test("A value that does not fit names its property: too long, too large, too many digits")
    func valuesThatDoNotFit() async throws {
      try await withDatabase { database, _ in
        try await database.execute(
          "CREATE TABLE pg_gauges (id BIGSERIAL PRIMARY KEY, name VARCHAR(3) NOT NULL, level SMALLINT, price NUMERIC(4, 2))")
        let gauges = [
          ("name", Gauge { $0.name = "secret" }),
          (
            "level",
            Gauge {
              $0.name = "a"
              $0.level = 70_000
            }
          ),
          (
            "price",
            Gauge {
              $0.name = "a"
              $0.price = 1000
            }
          ),
        ]
        for (property, gauge) in gauges {
          let error = try await databaseError { try await gauge.save() }
          #expect(error.code == .valueOutOfRange)
          #expect(error.columns == [property])
          #expect(error.description.contains("Gauge.\(property)"))
          #expect(!error.description.contains("secret"))
        }
      }
    }
  }
#endif
