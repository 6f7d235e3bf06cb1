import ActiveRecord
import Foundation

// Drivers that stand before another one: what they say nothing of is as it is there. Rows are asked for one by one.

/// A driver that goes by another one.
protocol DriverWrapper: Driver { var base: any Driver { get } }

extension DriverWrapper {
  var dialect: Dialect { base.dialect }
  var capacity: DriverCapacity { base.capacity }
  var location: String { base.location }
}

/// A connection that goes by another one. A subclass wraps the statements.
class WrappedConnection: DriverConnection {
  let base: any DriverConnection

  init(_ base: any DriverConnection) { self.base = base }

  var isUsable: Bool { base.isUsable }
  var isAlive: Bool { isUsable && base.isAlive }
  var lastInsertedID: Int64 { base.lastInsertedID }
  var changes: Int { base.changes }

  nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement { try await base.prepare(sql) }
  nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement { try await base.prepareOnce(sql) }
  nonisolated(nonsending) func execute(_ sql: String) async throws { try await base.execute(sql) }
  nonisolated(nonsending) func validate() async throws { try await base.validate() }
  func close() { base.close() }
}

/// A statement that goes by another one.
class WrappedStatement: DriverStatement {
  let base: any DriverStatement

  init(_ base: any DriverStatement) { self.base = base }

  func bind(_ value: DatabaseValue, at index: Int32) throws { try base.bind(value, at: index) }
  func bind(integer: Int64, at index: Int32) { base.bind(integer: integer, at: index) }
  func step() throws -> StepResult { try base.step() }
  nonisolated(nonsending) func wait() async throws { try await base.wait() }
  func reset() { base.reset() }

  var columnCount: Int32 { base.columnCount }
  func columnName(_ index: Int32) -> String { base.columnName(index) }
  func isNull(_ index: Int32) -> Bool { base.isNull(index) }
  func int64(_ index: Int32) -> Int64 { base.int64(index) }
  func double(_ index: Int32) -> Double { base.double(index) }
  func text(_ index: Int32) -> String? { base.text(index) }
  func bytes(_ index: Int32) -> Data? { base.bytes(index) }
  func date(_ index: Int32) -> Date? { base.date(index) }
  func value(_ index: Int32) -> DatabaseValue { base.value(index) }
}
