import ActiveRecord
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
struct FlakyDriver: DriverWrapper {
  let base: any Driver
  let outage: Outage

  nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
    FlakyConnection(try await base.connect(for: purpose), outage)
  }
}

private final class FlakyConnection: WrappedConnection {
  private let outage: Outage
  private var isLost = false

  init(_ base: any DriverConnection, _ outage: Outage) {
    self.outage = outage
    super.init(base)
  }

  override var isUsable: Bool { !isLost && base.isUsable }

  func count() throws {
    if outage.strikes() {
      isLost = true
      base.close()
    }
    if isLost { throw DatabaseError(.connectionLost, "the connection was lost, as planned") }
  }

  override nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement {
    if isLost { try count() }
    return FlakyStatement(try await base.prepare(sql), self)
  }
  override nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement {
    if isLost { try count() }
    return FlakyStatement(try await base.prepareOnce(sql), self)
  }
  override nonisolated(nonsending) func execute(_ sql: String) async throws {
    try count()
    try await base.execute(sql)
  }
}

private final class FlakyStatement: WrappedStatement {
  private let connection: FlakyConnection
  private var isCounted = false

  init(_ base: any DriverStatement, _ connection: FlakyConnection) {
    self.connection = connection
    super.init(base)
  }

  override func step() throws -> StepResult {
    if !isCounted { try connection.count() }
    isCounted = true
    return try base.step()
  }
  override func reset() {
    isCounted = false
    base.reset()
  }
}
