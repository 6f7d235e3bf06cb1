import ActiveRecord
import CoreMetrics
import Foundation
import Synchronization
import Testing

/// What pools tell swift-metrics.
@Suite struct GaugeTests {
  @Test func connectionsAndWaitersAreTold() async throws {
    let name = "gauges-\(UUID().uuidString).sqlite"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    let told = Told(only: name)
    MetricsSystem.bootstrap(told)
    var configuration = DatabaseConfiguration()
    configuration.checkoutTimeout = .seconds(600)
    let database = try await Database.connect(.sqlite(path), configuration: configuration)
    try await database.transaction {
      try await database.execute("CREATE TABLE things (id INTEGER PRIMARY KEY)")
      #expect(told["active_record.pool.open writing"].last == 1)
      let other = Task.detached { try await database.execute("INSERT INTO things DEFAULT VALUES") }
      while told["active_record.pool.waiting writing"].last != 1 { try await Task.sleep(for: .milliseconds(2)) }
      other.cancel()
      await #expect(throws: (any Error).self) { try await other.value }
    }
    #expect(told["active_record.pool.waiting writing"].last == 0)
    #expect(told["active_record.pool.wait writing"].count == 1 && told["active_record.pool.wait writing"][0] > 0)
    #expect(try await database.query("SELECT count(*) FROM things", as: Int.self) == [0])
    #expect(told["active_record.pool.open reading"].last == 1)
    await database.close()
    #expect(told["active_record.pool.open writing"].last == 0 && told["active_record.pool.open reading"].last == 0)
  }
}

/// Writes down what the pools of one database tell; those of others tell nobody.
private final class Told: MetricsFactory {
  private let database: String
  private let values = Mutex<[String: [Int64]]>([:])

  init(only database: String) { self.database = database }

  /// What was told under a label and a purpose.
  subscript(_ name: String) -> [Int64] { values.withLock { $0[name] ?? [] } }

  fileprivate func note(_ name: String, _ value: Int64) { values.withLock { $0[name, default: []].append(value) } }

  private func handler(_ label: String, _ dimensions: [(String, String)]) -> Handler? {
    guard dimensions.contains(where: { $0.0 == "database" && $0.1.contains(database) }) else { return nil }
    return Handler(self, label + " " + (dimensions.first { $0.0 == "purpose" }?.1 ?? ""))
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { NOOPMetricsHandler.instance }
  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    handler(label, dimensions) ?? NOOPMetricsHandler.instance as any RecorderHandler
  }
  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    handler(label, dimensions) ?? NOOPMetricsHandler.instance as any TimerHandler
  }
  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  private final class Handler: RecorderHandler, TimerHandler {
    private let told: Told
    private let name: String

    init(_ told: Told, _ name: String) {
      self.told = told
      self.name = name
    }

    func record(_ value: Int64) { told.note(name, value) }
    func record(_ value: Double) { told.note(name, Int64(value)) }
    func recordNanoseconds(_ duration: Int64) { told.note(name, duration) }
  }
}
