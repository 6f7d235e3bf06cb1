// Large results in pieces: memory stays flat, and no connection is held between the pieces.

/// The records of a query in pieces; see ``QuerySource/batches(of:)``.
public struct BatchSequence<Model: Record>: AsyncSequence {
  let relation: Relation<Model>
  let size: Int

  /// One piece after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let relation: Relation<Model>
    private let size: Int
    private var cursor: BatchCursor<Model>?

    init(_ relation: Relation<Model>, _ size: Int) {
      self.relation = relation
      self.size = size
    }

    /// The next records.
    public mutating func next() async throws -> [Model]? { try await advance() }

    /// The next records.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> [Model]? { try await advance() }

    private nonisolated(nonsending) mutating func advance() async throws -> [Model]? {
      let known = try cursor ?? BatchCursor(relation, size: size)
      cursor = known
      let records = try await known.next()
      return records.isEmpty ? nil : records
    }
  }

  /// Makes an iterator; nothing is asked before its first step.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(relation, size) }
}

/// The records of a query one after the other, read in pieces; see ``QuerySource/stream(batch:)``.
public struct RecordStream<Model: Record>: AsyncSequence {
  let relation: Relation<Model>
  let size: Int

  /// One record after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var batches: BatchSequence<Model>.AsyncIterator
    private var records: [Model] = []
    private var position = 0

    init(_ batches: BatchSequence<Model>.AsyncIterator) { self.batches = batches }

    /// The next record.
    public mutating func next() async throws -> Model? { try await advance() }

    /// The next record.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Model? { try await advance() }

    private nonisolated(nonsending) mutating func advance() async throws -> Model? {
      if position == records.count {
        records = []
        position = 0
        guard let next = try await batches.next() else { return nil }
        records = next
      }
      position += 1
      return records[position - 1]
    }
  }

  /// Makes an iterator; nothing is asked before its first step.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(BatchSequence(relation: relation, size: size).makeAsyncIterator()) }
}

/// How far ``QuerySource/inBatches(of:progress:_:)`` has come.
public struct BatchProgress: Sendable {
  /// How many records were handled.
  public let done: Int
  /// How many there were when it began.
  public let total: Int
  /// The part that is done, from 0 to 1.
  public var fraction: Double { total == 0 ? 1 : Swift.min(1, Double(done) / Double(total)) }
}

extension QuerySource {
  /// The records in pieces, in the query's order and then by key.
  ///
  /// ```swift
  /// for try await posts in Post.where { $0.published == true }.batches(of: 500) { try await archive(posts) }
  /// // SELECT … WHERE "posts"."published" = ? ORDER BY "posts"."id" ASC LIMIT ?
  /// // SELECT … WHERE "posts"."published" = ? AND "posts"."id" > ? ORDER BY "posts"."id" ASC LIMIT ?
  /// ```
  ///
  /// Each piece is a query that begins where the last one ended, so that records may be changed or deleted on the way. Associations
  /// that are touched lazily are loaded for a piece at a time.
  public func batches(of size: Int = 1000) -> BatchSequence<Model> { BatchSequence(relation: relation, size: size) }

  /// The records one after the other, read in pieces: for results that do not fit into memory.
  ///
  /// ```swift
  /// for try await post in Post.order { $0.title.asc }.stream() { try await export(post) }
  /// ```
  public func stream(batch size: Int = 1000) -> RecordStream<Model> { RecordStream(relation: relation, size: size) }

  /// Runs `body` for one record after the other, read in pieces.
  public func findEach(batch size: Int = 1000, _ body: nonisolated(nonsending) (Model) async throws -> Void) async throws {
    for try await record in stream(batch: size) { try await body(record) }
  }

  /// Runs `body` for the records in pieces.
  ///
  /// ```swift
  /// try await Post.all().inBatches(of: 500, progress: { print($0.done, "of", $0.total) }) { posts in … }
  /// ```
  ///
  /// - Parameters:
  ///   - size: How many records a piece has at most.
  ///   - progress: Is told after each piece how far it has come; the records are counted first.
  ///   - body: What to do with a piece.
  public func inBatches(
    of size: Int = 1000, progress: ((BatchProgress) -> Void)? = nil, _ body: nonisolated(nonsending) ([Model]) async throws -> Void
  ) async throws {
    let total = progress == nil ? 0 : try await RelationLoader.count(relation.core)
    var done = 0
    for try await records in batches(of: size) {
      try await body(records)
      done += records.count
      progress?(BatchProgress(done: done, total: total))
    }
  }
}
