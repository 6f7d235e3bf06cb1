/// The version of a row: counted up by each update, so that nobody overwrites what he has not seen.
enum LockVersion {
  /// The version after that of a record's row.
  ///
  /// - Throws: ``DatabaseError`` where there is none.
  static func next(after version: DatabaseValue, _ index: Int, _ facts: ModelFacts) throws -> DatabaseValue {
    let (next, overflows) = ((try? Int64(databaseValue: version)) ?? 0).addingReportingOverflow(1)
    if overflows {
      let property = facts.layout.columns[index].property
      throw facts.outOfRange(index, "the next version", "Begin anew: \(facts.name).updateAll { [$0.\(property).set(0)] }")
    }
    return .int(next)
  }
}

/// A row was changed by somebody else since the record was loaded: its `lockVersion` differs.
///
/// ```swift
/// do { try await post.save() } catch is StaleRecord {
///   try await post.reload()      // look again, and decide
/// }
/// ```
public struct StaleRecord: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// What was tried: `update`, `destroy`, `touch`.
  public let action: String
  /// The key of the row.
  public let key: DatabaseValue
  private let keyName: String

  init(_ record: Record, _ action: String) {
    model = record.facts.name
    self.action = action
    key = record.originalKey
    keyName = record.facts.primaryKeyName
  }

  /// "Attempted to update a stale object: Post. Somebody else wrote the row with id=5 since it was loaded: reload it, and try again"
  public var description: String {
    "Attempted to \(action) a stale object: \(model). Somebody else wrote the row with \(keyName)=\(key.shown) since it was loaded: "
      + "reload it, and try again"
  }
}

extension RecordProtocol where Self: Record {
  /// Locks the row until the transaction ends, and takes its values as they are now.
  ///
  /// ```swift
  /// try await database.transaction {
  ///   try await account.lock()
  ///   try await account.update { $0.balance -= 10 }
  /// }
  /// // SELECT … FROM "accounts" WHERE "accounts"."id" = ? LIMIT ? FOR UPDATE
  /// ```
  ///
  /// - Parameter clause: How: `FOR UPDATE NOWAIT`, `FOR UPDATE SKIP LOCKED`, `FOR SHARE`. SQLite has no such clauses, since a
  ///   transaction that writes has the whole database.
  /// - Throws: ``ModelError`` where the record has changes that are not saved, ``RecordNotFound`` where the row is gone.
  @discardableResult public func lock(_ clause: String = "FOR UPDATE") async throws -> Self {
    if isChanged {
      throw ModelError(
        .unsupported, model: facts.name,
        "a record with changes cannot be locked, since locking reads its row again (changed: \(changedColumns.joined(separator: ", "))). "
          + "Save it first, or reload it")
    }
    try await Reloading.run(self, lock: clause)
    return self
  }

  /// Locks the row for a transaction of its own.
  ///
  /// ```swift
  /// try await account.withLock { try await account.update { $0.balance -= 10 } }
  /// // BEGIN; SELECT … FOR UPDATE; UPDATE "accounts" …; COMMIT
  /// ```
  @discardableResult public func withLock<R>(
    _ clause: String = "FOR UPDATE", _ body: nonisolated(nonsending) () async throws -> R
  ) async throws -> R {
    try await facts.database.transaction {
      try await lock(clause)
      return try await body()
    }
  }
}
