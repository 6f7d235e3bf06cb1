import ActiveRecord
import Foundation
import Synchronization

/// When the connection of a ``FlakyDriver`` is lost: before the statement with this number, counted from now.
final class Outage: Sendable {
  private let countdown = Mutex<Int?>(nil)

  /// Lets the connection be lost before a statement to come; `nil` for never.
  func arm(_ statements: Int?) { countdown.withLock { $0 = statements } }

  /// Counts a statement, and says whether the connection is lost now.
  fileprivate func strikes() -> Bool {
    countdown.withLock { count in
      guard let left = count else { return false }
      count = left > 0 ? left - 1 : nil
      return left == 0
    }
  }
}

/// A driver whose connection can be lost at any statement.
struct FlakyDriver: Driver {
  let base: any Driver
  let outage: Outage

  var dialect: Dialect { base.dialect }
  var capacity: DriverCapacity { base.capacity }
  var location: String { base.location }

  nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
    FlakyConnection(try await base.connect(for: purpose), outage)
  }
}

private final class FlakyConnection: DriverConnection {
  private let base: any DriverConnection
  private let outage: Outage
  private var isLost = false

  init(_ base: any DriverConnection, _ outage: Outage) {
    self.base = base
    self.outage = outage
  }

  var isUsable: Bool { !isLost && base.isUsable }
  var lastInsertedID: Int64 { base.lastInsertedID }
  var changes: Int { base.changes }

  func count() throws {
    if outage.strikes() {
      isLost = true
      base.close()
    }
    if isLost { throw DatabaseError(.connectionLost, "the connection was lost, as planned") }
  }

  nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement {
    if isLost { try count() }
    return FlakyStatement(try await base.prepare(sql), self)
  }
  nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement {
    if isLost { try count() }
    return FlakyStatement(try await base.prepareOnce(sql), self)
  }
  nonisolated(nonsending) func execute(_ sql: String) async throws {
    try count()
    try await base.execute(sql)
  }
  nonisolated(nonsending) func validate() async throws { try await base.validate() }
  func close() { base.close() }
}

private final class FlakyStatement: DriverStatement {
  private let base: any DriverStatement
  private let connection: FlakyConnection
  private var isCounted = false

  init(_ base: any DriverStatement, _ connection: FlakyConnection) {
    self.base = base
    self.connection = connection
  }

  func bind(_ value: DatabaseValue, at index: Int32) throws { try base.bind(value, at: index) }
  func bind(integer: Int64, at index: Int32) { base.bind(integer: integer, at: index) }
  func step() throws -> StepResult {
    if !isCounted { try connection.count() }
    isCounted = true
    return try base.step()
  }
  nonisolated(nonsending) func wait() async throws { try await base.wait() }
  func reset() {
    isCounted = false
    base.reset()
  }

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
