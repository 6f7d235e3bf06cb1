public import ActiveRecordCore
import CSQLite

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A prepared statement of SQLite; its columns are read from SQLite directly.
///
/// It keeps its connection alive, and belongs to the same task.
public final class SQLiteStatement: DriverStatement {
  private enum State: UInt8 {
    case ready, started, inRows, done, failed
  }
  /// SQLite's statement; `nil` after its connection was closed, which SQLite's functions answer as for a statement without rows.
  @exclusivity(unchecked) private(set) var handle: OpaquePointer?
  let connection: SQLiteConnection
  /// The place among the connection's statements.
  @exclusivity(unchecked) var position = 0
  /// The text, where SQLite cannot be asked for it any more.
  private var closedSQL: String?
  private let onlyReads: Bool
  @exclusivity(unchecked) private var state = State.ready
  @exclusivity(unchecked) var arena = BindingArena()
  /// The date that was bound last, and its text in the arena.
  @exclusivity(unchecked) var lastDate: (date: Date, text: UnsafeMutablePointer<UInt8>, count: Int)?
  /// What went wrong where an integer was bound; the next step tells.
  @exclusivity(unchecked) var bindingFailure: (any Error)?
  @exclusivity(unchecked) private var busy: BusyWait?

  init(_ handle: OpaquePointer, _ connection: SQLiteConnection) {
    self.handle = handle
    self.connection = connection
    onlyReads = sqlite3_stmt_readonly(handle) != 0
    connection.add(self)
  }

  deinit {
    connection.remove(self)
    sqlite3_finalize(handle)
  }

  /// The text of the statement.
  var sql: String { closedSQL ?? sqlite3_sql(handle).map { String(cString: $0) } ?? "" }

  /// Gives SQLite's statement back, because the connection closes; this one can then only be thrown away.
  func finalize() {
    closedSQL = sql
    sqlite3_finalize(handle)
    handle = nil
    clearArena()
  }

  /// Goes to the next row.
  ///
  /// - Returns: ``ActiveRecordCore/StepResult/pending`` where another connection holds the lock; ``wait()`` and step again.
  /// - Throws: ``ActiveRecordCore/DatabaseError``.
  public func step() throws -> StepResult {
    guard connection.isReady else { throw connection.refusal(sql: sql) }
    if state != .inRows, try !start() { return .done }
    switch sqlite3_step(handle) {
    case SQLITE_ROW:
      state = .inRows
      return .row
    case SQLITE_DONE:
      state = .done
      return .done
    case let code: return try fail(code)
    }
  }

  /// Waits until another connection may have given its lock back, without blocking the thread.
  ///
  /// - Throws: ``ActiveRecordCore/DatabaseError`` with the code `busy` after the busy timeout; `CancellationError`.
  public nonisolated(nonsending) func wait() async throws {
    let busy = self.busy ?? BusyWait()
    self.busy = busy
    try await Task.sleep(for: busy.delay(connection.options, sql: sql))
  }

  /// Makes the statement ready to be bound and run again; nothing stays bound.
  public func reset() {
    guard let handle else { return }
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    clearArena()
    state = .ready
    if busy != nil { busy = nil }
    if bindingFailure != nil { bindingFailure = nil }
  }

  private func clearArena() {
    arena.clear()
    lastDate = nil
  }

  /// Runs the statement to its end.
  nonisolated(nonsending) func run() async throws {
    while true {
      switch try step() {
      case .row: continue
      case .done: return
      case .pending: try await wait()
      }
    }
  }

  /// The first step; after the last, SQLite would begin again.
  private func start() throws -> Bool {
    switch state {
    case .done: return false
    case .failed: throw DatabaseError(.misuse, "the statement failed; it has to be reset before it can run again", sql: sql)
    case .ready, .started, .inRows:
      if let bindingFailure { throw bindingFailure }
      state = .started
      connection.lastOnlyRead = onlyReads
      return true
    }
  }

  @inline(never) private func fail(_ code: Int32) throws -> StepResult {
    if ErrorMapping.isWaitable(code), state == .started { return .pending }
    let error = connection.failure(code, sql: sql)
    state = .failed
    throw error
  }
}
