/// A library that runs the workloads. A process holds one peer, on one task.
///
/// Each method prepares what is not timed, works between `start` and `stop` of the measurement, and keeps its objects alive past `stop`.
/// A workload that a peer cannot do is named in ``missing``.
protocol Peer: SendableMetatype {
  /// The name in options and reports.
  static var name: String { get }

  /// The workloads that the peer does not run.
  static var missing: Set<Workload> { get }

  /// Connects to a database with WAL, `synchronous=NORMAL`, a cache of 64 MiB and foreign keys off, and runs one small query.
  init(database path: String, size: DataSize) async throws

  func findEach(_ measurement: Measurement) async throws
  func findEachInTransaction(_ measurement: Measurement) async throws
  func loadAll(_ measurement: Measurement) async throws
  func loadGraph(_ measurement: Measurement) async throws
  func loadThrough(_ measurement: Measurement) async throws
  func readLazily(_ measurement: Measurement) async throws
  func insertEach(_ measurement: Measurement) async throws
  func insertInBulk(_ measurement: Measurement) async throws
  func updateEach(_ measurement: Measurement) async throws
  func destroyTree(_ measurement: Measurement) async throws
  func joinAll(_ measurement: Measurement) async throws
  func joinFew(_ measurement: Measurement) async throws
  func saveTree(_ measurement: Measurement) async throws
}

extension Peer {
  static var missing: Set<Workload> { [] }

  func insertInBulk(_ measurement: Measurement) async throws { throw MissingWorkload(peer: Self.name, workload: .insertInBulk) }

  func saveTree(_ measurement: Measurement) async throws { throw MissingWorkload(peer: Self.name, workload: .saveTree) }

  func run(_ workload: Workload, _ measurement: Measurement) async throws {
    switch workload {
    case .findEach: try await findEach(measurement)
    case .findEachInTransaction: try await findEachInTransaction(measurement)
    case .loadAll: try await loadAll(measurement)
    case .loadGraph: try await loadGraph(measurement)
    case .loadThrough: try await loadThrough(measurement)
    case .readLazily: try await readLazily(measurement)
    case .insertEach: try await insertEach(measurement)
    case .insertInBulk: try await insertInBulk(measurement)
    case .updateEach: try await updateEach(measurement)
    case .destroyTree: try await destroyTree(measurement)
    case .joinAll: try await joinAll(measurement)
    case .joinFew: try await joinFew(measurement)
    case .saveTree: try await saveTree(measurement)
    case .idle: break
    }
  }
}

/// A workload that a peer cannot do.
struct MissingWorkload: Error {
  var peer: String
  var workload: Workload
}
