#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Leaves the destruction of dependents to a queue of jobs.
enum DestroyLater {
  /// Enqueues jobs for the rows of an association, as many as their number asks for. Records that are
  /// not loaded are not loaded for it.
  ///
  /// Through another association it is the targets that go; the rows in between are that association's business.
  static nonisolated(nonsending) func enqueue(_ record: Record, _ reflection: AssociationReflection, _ queue: any JobQueue) async throws {
    guard record.isPersisted else { return }
    let core = try Dependents.rows(of: record, reflection)
    let keys: [DatabaseValue]
    if !reflection.isThrough, AssociationLoad.isLoaded(record, reflection) {
      keys = AssociationLoad.targets(of: record, reflection).filter(\.isPersisted).map(\.keyValue)
    } else {
      keys = try await RelationLoader.keys(core, cause: .about(reflection, "to be destroyed later"))
    }
    let held = try held(record, reflection)
    let size = max(1, queue.batchSize)
    for start in stride(from: 0, to: keys.count, by: size) {
      let batch = keys[start..<min(start + size, keys.count)].map(\.jobText)
      try await queue.enqueue(job(record, reflection, core.facts, batch, held))
    }
    if !keys.isEmpty { RecordParticipant.join(record)?.onCommit { queue.wake() } }
  }

  /// Enqueues a job for the target of a belongs_to.
  static nonisolated(nonsending) func enqueue(
    target: Record, of record: Record, _ reflection: AssociationReflection, _ queue: any JobQueue
  ) async throws {
    try await queue.enqueue(job(record, reflection, target.facts, [target.keyValue.jobText], nil))
    RecordParticipant.join(record)?.onCommit { queue.wake() }
  }

  private static func held(_ record: Record, _ reflection: AssociationReflection) throws -> DestroyJob.Held? {
    let resolved = try reflection.resolved()
    guard !reflection.isThrough, let key = resolved.targetKey, let facts = reflection.target.facts else { return nil }
    return .init(column: facts.layout.column(at: key).name, value: record.key(at: resolved.ownerKey).jobText)
  }

  private static func job(
    _ record: Record, _ reflection: AssociationReflection, _ facts: ModelFacts, _ keys: [String], _ held: DestroyJob.Held?
  ) -> DestroyJob {
    DestroyJob(
      owner: record.facts.name, ownerKey: record.keyValue.jobText, association: reflection.name, model: facts.name, keys: keys, held: held)
  }
}

extension DatabaseValue {
  /// The value as jobs hold it.
  var jobText: String {
    switch self {
    case .text(let text): text
    case .uuid(let uuid): uuid.uuidString.lowercased()
    case .row(let values): KeyName.joined(values.map(\.jobText))
    default: description
    }
  }
}
