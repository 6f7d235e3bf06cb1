import ActiveRecord
import Foundation

#if PostgreSQL
  import ActiveRecordPostgreSQL
#endif
#if MySQL
  import ActiveRecordMySQL
#endif

/// Databases without tables, for one run each.
enum ShelterDatabase {
  /// Runs `body` with the driver of an empty database.
  nonisolated(nonsending) static func use<R>(
    _ engine: Engine, _ body: nonisolated(nonsending) (any Driver) async throws -> R
  ) async throws -> R {
    switch engine {
    case .sqlite:
      let path = FileManager.default.temporaryDirectory.appending(path: "active-record-\(UUID().uuidString).sqlite").path
      defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
      var options = SQLiteOptions(path: path)
      options.synchronous = .off
      return try await body(SQLiteDriver(options))
    #if PostgreSQL
      case .postgresql:
        return try await PostgreSQLWorlds.useEmpty { url in try await body(DatabaseLocation.postgres(url: url).makeDriver()) }
    #endif
    #if MySQL
      case .mysql: return try await MySQLWorlds.useEmpty { name in try await body(MySQLDriver(MySQLWorlds.options(name))) }
    #endif
    }
  }
}
