import ActiveRecord
import ActiveRecordTesting

/// Three databases at once, and what is sent to each.
struct SeveralDatabases {
  let home: Database
  let kennel: Database
  let trophies: Database
  let logs: (home: SQLRecorder, kennel: SQLRecorder, trophies: SQLRecorder)

  /// Runs `body` on a fresh database without a name, and two with names.
  ///
  /// Each takes a place among the databases of a server: suites that use it are serialized, so that they do not wait for each other.
  static func use(_ engine: Engine, _ body: nonisolated(nonsending) (SeveralDatabases) async throws -> Void) async throws {
    try await engine.database { home, homeLog async throws in
      try await engine.database(as: .kennel) { kennel, kennelLog async throws in
        try await engine.database(as: .trophies) { trophies, trophiesLog async throws in
          try await body(SeveralDatabases(home: home, kennel: kennel, trophies: trophies, logs: (homeLog, kennelLog, trophiesLog)))
        }
      }
    }
  }

  /// How many statements each was sent since the last ``clear()``, without those of transactions.
  var counts: [Int] { [logs.home.sql.count, logs.kennel.sql.count, logs.trophies.sql.count] }

  func clear() {
    logs.home.clear()
    logs.kennel.clear()
    logs.trophies.clear()
  }

  /// A keeper with two hounds: one has a training and two ribbons, the other one ribbon.
  func fill() async throws {
    let keeper = try await Keeper.create { $0.name = "Kim" }
    let rex = Hound(name: "Rex", keeper: keeper), ace = Hound(name: "Ace", keeper: keeper)
    try await rex.save()
    try await ace.save()
    try await Training(word: "sit", hound: rex).save()
    for (text, hound) in [("first", rex), ("second", ace), ("third", rex)] { try await Ribbon(text: text, hound: hound).save() }
    clear()
  }
}
