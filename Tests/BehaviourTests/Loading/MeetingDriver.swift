import ActiveRecord
import Synchronization

/// Where statements wait for each other: each that it concerns goes on as soon as enough of them are under way at once.
final class Meeting: Sendable {
  private struct State {
    var expected = 1
    var patience = Duration.zero
    var words: [String] = []
    var failing: String?
    var present = 0
    var most = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var last = 0
  }
  private let state = Mutex(State())

  /// Statements with one of the words wait for each other until so many are there, or their patience is over; those that follow go on at once.
  ///
  /// - Parameter failing: A word of a statement that fails.
  func arm(_ expected: Int, _ words: [String], patience: Duration = .seconds(60), failing: String? = nil) {
    state.withLock {
      $0.expected = expected
      $0.words = words
      $0.patience = patience
      $0.failing = failing
      $0.most = 0
    }
  }

  /// How many statements were under way at once, at most.
  var most: Int { state.withLock { $0.most } }
  /// How many statements are under way.
  var present: Int { state.withLock { $0.present } }

  fileprivate func concerns(_ sql: String) -> Bool { state.withLock { state in state.words.contains { sql.contains($0) } } }

  fileprivate func check(_ sql: String) throws {
    let fails = state.withLock { $0.failing.map { sql.contains($0) } ?? false }
    if fails { throw DatabaseError(.other, "the statement failed, as planned", sql: sql) }
  }

  fileprivate nonisolated(nonsending) func arrive() async throws {
    let (number, patience) = state.withLock { state in
      state.last += 1
      state.present += 1
      state.most = max(state.most, state.present)
      return (state.last, state.patience)
    }
    let expiry = Task {
      try await Task.sleep(for: patience)
      self.wake(number)
    }
    defer { expiry.cancel() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let all = state.withLock { state in
          if state.most < state.expected, !Task.isCancelled {
            state.waiting[number] = continuation
            return [CheckedContinuation<Void, Never>]()
          }
          defer { state.waiting = [:] }
          return Array(state.waiting.values) + [continuation]
        }
        for continuation in all { continuation.resume() }
      }
    } onCancel: {
      wake(number)
    }
    try Task.checkCancellation()
  }

  private func wake(_ number: Int) { state.withLock { $0.waiting.removeValue(forKey: number) }?.resume() }

  fileprivate func leave() { state.withLock { $0.present -= 1 } }
}

/// A driver whose statements can be made to wait for each other; it says of itself that a server does its work, if it is told so.
struct MeetingDriver: DriverWrapper {
  let base: any Driver
  let meeting: Meeting
  var runsQueriesAside = true

  var capacity: DriverCapacity { .many }

  nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
    MeetingConnection(try await base.connect(for: .writing), meeting)
  }
}

private final class MeetingConnection: WrappedConnection {
  private let meeting: Meeting

  init(_ base: any DriverConnection, _ meeting: Meeting) {
    self.meeting = meeting
    super.init(base)
  }

  override nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement {
    MeetingStatement(try await base.prepare(sql), sql, meeting)
  }
  override nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement {
    MeetingStatement(try await base.prepareOnce(sql), sql, meeting)
  }
}

private final class MeetingStatement: WrappedStatement {
  private let sql: String
  private let meeting: Meeting
  private var hasArrived = false

  init(_ base: any DriverStatement, _ sql: String, _ meeting: Meeting) {
    self.sql = sql
    self.meeting = meeting
    super.init(base)
  }

  override func step() throws -> StepResult {
    if hasArrived || !meeting.concerns(sql) { return try base.step() }
    try meeting.check(sql)
    return .pending
  }
  override nonisolated(nonsending) func wait() async throws {
    if hasArrived || !meeting.concerns(sql) { return try await base.wait() }
    hasArrived = true
    try await meeting.arrive()
  }
  override func reset() {
    if hasArrived { meeting.leave() }
    hasArrived = false
    base.reset()
  }
}
