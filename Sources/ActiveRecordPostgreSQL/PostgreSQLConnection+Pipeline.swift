#if PostgreSQL
  public import ActiveRecordCore
  import CPostgreSQL

  extension PostgreSQLConnection {
    /// How many statements are on their way at a time.
    private static let together = 16

    /// Runs a prepared statement several times in a row through libpq's pipeline: many runs in one trip.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` of the first run that failed; those after it are not run.
    public nonisolated(nonsending) func run(
      _ statement: any DriverStatement, times: Int, bind: (_ run: Int) throws -> Void, ran: (_ changes: Int) -> Void
    ) async throws {
      guard times > 1, let statement = statement as? PostgreSQLStatement, statement.name != nil else {
        return try await runOneByOne(statement, times, bind, ran)
      }
      let handle = try await ready(statement.sql)
      guard PQenterPipelineMode(handle) == 1 else { throw lost(statement.sql) }
      var begun = 0
      while begun < times {
        let runs = begun..<min(begun + Self.together, times)
        begun = runs.upperBound
        if let failure = try await send(statement, runs, bind, ran) {
          guard PQexitPipelineMode(handle) == 1 else { throw lost(statement.sql) }
          throw failure
        }
      }
      guard PQexitPipelineMode(handle) == 1 else { throw lost(statement.sql) }
    }

    /// Sends some runs together, and takes their answers.
    ///
    /// - Returns: Why the first that failed did, once all answers were read.
    private nonisolated(nonsending) func send(
      _ statement: PostgreSQLStatement, _ runs: Range<Int>, _ bind: (Int) throws -> Void, _ ran: (Int) -> Void
    ) async throws -> (any Error)? {
      guard let handle else { throw lost(statement.sql) }
      var failure: (any Error)?
      for run in runs where failure == nil {
        do {
          try bind(run)
          try statement.send()
        } catch { failure = error }
        statement.reset()
      }
      guard PQpipelineSync(handle) == 1 else { throw lost(statement.sql) }
      var run = runs.lowerBound
      var refusal: (run: Int, error: DatabaseError)?
      try await endOfPipeline(statement.sql) { result in
        switch PQresultStatus(result) {
        case PGRES_FATAL_ERROR:
          let error = ErrorMapping.error(result, sql: statement.sql, wasCancelled: cancel.wasAsked, location: parameters.location)
          if refusal == nil { refusal = (run, error) }
        case PGRES_PIPELINE_ABORTED: break
        default:
          changed = Self.changes(result)
          ran(changed)
        }
        run += 1
      }
      if cancel.wasAsked { await cancel.settle() }
      guard let refusal else { return failure }
      if refusal.error.code == .connectionLost { _ = lost(statement.sql) }
      // Which value it was is told by what was bound.
      _ = try? bind(refusal.run)
      defer { statement.reset() }
      return statement.parameters.explain(refusal.error)
    }

    private nonisolated(nonsending) func runOneByOne(
      _ statement: any DriverStatement, _ times: Int, _ bind: (Int) throws -> Void, _ ran: (Int) -> Void
    ) async throws {
      for run in 0..<times {
        defer { statement.reset() }
        try bind(run)
        while try statement.step() != .done { try await statement.wait() }
        ran(changes)
      }
    }
  }
#endif
