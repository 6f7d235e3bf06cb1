import ArgumentParser
import CBenchmark

/// What the workloads run on.
enum Engine: String, CaseIterable, ExpressibleByArgument, Sendable {
  case sqlite
  case postgresql

  /// The engine of a database, which is a file or a server's URL.
  init(of database: String) { self = database.hasPrefix("postgres") ? .postgresql : .sqlite }

  /// The workloads that have a time on the engine.
  var workloads: [Workload] {
    switch self {
    case .sqlite: Workload.timed
    case .postgresql: [.findEach, .loadGraph, .insertEach, .insertInBulk]
    }
  }

  /// The peers that know the engine.
  var peers: [String] {
    switch self {
    case .sqlite: Peers.names
    case .postgresql: [Peers.limit, ActiveRecordPeer.name]
    }
  }

  /// What is compared: with a server, the work is done elsewhere, and what counts is how long one waits for it.
  var clock: Clock { self == .sqlite ? .cpu : .wall }

  /// What the limit is, for titles.
  var limit: String { self == .sqlite ? "C on SQLite's API" : "C on libpq" }
}

/// What the time of a workload is.
enum Clock: String, Sendable {
  /// The CPU time of the process.
  case cpu = "CPU time"
  /// The time on the wall.
  case wall = "time on the wall"
}
