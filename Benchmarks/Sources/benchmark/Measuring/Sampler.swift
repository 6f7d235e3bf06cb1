import CBenchmark
import Foundation

/// Takes samples, each in a process of its own, on a fresh copy of the data.
struct Sampler {
  let data: DataSet
  let warmups: Int
  let repetitions: Int

  func sample(_ peer: String, _ workload: Workload, scale: Int) throws -> Sample {
    try sample(peer, workload, scale: scale, warmups: warmups, repetitions: repetitions)
  }

  /// A sample of memory: the workload once, without a warm-up.
  func memorySample(_ peer: String, _ workload: Workload, scale: Int) throws -> Sample {
    try sample(peer, workload, scale: scale, warmups: 0, repetitions: 1)
  }

  private func sample(_ peer: String, _ workload: Workload, scale: Int, warmups: Int, repetitions: Int) throws -> Sample {
    try data.withCopy(scale: scale) { file in
      let options = [
        "--one", peer, workload.rawValue, "--database", file.path, "--scale", String(scale), "--warmups", String(warmups),
        "--repetitions", String(repetitions),
      ]
      let output = try run(options)
      var sample = try JSONDecoder().decode(Sample.self, from: output)
      if workload.writes { sample.storedDigest = bench_stored_digest(file.path) }
      return sample
    }
  }

  private func run(_ options: [String]) throws -> Data {
    let process = Process()
    let output = Pipe()
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
