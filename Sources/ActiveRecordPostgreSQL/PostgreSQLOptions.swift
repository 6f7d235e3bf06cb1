#if PostgreSQL
  /// Where a PostgreSQL database is and how it is talked to.
  ///
  /// ```swift
  /// var options = PostgreSQLOptions(url: "postgres://blog@db.example.com/blog")
  /// options.statementTimeout = .seconds(10)
  /// try await Database.connect(.postgres(options))
  /// ```
  ///
  /// The URL is libpq's: `postgres://user:password@host:port/database?name=value&…`, with any of
  /// [its parameters](https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS); a directory as `host` is
  /// that of a Unix socket (`postgres:///blog?host=/var/run/postgresql`). Three parameters are this library's own:
  /// `prepared_statements=false`, `statement_timeout=5s` and `search_path=name`.
  ///
  /// A server elsewhere has to prove who it is: where neither the URL nor `PGSSLMODE` says otherwise, the connection is
  /// encrypted and its certificate checked (`sslmode=verify-full`) unless the server is on this machine.
  public struct PostgreSQLOptions: Sendable, Hashable {
    /// The connection URL, or libpq's `name=value name=value`.
    public var url: String
    /// How long opening a connection may take.
    public var connectTimeout = Duration.seconds(10)
    /// How long the server lets a statement run; `nil` leaves the server's own limit.
    public var statementTimeout: Duration?
    /// How long a statement waits for a lock; `nil` leaves the server's own limit.
    public var lockTimeout: Duration?
    /// Whether statements are prepared once a connection. Behind pgbouncer in transaction mode they cannot be: then neither
    /// prepared statements nor settings of the session are used.
    public var preparesStatements = true
    /// Where tables without a schema are looked for, such as `blog, public`; `nil` leaves the role's own.
    public var searchPath: String?
    /// Other settings of the session, by name: `["jit": "off"]`.
    public var settings: [String: String] = [:]
    /// What the server's lists call the connections.
    public var applicationName = "ActiveRecord"

    /// A database by its URL.
    public init(url: String) {
      self.url = url
    }
  }
#endif
