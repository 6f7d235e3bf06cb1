import CBenchmark
import Dispatch

/// One workload of one peer in this process: some warm-ups, then the repetitions that count.
struct SampleRun: Sendable {
  var peer: String
  var workload: Workload
  var database: String
  var size: DataSize
  var warmups: Int
  var repetitions: Int

  /// Runs, and returns what was measured.
  func callAsFunction() throws -> Sample {
    let readings = try Peers.library(named: peer).map(runLibrary) ?? runLimit()
    return Sample(readings: Array(readings.dropFirst(warmups)), peakBytes: bench_peak_bytes())
  }

  /// The limit stays on the main thread, in a process without other threads, as a C program would.
  private func runLimit() throws -> [Reading] {
    let isServer = Engine(of: database) == .postgresql
    if isServer { bench_server_open(database, Int32(size.scale)) } else { bench_limit_open(database, Int32(size.scale)) }
    guard workload != .idle else { return [] }
    return try (0..<warmups + repetitions).map { repetition in
      var reading = bench_reading()
      let isKnown =
        isServer
        ? bench_server_run(workload.rawValue, &reading) : bench_limit_run(workload.rawValue, Int32(repetition), &reading)
      guard isKnown else { throw UnknownWorkload(workload: workload) }
      return Reading(
        cpu: reading.cpu, wall: reading.wall, allocations: reading.allocations,
        evidence: Evidence(objects: reading.objects, check: reading.check, content: reading.content))
    }
  }

  /// A library runs on a task of the global pool while the main thread waits: callgrind does not survive an asynchronous `main`.
  private func runLibrary(_ library: Library) throws -> [Reading] {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        outcome.readings = .success(try await library.measure(self))
      } catch {
        outcome.readings = .failure(error)
      }
      done.signal()
    }
    done.wait()
    return try outcome.readings.get()
  }

  /// Runs a library's peer on the current task.
  func measure<Library: Peer>(_ type: Library.Type) async throws -> [Reading] {
    let peer = try await type.init(database: database, size: size)
    guard workload != .idle else { return [] }
    var readings: [Reading] = []
    for repetition in 0..<warmups + repetitions {
      let measurement = Measurement(size: size, repetition: repetition)
      try await peer.run(workload, measurement)
      readings.append(measurement.reading)
    }
    return readings
  }
}

/// A workload that the limit does not know.
struct UnknownWorkload: Error {
  var workload: Workload
}

/// What the task hands to the waiting main thread. Unchecked: the semaphore orders the one write before the one read.
private final class Outcome: @unchecked Sendable {
  var readings: Result<[Reading], any Error> = .success([])
}
