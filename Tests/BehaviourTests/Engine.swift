import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// The databases that the behaviour is shown on: each test runs once for each engine, and names it.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case sqlite
  #if PostgreSQL
    case postgresql
  #endif
  #if MySQL
    case mysql
  #endif

  /// Those that `AR_ENGINES` names (`sqlite postgresql`), or all that were built.
  static let allCases: [Engine] = {
    var all: [Engine] = [.sqlite]
    #if PostgreSQL
      all.append(.postgresql)
    #endif
    #if MySQL
      all.append(.mysql)
    #endif
    guard let names = ProcessInfo.processInfo.environment["AR_ENGINES"]?.split(separator: " "), !names.isEmpty else { return all }
    return all.filter { names.contains($0.rawValue[...]) }
  }()

  /// The engine on which a table that cannot be altered in place is rebuilt.
  static var rebuilding: [Engine] { allCases.filter { $0 == .sqlite } }

  /// The engines on which several transactions write at once.
  static var ofManyWriters: [Engine] { allCases.filter { $0 != .sqlite } }

  /// Whether text may hold the character NUL.
  var holdsZeroBytes: Bool {
    switch self {
    case .sqlite: true
    #if PostgreSQL
      case .postgresql: false
    #endif
    #if MySQL
      case .mysql: true
    #endif
    }
  }

  /// The engines that take back what a transaction did to the tables.
  static var takingBack: [Engine] {
    #if MySQL
      allCases.filter { $0 != .mysql }
    #else
      allCases
    #endif
  }

  /// Whether an index may leave rows out.
  var hasConditionalIndexes: Bool { Self.takingBack.contains(self) }

  /// Whether there is an infinite number.
  var holdsInfinity: Bool {
    #if MySQL
      if self == .mysql { return false }
    #endif
    return true
  }

  /// The name, in characters that the engine takes in names: MySQL those of Unicode's first plane.
  func named(_ name: String) -> String {
    #if MySQL
      if self == .mysql { return String(String.UnicodeScalarView(name.unicodeScalars.map { $0.value > 0xFFFF ? "€" : $0 })) }
    #endif
    return name
  }

  /// Where the database of a test is.
  enum Storage: String, CaseIterable, Sendable {
    case memory
    case file
  }

  var testDescription: String { rawValue }

  /// Runs `body` on a fresh database that has the tables of every world.
  @discardableResult
  func database<R>(
    in storage: Storage = .memory, as name: DatabaseName? = nil, configuration: DatabaseConfiguration = DatabaseConfiguration(),
    models: [Record.Type] = [],
    _ body: nonisolated(nonsending) (Database, SQLRecorder) async throws -> R
  ) async throws -> R {
    // Many tests share two cores: who waits for a connection may wait long, and so may the next question.
    var configuration = configuration
    if configuration.checkoutTimeout == DatabaseConfiguration().checkoutTimeout { configuration.checkoutTimeout = .seconds(600) }
    if configuration.peerAnswerLifetime == DatabaseConfiguration().peerAnswerLifetime {
      configuration.peerAnswerLifetime = .seconds(86_400)
    }
    let run: nonisolated(nonsending) (Database) async throws -> R = { database in
      if self == .sqlite { for table in Worlds.tables { try await database.execute(SQL(raw: spelled(table))) } }
      let recorder = SQLRecorder(database, spelling: .common)
      defer { recorder.stop() }
      return try await body(database, recorder)
    }
    switch (self, storage) {
    case (.sqlite, .memory): return try await TemporaryDatabase.inMemory(as: name, models: models, configuration: configuration, run)
    case (.sqlite, .file): return try await TemporaryDatabase.inFile(as: name, models: models, configuration: configuration, run)
    #if PostgreSQL
      case (.postgresql, _): return try await PostgreSQLWorlds.use(name, configuration, models, run)
    #endif
    #if MySQL
      case (.mysql, _): return try await MySQLWorlds.use(name, configuration, models, run)
    #endif
    }
  }
}

/// A reference that keeps nothing alive, for tests that watch records go.
struct Weak {
  weak var record: Record?

  init(_ record: Record?) { self.record = record }
}

/// Runs `body` and gives the error that it throws, as text.
func failure(_ body: nonisolated(nonsending) () async throws -> Void) async -> String? {
  do {
    try await body()
    return nil
  } catch { return "\(error)" }
}
