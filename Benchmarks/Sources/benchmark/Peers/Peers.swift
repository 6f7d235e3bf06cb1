/// The peers by name. The limit is written in C and is always run.
enum Peers {
  static let limit = "limit"

  /// The libraries, in the order of the report.
  static let libraries: [any Peer.Type] = [GRDBPeer<GRDBHandModels>.self, GRDBPeer<GRDBCodableModels>.self]

  static var names: [String] { [limit] + libraries.map { $0.name } }

  static func library(named name: String) -> (any Peer.Type)? {
    libraries.first { $0.name == name }
  }

  /// Whether a peer has a method for a workload.
  static func runs(_ name: String, _ workload: Workload) -> Bool {
    !(library(named: name)?.missing.contains(workload) ?? false)
  }
}
