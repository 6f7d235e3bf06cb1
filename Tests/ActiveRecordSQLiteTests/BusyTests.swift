import ActiveRecordCore
import ActiveRecordSQLite
import Foundation
import Testing

@Suite(.serialized) struct BusyTests {
  private let database: TemporaryDatabase

  init() async throws {
    database = try TemporaryDatabase()
    try await database.connect().execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)")
  }

  /// Holds the write lock until something is over.
  private static func hold(_ path: String, _ isHeld: @Sendable () -> Void, until isOver: @Sendable () async throws -> Void) async throws {
    let connection = try await SQLiteDriver(SQLiteOptions(path: path)).connect(for: .writing)
    try await connection.execute("BEGIN IMMEDIATE")
    try await connection.execute("INSERT INTO things (name) VALUES ('holder')")
    isHeld()
    try await isOver()
    try await connection.execute("COMMIT")
  }

  /// Runs `body` while another connection holds the lock: for a while, or as long as `body` takes.
  private func whileLocked(for duration: Duration? = nil, _ body: () async throws -> Void) async throws {
    let (held, isHeld) = AsyncStream.makeStream(of: Void.self), (ended, end) = AsyncStream.makeStream(of: Void.self)
    let path = database.path
    let holder = Task {
      try await Self.hold(path) {
        isHeld.finish()
      } until: {
        if let duration { try await Task.sleep(for: duration) } else { for await _ in ended {} }
      }
    }
    for await _ in held {}
    do { try await body() } catch {
      end.finish()
      try await holder.value
      throw error
    }
    end.finish()
    try await holder.value
  }

  @Test(arguments: ["INSERT INTO things (name) VALUES ('waiter')", "BEGIN IMMEDIATE; INSERT INTO things (name) VALUES ('waiter'); COMMIT"])
  func executeWaits(sql: String) async throws {
    let connection = try await database.connect()
    let start = ContinuousClock.now
    try await whileLocked(for: .milliseconds(200)) { try await connection.execute(sql) }
    #expect(start.duration(to: .now) >= .milliseconds(190))
    #expect(try await connection.rows("SELECT name FROM things ORDER BY id") == [[.text("holder")], [.text("waiter")]])
  }

  @Test func stepIsPendingAndThenGoesOn() async throws {
    let connection = try await database.connect()
    let statement = try await connection.prepare("INSERT INTO things (name) VALUES (?) RETURNING name")
    var pauses = 0
    try await whileLocked(for: .milliseconds(200)) {
      try statement.bind(.text("waiter"), at: 1)
      while try statement.step() == .pending {
        pauses += 1
        try await statement.wait()
      }
    }
    #expect(statement.text(0) == "waiter")
    #expect(try statement.step() == .done)
    #expect((1...60).contains(pauses))
  }

  @Test func threadsAreFreeMeanwhile() async throws {
    let path = database.path
    let waiters = 16
    let heart = Task {
      var beats = 0
      while !Task.isCancelled {
        beats += 1
        try? await Task.sleep(for: .milliseconds(5))
      }
      return beats
    }
    try await whileLocked(for: .milliseconds(300)) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<waiters {
          group.addTask {
            let connection = try await SQLiteDriver(SQLiteOptions(path: path)).connect(for: .writing)
            try await connection.execute("INSERT INTO things (name) VALUES ('waiter')")
          }
        }
        try await group.waitForAll()
      }
    }
    heart.cancel()
    // Blocked threads would let it beat hardly at all; a busy machine lets it beat less often.
    #expect(await heart.value > 3)
    #expect(try await database.connect(.reading).rows("SELECT count(*) FROM things") == [[.int(17)]])
  }

  @Test func givesUpAfterTheTimeout() async throws {
    let connection = try await database.connect { $0.busyTimeout = .milliseconds(60) }
    let sql = "INSERT INTO things (name) VALUES (?)"
    let statement = try await connection.prepare(sql)
    try await whileLocked {
      try statement.bind(.text("secret"), at: 1)
      let start = ContinuousClock.now
      let error = try await databaseError { _ = try await statement.rows() }
      #expect(start.duration(to: .now) < .seconds(30))
      #expect(error.code == .busy)
      #expect(error.isRetryable)
      #expect(error.message.contains(database.path))
      #expect(error.message.contains(" ms"))
      #expect(error.sql == sql)
      let second = try await databaseError { try await connection.execute("BEGIN IMMEDIATE") }
      #expect(second.code == .busy)
    }
    statement.reset()
    try statement.bind(.text("later"), at: 1)
    #expect(try await statement.rows().isEmpty)
  }

  @Test func waitEndsWithTheTask() async throws {
    let path = database.path
    try await whileLocked {
      let task = Task {
        let connection = try await SQLiteDriver(SQLiteOptions(path: path)).connect(for: .writing)
        try await connection.execute("BEGIN IMMEDIATE")
      }
      try await Task.sleep(for: .milliseconds(50))
      let start = ContinuousClock.now
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(start.duration(to: .now) < .seconds(30))
    }
  }

  @Test func readersDoNotWait() async throws {
    let reader = try await database.connect(.reading) { $0.busyTimeout = .zero }
    try await whileLocked(for: .milliseconds(100)) {
      let rows = try await reader.rows("SELECT count(*) FROM things")
      #expect(rows == [[.int(0)]])
    }
    #expect(try await reader.rows("SELECT count(*) FROM things") == [[.int(1)]])
  }

  @Test func oldSnapshotsFailAtOnce() async throws {
    let first = try await database.connect()
    let second = try await database.connect()
    try await first.execute("BEGIN")
    try await first.rows("SELECT * FROM things")
    try await second.execute("INSERT INTO things (name) VALUES ('second')")
    let start = ContinuousClock.now
    let error = try await databaseError { try await first.execute("INSERT INTO things (name) VALUES ('first')") }
    #expect(start.duration(to: .now) < .seconds(1))
    #expect(error.code == .serializationFailure)
    #expect(error.isRetryable)
    try await first.execute("ROLLBACK")
    try await first.execute("INSERT INTO things (name) VALUES ('first')")
  }

  @Test func commitWaitsForReadersWithoutALog() async throws {
    let other = try TemporaryDatabase()
    let writer = try await other.connect { $0.journalMode = .delete }
    try await writer.execute("CREATE TABLE things (id INTEGER PRIMARY KEY); INSERT INTO things DEFAULT VALUES")
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let path = other.path
    let reading = Task {
      let reader = try await SQLiteDriver(SQLiteOptions(path: path)).connect(for: .reading)
      try await reader.execute("BEGIN; SELECT * FROM things")
      continuation.finish()
      try await Task.sleep(for: .milliseconds(100))
      try await reader.execute("COMMIT")
    }
    for await _ in stream {}
    let start = ContinuousClock.now
    try await writer.execute("BEGIN IMMEDIATE; INSERT INTO things DEFAULT VALUES; COMMIT")
    #expect(start.duration(to: .now) > .milliseconds(80))
    try await reading.value
    #expect(try await writer.rows("SELECT count(*) FROM things") == [[.int(2)]])
  }
}
