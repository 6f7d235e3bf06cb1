#if MySQL
  import ActiveRecord
  @testable import ActiveRecordMySQL
  import Testing
  import TestServers

  /// What becomes of queries, transactions and records when the server ends a connection, or itself.
  @Suite("MySQL: faults", .serialized) struct FaultTests {
    @Model(table: "fault_notes") class Note: Record {
      var text = ""
    }
    private static let table = "CREATE TABLE fault_notes (id BIGINT PRIMARY KEY AUTO_INCREMENT, text VARCHAR(20) NOT NULL)"

    private func run(_ body: nonisolated(nonsending) (Database, MySQLConnection) async throws -> Void) async throws {
      try await Server.withDatabase(Self.table) { connection async throws in
        let database = try await Database.connect(.mysql(connection.options))
        try await database.use { try await body(database, connection) }
        await database.close()
      }
    }

    @Test func aQueryThatIsKilledSaysSoAndTheNextHasAnotherConnection() async throws {
      try await run { database, other async throws in
        let name = try await database.query("SELECT DATABASE()", as: String.self)[0]
        async let sleeping = databaseError { _ = try await database.query("SELECT SLEEP(600)") }
        try await Self.kill("db = '\(name)' AND info LIKE 'SELECT SLEEP%'")
        let error = try await sleeping
        #expect(error.code == .connectionLost && !error.isRetryable)
        #expect(try await database.query("SELECT 1", as: Int.self) == [1])
      }
    }

    @Test func aTransactionThatIsKilledTakesItsRowsWithIt() async throws {
      try await run { database, other async throws in
        let note = Note(text: "a")
        let error = try await databaseError {
          try await database.transaction {
            try await note.save()
            let number = try await database.query("SELECT CONNECTION_ID()", as: Int.self)[0]
            try await other.execute("KILL \(number)")
            _ = try await Note.count()
          }
        }
        #expect(error.code == .connectionLost)
        #expect(note.isNew && note.id == nil)
        #expect(try await Note.count() == 0)
        try await note.save()
        #expect(try await Note.count() == 1)
      }
    }

    /// MariaDB holds commits back while a backup asks for it: those of all databases, so the test has a server for itself.
    @Test func aServerThatEndsAtCommitIsNotAskedAgain() async throws {
      try await OwnServer.use("mysql") { server async throws in
        let options = try MySQLOptions(url: server.variable("AR_MYSQL_URL"))
        let other = try await MySQLDriver(options).connect(for: .writing)
        try await other.execute("CREATE DATABASE faults")
        var own = options
        own.database = "faults"
        let database = try await Database.connect(.mysql(own))
        try await database.execute(SQL(raw: Self.table))
        try await database.use { try await commitIsHeldBack(database, other, options) }
        await database.close()
        other.close()
      }
    }

    private func commitIsHeldBack(_ database: Database, _ other: any DriverConnection, _ options: MySQLOptions) async throws {
      let note = Note(text: "a")
      var runs = 0
      try await other.execute("BACKUP STAGE START")
      try await other.execute("BACKUP STAGE BLOCK_COMMIT")
      let killer = Task { try await Self.kill("db = 'faults' AND info = 'COMMIT'", options) }
      let error = try await databaseError {
        try await database.transaction(retrying: .serializationFailures) {
          runs += 1
          try await note.save()
        }
      }
      try await killer.value
      try await other.execute("BACKUP STAGE END")
      #expect(error.code == .connectionLost && !error.isRetryable && runs == 1)
      #expect(note.isNew && note.id == nil)
      // The server may have written before it ended: that is what nobody knows.
      let written = try await Note.count()
      #expect(written <= 1)
      try await note.save()
      #expect(try await Note.count() == written + 1)
    }

    @Test func aServerThatTakesNoMoreConnectionsSaysSo() async throws {
      try await Server.withDatabase { other async throws in
        let user = "narrow_\(UInt32.random(in: 0 ... .max))"
        try await other.execute("CREATE USER \(user) IDENTIFIED BY 'secret' WITH MAX_USER_CONNECTIONS 1")
        let options = try Server.options { ($0.user, $0.password, $0.database) = (user, "secret", nil) }
        let first = try await MySQLDriver(options).connect(for: .writing)
        let error = try await databaseError { _ = try await MySQLDriver(options).connect(for: .writing) }
        #expect(error.code == .busy && error.message.contains("takes no more connections"))
        #expect(!error.description.contains("secret"))
        first.close()
        try await other.execute("DROP USER \(user)")
      }
    }

    @Test func aServerThatCrashedAndCameBackIsUsedAgain() async throws {
      try await OwnServer.use("mysql") { server async throws in
        var options = try MySQLOptions(url: server.variable("AR_MYSQL_URL"))
        options.database = "mysql"
        let root = try await Database.connect(.mysql(options))
        try await root.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2")
        try await root.execute("CREATE DATABASE faults")
        await root.close()
        options.database = "faults"
        let database = try await Database.connect(.mysql(options))
        try await database.execute(SQL(raw: Self.table))
        try await database.use { _ = try await Note.create { $0.text = "committed" } }
        async let sleeping = databaseError { _ = try await database.query("SELECT SLEEP(600)") }
        async let transaction = databaseError {
          try await database.transaction {
            try await database.execute("INSERT INTO fault_notes (text) VALUES ('lost')")
            _ = try await database.query("SELECT SLEEP(601)")
          }
        }
        let watcher = try await MySQLDriver(options).connect(for: .writing)
        let sleepers = "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(60_)' AND state = 'User sleep'"
        let end = ContinuousClock.now + .seconds(300)
        while try await watcher.rows(sleepers) != [[.int(2)]], .now < end { try await Task.sleep(for: .milliseconds(20)) }
        watcher.close()
        try await server.restart()
        #expect(try await sleeping.code == .connectionLost)
        #expect(try await transaction.code == .connectionLost)
        try await database.use {
          #expect(try await Note.order { $0.id.asc }.pluck(\.text) == ["committed"])
          try await Note.create { $0.text = "later" }
          #expect(try await Note.count() == 2)
        }
        await database.close()
      }
    }

    /// Waits for a connection that does something, and ends it.
    private static func kill(_ condition: String, _ options: MySQLOptions? = nil) async throws {
      let connection = try await MySQLDriver(options ?? Server.options()).connect(for: .writing)
      defer { connection.close() }
      while true {
        let found = try await connection.rows("SELECT id FROM information_schema.processlist WHERE \(condition)")
        if let row = found.first {
          try await connection.execute("KILL \(Int(databaseValue: row[0]))")
          return
        }
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }
#endif
