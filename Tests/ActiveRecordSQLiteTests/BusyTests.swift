import ActiveRecordCore
import ActiveRecordSQLite
import Foundation
import Synchronization
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

  /// Runs `body` while another connection holds the lock: until `body` calls `release`, or ends.
  private func whileLocked(_ body: (_ release: @escaping @Sendable () -> Void) async throws -> Void) async throws {
    let (held, isHeld) = AsyncStream.makeStream(of: Void.self), (ended, end) = AsyncStream.makeStream(of: Void.self)
    let path = database.path
    let holder = Task {
      try await Self.hold(path) {
        isHeld.finish()
      } until: {
        for await _ in ended {}
      }
    }
    for await _ in held {}
    do { try await body { end.finish() } } catch {
      end.finish()
      try await holder.value
      throw error
    }
    end.finish()
    try await holder.value
  }

  /// A connection that waits for a lock for as long as a busy machine may need.
  private func patient() async throws -> any DriverConnection {
    try await database.connect { $0.busyTimeout = .seconds(300) }
  }

  @Test(arguments: ["INSERT INTO things (name) VALUES ('waiter')", "BEGIN IMMEDIATE; INSERT INTO things (name) VALUES ('waiter'); COMMIT"])
  func executeWaits(sql: String) async throws {
    let connection = try await patient()
    try await whileLocked { release in
      // Without waiting it would be over, and have failed, before the lock is released.
      let releasing = Task {
        try await Task.sleep(for: .milliseconds(200))
        release()
      }
      try await connection.execute(sql)
      try await releasing.value
    }
    #expect(try await connection.rows("SELECT name FROM things ORDER BY id") == [[.text("holder")], [.text("waiter")]])
  }

  @Test func stepIsPendingAndThenGoesOn() async throws {
    let connection = try await patient()
    let statement = try await connection.prepare("INSERT INTO things (name) VALUES (?) RETURNING name")
    var pauses: [Duration] = []
    try await whileLocked { release in
      try statement.bind(.text("waiter"), at: 1)
      while try statement.step() == .pending {
        let start = ContinuousClock.now
        try await statement.wait()
        pauses.append(start.duration(to: .now))
        if pauses.count == 8 { release() }
      }
    }
    #expect(statement.text(0) == "waiter")
    #expect(try statement.step() == .done)
    // It does not ask without end, but waits longer each time: from half a millisecond to half of fifty.
    #expect(pauses.count >= 8 && pauses[0] >= .microseconds(500) && pauses[7] >= .milliseconds(25))
  }

  @Test func threadsAreFreeMeanwhile() async throws {
    let path = database.path
    let waiters = 16, waiting = Count()
    try await whileLocked { release in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<waiters {
          group.addTask {
            var options = SQLiteOptions(path: path)
            options.busyTimeout = .seconds(300)
            let connection = try await SQLiteDriver(options).connect(for: .writing)
            waiting.add()
            try await connection.execute("INSERT INTO things (name) VALUES ('waiter')")
          }
        }
        // If the waiters blocked their threads, none would be left for this, and they would give up.
        while waiting.value < waiters { try await Task.sleep(for: .milliseconds(5)) }
        for _ in 0..<10 { try await Task.sleep(for: .milliseconds(5)) }
        release()
        try await group.waitForAll()
      }
    }
    #expect(try await database.connect(.reading).rows("SELECT count(*) FROM things") == [[.int(17)]])
  }

  @Test func givesUpAfterTheTimeout() async throws {
    let connection = try await database.connect { $0.busyTimeout = .milliseconds(60) }
    let sql = "INSERT INTO things (name) VALUES (?)"
    let statement = try await connection.prepare(sql)
    try await whileLocked { _ in
      try statement.bind(.text("secret"), at: 1)
      let error = try await databaseError { _ = try await statement.rows() }
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
    try await whileLocked { _ in
      let task = Task {
        // Longer than the test may take: only the cancellation ends it.
        var options = SQLiteOptions(path: path)
        options.busyTimeout = .seconds(86_400)
        let connection = try await SQLiteDriver(options).connect(for: .writing)
        try await connection.execute("BEGIN IMMEDIATE")
      }
      try await Task.sleep(for: .milliseconds(50))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func readersDoNotWait() async throws {
    let reader = try await database.connect(.reading) { $0.busyTimeout = .zero }
    try await whileLocked { _ in
      let rows = try await reader.rows("SELECT count(*) FROM things")
      #expect(rows == [[.int(0)]])
    }
    #expect(try await reader.rows("SELECT count(*) FROM things") == [[.int(1)]])
  }

  @Test func oldSnapshotsFailAtOnce() async throws {
    let first = try await patient()
    let second = try await database.connect()
    try await first.execute("BEGIN")
    try await first.rows("SELECT * FROM things")
    try await second.execute("INSERT INTO things (name) VALUES ('second')")
    let start = ContinuousClock.now
    let error = try await databaseError { try await first.execute("INSERT INTO things (name) VALUES ('first')") }
    // Who waits gives up after five minutes.
    #expect(start.duration(to: .now) < .seconds(200))
    #expect(error.code == .serializationFailure)
    #expect(error.isRetryable)
    try await first.execute("ROLLBACK")
    try await first.execute("INSERT INTO things (name) VALUES ('first')")
  }

  @Test func commitWaitsForReadersWithoutALog() async throws {
    let other = try TemporaryDatabase()
    let writer = try await other.connect {
      $0.journalMode = .delete
      $0.busyTimeout = .seconds(300)
    }
    try await writer.execute("CREATE TABLE things (id INTEGER PRIMARY KEY); INSERT INTO things DEFAULT VALUES")
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let path = other.path, ends = Count()
    let reading = Task {
      let reader = try await SQLiteDriver(SQLiteOptions(path: path)).connect(for: .reading)
      try await reader.execute("BEGIN; SELECT * FROM things")
      continuation.finish()
      try await Task.sleep(for: .milliseconds(100))
      ends.add()
      try await reader.execute("COMMIT")
    }
    for await _ in stream {}
    try await writer.execute("BEGIN IMMEDIATE; INSERT INTO things DEFAULT VALUES; COMMIT")
    #expect(ends.value == 1)
    try await reading.value
    #expect(try await writer.rows("SELECT count(*) FROM things") == [[.int(2)]])
  }
}

/// Counts across tasks.
private final class Count: Sendable {
  private let count = Mutex(0)
  var value: Int { count.withLock { $0 } }
  func add() { count.withLock { $0 += 1 } }
}
