import ActiveRecord
import ActiveRecordTesting

extension SQLRecorder {
  /// How many statements `body` sends, those that begin and end transactions among them.
  func statements(_ body: nonisolated(nonsending) () async throws -> Void) async throws -> Int {
    clear()
    try await body()
    return events.count
  }
}
