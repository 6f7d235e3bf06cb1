#if MySQL
  public import ActiveRecordCore

  extension Dialect {
    /// The SQL that MySQL 8 and MariaDB 10.5 both understand: names in backquotes, `?` for values, no `RETURNING`.
    public static let mysql: Dialect = {
      var dialect = Dialect(name: "MySQL")
      dialect.identifierQuote = "`"
      dialect.placeholder = .question
      dialect.identifierLimit = 64
      dialect.maximumBindings = 65_535
      dialect.hasReturning = false
      dialect.hasTransactionalSchema = false
      dialect.hasDefaultValues = false
      dialect.hasNullsOrder = false
      dialect.hasFreeSubselects = false
      dialect.hasHints = true
      dialect.conflicts = .onDuplicateKey
      dialect.sameOperator = "<=>"
      dialect.textSearch = .against
      dialect.jsonPath = .function("JSON_UNQUOTE(JSON_EXTRACT")
      dialect.castNames = [.integer: "SIGNED", .double: "DOUBLE", .text: "CHAR"]
      dialect.isolation = .before
      dialect.filledColumns =
        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? AND "
        + "((column_default IS NOT NULL AND column_default <> 'NULL') OR extra LIKE '%GENERATED%')"
      dialect.unlimited = "18446744073709551615"
      dialect.beginRead = "START TRANSACTION READ ONLY"
      // Names are shared by all databases of the server, and may be no longer than 64 characters.
      dialect.advisoryLock = AdvisoryLock(
        take: "SELECT GET_LOCK(SHA1(CONCAT(DATABASE(), ' ', ?)), 0)", release: "DO RELEASE_ALL_LOCKS()")
      return dialect
    }()

    /// MariaDB's SQL: that of MySQL, and `INSERT … RETURNING`.
    public static let mariadb: Dialect = {
      var dialect = Dialect.mysql
      dialect.hasReturning = true
      dialect.filledColumns = nil
      return dialect
    }()
  }
#endif
