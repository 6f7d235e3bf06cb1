/// What one repetition has used, in milliseconds, and read.
struct Reading: Codable, Sendable {
  var cpu: Double
  var wall: Double
  /// How many blocks of memory were asked for; 0 where nobody counts them.
  var allocations: Int64
  var evidence: Evidence
}

/// What must be equal for all peers.
struct Evidence: Codable, Equatable, Sendable {
  /// How many objects were made or written.
  var objects: Int64
  /// A sum made while the clock ran.
  var check: Int64
  /// A sum over all columns of all objects.
  var content: Int64
}

/// What one process has measured: the repetitions after its warm-ups, and its peak of memory.
struct Sample: Codable, Sendable {
  var readings: [Reading]
  var peakBytes: Int64
  /// What is stored after a workload that writes.
  var storedDigest: Int64?

  /// How many objects the first repetition made.
  var objects: Double { Double(readings.first?.evidence.objects ?? 1) }

  /// What must be equal for all peers, in all rounds.
  var evidence: SampleEvidence { SampleEvidence(repetitions: readings.map(\.evidence), storedDigest: storedDigest) }
}

/// The evidence of one process.
struct SampleEvidence: Equatable, Sendable, CustomStringConvertible {
  var repetitions: [Evidence]
  var storedDigest: Int64?

  var description: String {
    let readings = repetitions.map { "objects \($0.objects) check \($0.check) content \($0.content)" }
    return (readings + (storedDigest.map { ["stored \($0)"] } ?? [])).joined(separator: ", ")
  }
}
