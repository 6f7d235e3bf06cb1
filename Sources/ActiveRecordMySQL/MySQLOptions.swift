#if MySQL
  /// Where a MySQL or MariaDB database is, and how to connect to it.
  ///
  /// ```swift
  /// var options = MySQLOptions(host: "db.example.com", user: "blog", database: "blog")
  /// options.password = try String(contentsOfFile: "/run/secrets/blog", encoding: .utf8)
  /// options.lockTimeout = .seconds(5)
  /// let database = try await Database.connect(.mysql(options))
  /// ```
  ///
  /// The password stands in no description.
  public struct MySQLOptions: Sendable, Hashable {
    /// Which SQL is spoken.
    public enum Flavor: String, Sendable, Hashable {
      /// The SQL that MySQL and MariaDB both understand.
      case mysql
      /// The same with MariaDB's `INSERT … RETURNING`, which saves a query where the database fills columns; 10.5 or later.
      case mariadb
    }

    /// How the way to the server is protected.
    public enum TLS: String, Sendable, Hashable {
      /// Sockets and loopback addresses as they are; to anywhere else encrypted, with the server's certificate and name checked.
      case automatic
      /// Not at all.
      case disabled
      /// Encrypted where the server can; its certificate is not checked.
      case preferred
      /// Encrypted; the server's certificate is not checked.
      case required
      /// Encrypted, with the server's certificate and name checked.
      case verified
    }

    /// The name or address of the server.
    public var host = "127.0.0.1"
    /// The server's port.
    public var port: UInt16 = 3306
    /// The path of a Unix socket, which is used instead of host and port.
    public var socket: String?
    /// Who connects.
    public var user: String?
    /// The password.
    public var password: String?
    /// The database.
    public var database: String?
    /// Which SQL is spoken.
    public var flavor = Flavor.mysql
    /// How the way to the server is protected.
    public var tls = TLS.automatic
    /// A file with the certificates that are trusted; the system's own where there is none.
    public var certificateAuthority: String?
    /// A file with the client's certificate.
    public var certificate: String?
    /// A file with the key of the client's certificate.
    public var key: String?
    /// How long connecting may take.
    public var connectTimeout = Duration.seconds(10)
    /// How long an answer may stay away before the connection counts as lost; for ever unless it is set.
    public var readTimeout: Duration?
    /// How long a statement may run; MySQL limits only queries by it. The server's own limit holds unless it is set.
    public var statementTimeout: Duration?
    /// How long a statement waits for a lock, in whole seconds; the server's own limit (50 s) holds unless it is set.
    public var lockTimeout: Duration?
    /// How the server treats SQL and values. Values that do not fit are errors, `||` puts texts together, a
    /// backslash in a text is one, and 0 is a key like others.
    public var sqlMode: [String] = [
      "STRICT_ALL_TABLES", "NO_ZERO_DATE", "NO_ZERO_IN_DATE", "ERROR_FOR_DIVISION_BY_ZERO", "NO_ENGINE_SUBSTITUTION",
      "NO_AUTO_VALUE_ON_ZERO", "NO_BACKSLASH_ESCAPES", "PIPES_AS_CONCAT",
    ]
    /// On a Galera cluster, what a statement waits for: 1 makes queries see what other nodes committed before.
    public var wsrepSyncWait: Int?
    /// Further variables of the session: `["innodb_strict_mode = ON"]`.
    public var variables: [String] = []

    /// A database on a server.
    public init(
      host: String = "127.0.0.1", port: UInt16 = 3306, user: String? = nil, password: String? = nil, database: String? = nil
    ) {
      self.host = host
      self.port = port
      self.user = user
      self.password = password
      self.database = database
    }

    /// A database on a server of this machine, through a Unix socket.
    public init(socket: String, user: String? = nil, password: String? = nil, database: String? = nil) {
      self.init(user: user, password: password, database: database)
      self.socket = socket
    }

    /// Where the database is, without user and password.
    var location: String {
      let place = socket ?? (host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
      return "\(flavor.rawValue)://\(place)" + (database.map { "/\($0)" } ?? "")
    }

    /// Whether the way to the server leaves this machine.
    var isRemote: Bool {
      if socket != nil || host == "localhost" || host == "::1" { return false }
      return !(host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
    }
  }

  extension MySQLOptions: CustomStringConvertible, CustomReflectable {
    /// Where the database is, without user and password.
    public var description: String { location }
    /// The same, so that no dump shows the password.
    public var customMirror: Mirror { Mirror(self, children: ["location": location]) }
  }
#endif
