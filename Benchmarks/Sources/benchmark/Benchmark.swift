import ArgumentParser
import Foundation

/// Measures the workloads and prints a table of ratios.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Compares the time and the memory of database libraries with a limit written in C.")

  @Option(help: "What the workloads run on: sqlite, or postgresql on the server of AR_POSTGRESQL_URL.")
  var engine = Engine.sqlite

  @Option(help: ArgumentHelp("The workloads to run; all by default.", valueName: "W1,W2,…"), transform: workloadList)
  var workloads: [Workload] = Workload.timed

  @Option(help: ArgumentHelp("The peers to run; all by default. The limit is always run.", valueName: "a,b,…"), transform: peerList)
  var peers: [String] = Peers.names

  @Option(help: "How many rounds to take the minima of.")
  var rounds = 5

  @Option(help: "Repetitions before those that count, in each process. (default: 1; with --one, 0)")
  var warmups: Int?

  @Option(help: "Repetitions that count, in each process. (default: 2; with --one, 1)")
  var repetitions: Int?

  @Option(help: "The size of the data: 2 has twice the rows, 0 a quarter of them.")
  var scale = 1

  @Flag(inversion: .prefixedNo, help: "Measure the memory of W2 and W3, and count the allocations of W1 to W3.")
  var memory = true

  @Flag(help: "Measure how much longer 2, 4 and 8 times the rows take.")
  var growth = false

  @Option(help: ArgumentHelp("Draw the growth into a file.", valueName: "growth.svg"))
  var chart: String?

  @Flag(help: "Print one JSON object a line.")
  var json = false

  @Flag(help: "Fail when a bar is missed.")
  var check = false

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Run one workload of one peer in this process.", valueName: "peer workload"))
  var one: [String] = []

  @Option(help: "The database file of --one; a copy of the data by default.")
  var database: String?

  @Option(help: "The folder of the data, which is made when it is missing.")
  var data = Package.folder.appendingPathComponent(".build/data").path

  @Option(help: "The file of the bars.")
  var bars = Package.folder.appendingPathComponent("bars.json").path

  func validate() throws {
    guard rounds > 0, warmups ?? 0 >= 0, repetitions ?? 1 > 0, scale >= 0 else { throw ValidationError("Counts must be positive.") }
    guard !growth || scale > 0 else { throw ValidationError("Growth is measured from a scale of 1 on.") }
    guard one.isEmpty || one.count == 2 else { throw ValidationError("Write --one with a peer and a workload.") }
  }

  func run() throws {
    if one.isEmpty { try runRounds() } else { try runOne() }
  }

  /// Where the data is.
  var dataSet: DataSet { DataSet(folder: URL(fileURLWithPath: data)) }
}

// MARK: Arguments

extension Benchmark {
  private static func workloadList(_ text: String) throws -> [Workload] {
    try text.split(separator: ",").map { try workload(String($0)) }
  }

  private static func peerList(_ text: String) throws -> [String] {
    try text.split(separator: ",").map { try peer(String($0)) }
  }

  static func workload(_ name: String) throws -> Workload {
    if let workload = Workload(rawValue: name) { return workload }
    throw ValidationError("There is no workload \(name). Write some of \(Workload.timed.map(\.rawValue).joined(separator: ",")).")
  }

  static func peer(_ name: String) throws -> String {
    if Peers.names.contains(name) { return name }
    throw ValidationError("There is no peer \(name). Write some of \(Peers.names.joined(separator: ",")).")
  }
}

/// Where this package is.
enum Package {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
