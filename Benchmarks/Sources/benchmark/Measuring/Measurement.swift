import CBenchmark

/// One repetition of a workload: its size, its stopwatch and what came out.
///
/// A peer prepares, calls ``start()``, works, calls ``stop(objects:check:)``, and keeps everything that it has loaded alive past
/// that call, so that taking objects down is not timed:
///
/// ```swift
/// measurement.start()
/// let comments = try await Comment.all().load()
/// measurement.stop(objects: comments.count, check: comments.sum(\.postID))
/// measurement.content = comments.sum(\.content)
/// ```
final class Measurement {
  /// How many rows there are.
  let size: DataSize

  /// Which repetition this is in its process, warm-ups included, from 0. Each repetition of W8 takes the next authors.
  let repetition: Int

  /// How many objects were made or written. What takes counting is added after the clock was stopped.
  var objects = 0

  /// A sum over all columns of all objects, made after the clock was stopped: it tells that everything was read.
  var content: Int64 = 0

  private(set) var allocations: Int64 = 0
  private(set) var cpu = 0.0
  private(set) var wall = 0.0
  private(set) var check: Int64 = 0

  init(size: DataSize, repetition: Int) {
    self.size = size
    self.repetition = repetition
  }

  /// Starts the clock.
  func start() {
    allocations = bench_allocations()
    wall = bench_wall_milliseconds()
    cpu = bench_cpu_milliseconds()
  }

  /// Stops the clock.
  func stop(objects: Int, check: Int64) {
    cpu = bench_cpu_milliseconds() - cpu
    wall = bench_wall_milliseconds() - wall
    allocations = bench_allocations() - allocations
    self.objects = objects
    self.check = check
  }

  /// What the runner compares and reports.
  var reading: Reading {
    Reading(
      cpu: cpu, wall: wall, allocations: allocations, evidence: Evidence(objects: Int64(objects), check: check, content: content))
  }
}
