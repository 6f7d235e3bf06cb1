import Foundation

/// Takes samples, each in a process of its own, on a fresh database.
struct Sampler {
  let stage: any Stage
  let warmups: Int
  let repetitions: Int

  func sample(_ peer: String, _ workload: Workload, scale: Int) throws -> Sample {
    try sample(peer, workload, scale: scale, warmups: warmups, repetitions: repetitions)
  }

  /// A sample of memory: the workload once, without a warm-up.
  func memorySample(_ peer: String, _ workload: Workload, scale: Int) throws -> Sample {
    try sample(peer, workload, scale: scale, warmups: 0, repetitions: 1)
  }

  /// A sample with its allocations: the workload once after a warm-up, with the functions of the C library replaced by ones that count.
  func allocationSample(_ peer: String, _ workload: Workload, scale: Int) throws -> Sample {
    try sample(peer, workload, scale: scale, warmups: 1, repetitions: 1, environment: ["LD_PRELOAD": Self.counter.path])
  }

  /// The library that counts allocations, beside this program.
  private static var counter: URL {
    let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return program.deletingLastPathComponent().appendingPathComponent("libCountedAllocations.so")
  }

  /// Whether allocations can be counted here.
  static var countsAllocations: Bool { FileManager.default.fileExists(atPath: counter.path) }

  private func sample(
    _ peer: String, _ workload: Workload, scale: Int, warmups: Int, repetitions: Int, environment: [String: String] = [:]
  ) throws -> Sample {
    try stage.withDatabase(scale: scale) { database in
      let options = [
        "--one", peer, workload.rawValue, "--database", database, "--scale", String(scale), "--warmups", String(warmups),
        "--repetitions", String(repetitions),
      ]
      let output = try run(options, environment)
      var sample = try JSONDecoder().decode(Sample.self, from: output)
      if workload.writes { sample.storedDigest = stage.storedDigest(database) }
      return sample
    }
  }

  private func run(_ options: [String], _ environment: [String: String]) throws -> Data {
    let process = Process()
    let output = Pipe()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.executableURL = Bundle.main.executableURL
    process.arguments = options
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw SampleFailure(command: options, status: process.terminationStatus) }
    return data
  }
}

/// A process that ended without a sample.
struct SampleFailure: Error, CustomStringConvertible {
  var command: [String]
  var status: Int32

  var description: String { "`benchmark \(command.joined(separator: " "))` ended with status \(status)" }
}
