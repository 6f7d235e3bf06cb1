#if os(Linux)
  import ActiveRecord
  import Foundation
  import Synchronization

  #if PostgreSQL
    import ActiveRecordPostgreSQL
  #endif
  #if MySQL
    import ActiveRecordMySQL
  #endif
  #if canImport(Musl)
    import Musl
  #else
    import Glibc
  #endif

  /// A process of these tests that saves graphs until it kills itself in the middle of one.
  enum KilledWriter {
    private static let place = "AR_KILLED_PLACE", journal = "AR_KILLED_JOURNAL"

    /// What such a process was told: the engine and where its database is, and the file that it writes down what it does.
    static var order: (engine: Engine, place: String, journal: String)? {
      let environment = ProcessInfo.processInfo.environment
      guard let words = environment[place]?.split(separator: " ", maxSplits: 1), words.count == 2, let journal = environment[journal],
        let engine = Engine(rawValue: String(words[0]))
      else { return nil }
      return (engine, String(words[1]), journal)
    }

    /// Runs such a process to its end: this one's program, with one test.
    ///
    /// - Returns: Whether the process was killed by a signal, and by which.
    static func run(
      _ engine: Engine, _ place: String, _ journal: String, test: String = "KilledSaveTests/savesGraphs", told: [String: String] = [:]
    ) async throws -> (Process.TerminationReason, Int32) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = ["--testing-library", "swift-testing", "--filter", test]
      var environment = ProcessInfo.processInfo.environment.merging(told) { $1 }
      environment[Self.place] = "\(engine.rawValue) \(place)"
      environment[Self.journal] = journal
      process.environment = environment
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      return try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: ($0.terminationReason, $0.terminationStatus)) }
        do { try process.run() } catch { continuation.resume(throwing: error) }
      }
    }

    /// The database of a place.
    static func connect(_ engine: Engine, _ place: String) async throws -> Database {
      switch engine {
      case .sqlite: try await Database.connect(.sqlite(place))
      #if PostgreSQL
        case .postgresql: try await Database.connect(.postgres(url: place))
      #endif
      #if MySQL
        case .mysql: try await Database.connect(.mysql(MySQLWorlds.options(place)))
      #endif
      }
    }

    /// Saves two graphs, and then others until a thread kills the process, which is started by the `BEGIN` of the third one.
    ///
    /// The moment is a random one of the time that the transaction of the second graph took.
    static func saveUntilKilled(_ engine: Engine, _ place: String, _ path: String) async throws {
      let database = try await connect(engine, place)
      let journal = try KillJournal(path)
      database.add(journal)
      try await database.use {
        var graphs = (0..<5).map { _ in KilledGraph.make() }
        for _ in 0..<2 {
          try await graphs.removeLast().save()
          journal.write("saved")
        }
        let delay = journal.lastTransaction * Double.random(in: 0..<1)
        journal.whenBegun {
          Thread.detachNewThread {
            usleep(UInt32(delay / .microseconds(1)))
            _ = kill(getpid(), SIGKILL)
          }
        }
        while true {
          try await (graphs.popLast() ?? KilledGraph.make()).save()
          journal.write("saved")
        }
      }
    }
  }

  /// A file that holds what a process did, whatever becomes of the process.
  private final class KillJournal: QueryObserver {
    private struct State {
      let file: FileHandle
      var begin = ContinuousClock.now
      var lastTransaction = Duration.zero
      var whenBegun: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>

    init(_ path: String) throws { state = Mutex(State(file: try FileHandle(forWritingTo: URL(fileURLWithPath: path)))) }

    /// How long the last transaction took, from its `BEGIN` to its `COMMIT`.
    var lastTransaction: Duration { state.withLock { $0.lastTransaction } }

    /// Calls `action` once, after the next `BEGIN`.
    func whenBegun(_ action: @escaping @Sendable () -> Void) { state.withLock { $0.whenBegun = action } }

    func write(_ line: String) { state.withLock { try? $0.file.write(contentsOf: Data((line + "\n").utf8)) } }

    func statementRan(_ event: QueryEvent) {
      let words = event.sql.split(whereSeparator: { " \"`".contains($0) })
      let count = words.first == "INSERT" ? 3 : words.first == "UPDATE" ? 2 : 1
      write(words.prefix(count).joined(separator: " "))
      if words.first == "BEGIN" || words.first == "START" { begun() }
      if words.first == "COMMIT" { state.withLock { $0.lastTransaction = $0.begin.duration(to: .now) } }
    }

    private func begun() {
      let action = state.withLock { state in
        state.begin = .now
        defer { state.whenBegun = nil }
        return state.whenBegun
      }
      action?()
    }
  }

  /// The graph that is saved: 341 records level by level, twenty that are counted, and three that are called.
  enum KilledGraph {
    static let sizes = ["meadows": 4, "furrows": 16, "saplings": 64, "petals": 256, "hedges": 20, "beetles": 3]

    static func make() -> Estate {
      let estate = Worlds.estate(4, 4, 4, 4)
      for number in 0..<20 { estate.hedges.build { $0.name = "h\(number)" } }
      for number in 0..<3 { estate.beetles.build { $0.name = "b\(number)" } }
      return estate
    }

    /// One statement, so that it sees one moment: how many graphs there are, and how many rows that whole graphs would not have.
    static let check = """
      SELECT (SELECT COUNT(*) FROM estates) AS graphs,
        (SELECT COUNT(*) FROM estates WHERE hedges_count <> 20) AS miscounted,
        (SELECT COUNT(*) FROM petals p JOIN saplings s ON s.id = p.sapling_id JOIN furrows f ON f.id = s.furrow_id
          JOIN meadows m ON m.id = f.meadow_id JOIN estates e ON e.id = m.estate_id) AS leaves,
        \(sizes.keys.sorted().map { "(SELECT COUNT(*) FROM \($0)) AS \($0)" }.joined(separator: ", "))
      """
  }
#endif
