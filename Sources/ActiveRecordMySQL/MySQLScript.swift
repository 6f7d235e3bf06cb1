#if MySQL
  import ActiveRecordCore

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// A statement that the server does not prepare: it binds nothing, returns nothing, and is sent as it stands.
  final class MySQLScript: DriverStatement {
    private let sql: String
    private let connection: MySQLConnection
    private var hasRun = false

    init(_ sql: String, _ connection: MySQLConnection) {
      self.sql = sql
      self.connection = connection
    }

    func bind(_ value: DatabaseValue, at index: Int32) throws {
      throw DatabaseError(.misuse, "the server cannot bind values in such a statement", sql: sql)
    }
    func bind(integer: Int64, at index: Int32) {}
    func step() throws -> StepResult { hasRun ? .done : .pending }
    nonisolated(nonsending) func wait() async throws {
      try await connection.run(sql, cancels: true)
      hasRun = true
    }
    func reset() { hasRun = false }

    var columnCount: Int32 { 0 }
    func columnName(_ index: Int32) -> String { "" }
    func isNull(_ index: Int32) -> Bool { true }
    func int64(_ index: Int32) -> Int64 { 0 }
    func double(_ index: Int32) -> Double { 0 }
    func text(_ index: Int32) -> String? { nil }
    func bytes(_ index: Int32) -> Data? { nil }
    func date(_ index: Int32) -> Date? { nil }
    func value(_ index: Int32) -> DatabaseValue { .null }
  }
#endif
