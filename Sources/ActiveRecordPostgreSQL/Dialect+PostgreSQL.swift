#if PostgreSQL
  public import ActiveRecordCore

  extension Dialect {
    /// PostgreSQL's SQL: `$1` for values, names of at most 63 bytes, `RETURNING`, and tables that change inside transactions.
    public static let postgreSQL: Dialect = {
      var dialect = Dialect(name: "PostgreSQL")
      dialect.placeholder = .dollar
      dialect.identifierLimit = 63
      dialect.maximumBindings = 65_535
      dialect.hasReturning = true
      dialect.tellsLastInsertedID = false
      dialect.hasTransactionalSchema = true
      dialect.hasDefaultValues = true
      dialect.hasLocks = true
      dialect.hasHints = true
      dialect.nullsAreLeast = false
      dialect.beginRead = "BEGIN READ ONLY"
      dialect.replication = Self.standby
      dialect.advisoryLock = AdvisoryLock(take: "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))")
      return dialect
    }()

    /// A standby that receives nothing any more is as far behind as its last transaction is old, even where it replayed all it has.
    private static let standby = ReplicationQueries(
      position: "SELECT pg_current_wal_insert_lsn()::text",
      reached: "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() >= $1::pg_lsn ELSE true END",
      lag: """
        SELECT CASE
          WHEN NOT pg_is_in_recovery() THEN 0
          WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
            AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 0
          ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)
        END::double precision
        """)
  }
#endif
