import ActiveRecord
import ActiveRecordTesting
import Foundation
import Synchronization
import Testing

/// Connections that the server ends at any moment, in the middle of transactions and at their COMMIT.
@Suite struct KilledConnectionTests {
  private static let writers = 4
  /// A hundred changes, or as many as `AR_SEEDS` says.
  private static let changes = ProcessInfo.processInfo.environment["AR_SEEDS"].flatMap { Int($0) } ?? 100

  @Test(arguments: Engine.ofManyWriters) func nothingIsLostAndNothingDoubled(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let id = try #require(try await Turnstile.create { $0.passes = 0 }.id)
      let kills = Kills()
      let killer = Task {
        while !Task.isCancelled {
          // At the end it is cancelled, wherever it is.
          kills.add((try? await killOne(engine, database)) ?? 0)
          try? await Task.sleep(for: .milliseconds(15))
        }
      }
      let lost = try await withThrowingTaskGroup(of: Int.self) { group in
        for writer in 0..<Self.writers {
          group.addTask {
            var lost = 0
            for number in 0..<Self.changes / Self.writers {
              // The killer may be late.
              while number > 5, kills.count == 0 { try await Task.sleep(for: .milliseconds(5)) }
              lost += try await pass(id, "\(writer)-\(number)", database)
            }
            return lost
          }
        }
        return try await group.reduce(0, +)
      }
      killer.cancel()
      await killer.value
      let whole = Self.changes / Self.writers * Self.writers
      let (passes, names) = try await again { (try await Turnstile.find(id).passes, try await Charter.pluck(\.name)) }
      #expect(passes == whole)
      #expect(names.count == whole && Set(names).count == whole)
      #expect(kills.count > 0)
      print("\(engine): \(whole) changes, \(kills.count) connections killed, \(lost) transactions lost and begun anew")
    }
  }

  /// Asks again where a connection is met that was killed last.
  private func again<R>(_ body: nonisolated(nonsending) () async throws -> R) async throws -> R {
    while true {
      do { return try await body() } catch let error as DatabaseError where error.code == .connectionLost {}
    }
  }

  /// Counts one who passes, and writes down who it was. What becomes of a commit whose answer is lost, nobody knows: the row tells.
  ///
  /// - Returns: How often the connection was lost.
  private func pass(_ id: Int, _ name: String, _ database: Database) async throws -> Int {
    var lost = 0
    while true {
      do {
        try await database.transaction(retrying: .serializationFailures(attempts: 100)) {
          if try await Charter.where({ $0.name == name }).exists() { return }
          let turnstile = try await Turnstile.lock().find(id)
          turnstile.passes += 1
          try await turnstile.save()
          try await Charter.create { $0.name = name }
        }
        return lost
      } catch let error as DatabaseError where error.code == .connectionLost || error.code == .cannotOpen {
        // The second: it was killed as it was opened.
        lost += 1
      }
    }
  }

  /// How many connections were ended so far.
  private final class Kills: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add(_ more: Int) { number.withLock { $0 += more } }
  }

  /// Ends another connection of the database.
  private func killOne(_ engine: Engine, _ database: Database) async throws -> Int {
    switch engine {
    case .sqlite: return 0
    #if PostgreSQL
      case .postgresql:
        return try await database.query(
          """
          SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY random() LIMIT 1
          """
        ).count
    #endif
    #if MySQL
      case .mysql:
        let found = try await database.query(
          "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() ORDER BY RAND() LIMIT 1",
          as: Int.self)
        guard let id = found.first else { return 0 }
        // It may have ended by itself meanwhile.
        return (try? await database.execute(SQL(raw: "KILL \(id)"))) == nil ? 0 : 1
    #endif
    }
  }
}
