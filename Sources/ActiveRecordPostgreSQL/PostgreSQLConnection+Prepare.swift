#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  /// What the server says about a statement when it is prepared.
  struct StatementFacts {
    /// The types of its parameters.
    var parameters: ContiguousArray<Oid> = []
    /// How its columns are read.
    var columns: ContiguousArray<ColumnForm> = []
    /// Whether every column can be read in PostgreSQL's binary form.
    var isBinary = false
  }

  extension PostgreSQLConnection {
    /// Prepares a statement under a name and asks what it takes and returns, in one trip.
    nonisolated(nonsending) func describe(_ sql: String, as name: String) async throws -> StatementFacts {
      if sql.utf8.contains(0) { throw DatabaseError(.syntax, "the text holds a zero byte", sql: sql) }
      let handle = try await ready(sql)
      guard PQenterPipelineMode(handle) == 1 else { throw lost(sql) }
      let forgotten = abandoned
      abandoned = []
      var sent = true
      for name in forgotten { sent = sent && PQsendQueryParams(handle, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0) == 1 }
      if !forgotten.isEmpty { sent = sent && PQpipelineSync(handle) == 1 }
      sent = sent && PQsendPrepare(handle, name, sql, 0, nil) == 1 && PQsendDescribePrepared(handle, name) == 1
      guard sent, PQpipelineSync(handle) == 1 else { throw lost(sql) }
      if !forgotten.isEmpty { try await endOfPipeline(sql) { _ in } }
      var facts = StatementFacts()
      var failure: DatabaseError?
      try await endOfPipeline(sql) { result in
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK: facts = Self.facts(result)
        case PGRES_FATAL_ERROR:
          failure = failure ?? ErrorMapping.error(result, sql: sql, wasCancelled: cancel.wasAsked, location: parameters.location)
        default: break
        }
      }
      if cancel.wasAsked { await cancel.settle() }
      guard PQexitPipelineMode(handle) == 1 else { throw lost(sql) }
      if let failure {
        if failure.code == .connectionLost { _ = lost(sql) }
        throw failure
      }
      return facts
    }

    /// Takes the results up to the next synchronisation point of a pipeline.
    nonisolated(nonsending) func endOfPipeline(_ sql: String, _ body: (OpaquePointer) -> Void) async throws {
      while true {
        try await settle(sql, true)
        guard let handle else { throw lost(sql) }
        // Between two commands of a pipeline there is no result, once.
        guard let result = PQgetResult(handle) else {
          guard PQstatus(handle) == CONNECTION_OK else { throw lost(sql) }
          continue
        }
        defer { PQclear(result) }
        if PQresultStatus(result) == PGRES_PIPELINE_SYNC { return }
        body(result)
      }
    }

    private static func facts(_ result: OpaquePointer) -> StatementFacts {
      var facts = StatementFacts()
      for index in 0..<PQnparams(result) { facts.parameters.append(PQparamtype(result, index)) }
      facts.columns = ColumnForm.all(of: result, isBinary: true)
      facts.isBinary = !facts.columns.contains(.other)
      if !facts.isBinary { facts.columns = ColumnForm.all(of: result, isBinary: false) }
      return facts
    }
  }
#endif
