/// The peers by name. The limit is written in C and is always run.
enum Peers {
  static let limit = "limit"

  /// The libraries, in the order of the report.
  static let libraries: [Library] = [Library(ActiveRecordPeer.self)] + rivals

  #if RIVALS
    private static let rivals: [Library] = [Library(GRDBPeer<GRDBHandModels>.self), Library(GRDBPeer<GRDBCodableModels>.self)]
  #else
    private static let rivals: [Library] = []
  #endif

  static var names: [String] { [limit] + libraries.map(\.name) }

  static func library(named name: String) -> Library? {
    libraries.first { $0.name == name }
  }

  /// Whether a peer has a method for a workload.
  static func runs(_ name: String, _ workload: Workload) -> Bool {
    !(library(named: name)?.missing.contains(workload) ?? false)
  }
}

/// A peer's type behind a closure: made where the type is known, so that its generic code is compiled for that type alone.
struct Library: Sendable {
  let name: String
  let missing: Set<Workload>
  let measure: @Sendable (SampleRun) async throws -> [Reading]

  @inline(__always)
  init<Type: Peer>(_ type: Type.Type) {
    name = type.name
    missing = type.missing
    measure = { run in try await run.measure(type) }
  }
}
