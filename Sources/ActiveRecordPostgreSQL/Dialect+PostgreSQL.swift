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
      dialect.hasTransactionalSchema = true
      dialect.hasDefaultValues = true
      dialect.hasLocks = true
      dialect.beginRead = "BEGIN READ ONLY"
      return dialect
    }()
  }
#endif
