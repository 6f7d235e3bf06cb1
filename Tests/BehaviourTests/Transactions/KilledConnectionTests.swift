import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Connections that the server ends at any moment, in the middle of transactions and at their COMMIT.
@Suite struct KilledConnectionTests {
  private static let writers = 4
  /// A hundred changes, or as many as `AR_SEEDS` says.
  private static let changes = ProcessInfo.processInfo.environment["AR_SEEDS"].flatMap { Int($0) } ?? 100

  @Test(arguments: Engine.ofManyWriters) func nothingIsLostAndNothingDoubled(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let id = try #require(try await Turnstile.create { $0.passes = 0 }.id)
      let killer = Task {
        var kills = 0
        while !Task.isCancelled {
          // At the end it is cancelled, wherever it is.
          kills += (try? await killOne(engine, database)) ?? 0
          try? await Task.sleep(for: .milliseconds(15))
        }
        return kills
      }
      let lost = try await withThrowingTaskGroup(of: Int.self) { group in
        for writer in 0..<Self.writers {
          group.addTask {
            var lost = 0
            for number in 0..<Self.changes / Self.writers { lost += try await pass(id, "\(writer)-\(number)", database) }
            return lost
          }
        }
        return try await group.reduce(0, +)
      }
      killer.cancel()
      let kills = await killer.value
      let whole = Self.changes / Self.writers * Self.writers
      #expect(try await Turnstile.find(id).passes == whole)
      #expect(try await Charter.count() == whole)
      #expect(Set(try await Charter.pluck(\.name)).count == whole)
      #expect(kills > 0)
      print("\(engine): \(whole) changes, \(kills) connections killed, \(lost) transactions lost and begun anew")
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
      } catch let error as DatabaseError where error.code == .connectionLost { lost += 1 }
    }
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
