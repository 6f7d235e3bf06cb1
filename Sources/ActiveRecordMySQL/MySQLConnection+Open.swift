#if MySQL
  import ActiveRecordCore
  import CMySQL
  import Dispatch

  extension MySQLConnection {
    /// The library's own preparations, which are not safe to make twice at once.
    private static let prepareLibrary: Void = { _ = mysql_server_init(0, nil, nil) }()
    private static let queue = DispatchQueue(label: "ActiveRecordMySQL.connect", attributes: .concurrent)

    /// Connects and sets the session up.
    ///
    /// - Parameter isMessenger: Whether the connection only tells the server something, and needs no settings.
    nonisolated(nonsending) static func open(_ options: MySQLOptions, isMessenger: Bool = false) async throws -> MySQLConnection {
      // Names are looked up by calls that block, so this happens on a thread of its own.
      let opened = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Opened, any Error>) in
        queue.async { continuation.resume(with: Result { Opened(handle: try connect(options)) }) }
      }
      let connection = MySQLConnection(opened.handle, options)
      do {
        try Task.checkCancellation()
        if !isMessenger { try await connection.run(connection.settings, cancels: true) }
      } catch {
        connection.close()
        throw error
      }
      return connection
    }

    /// A connection on its way from the thread where it was opened.
    private struct Opened: @unchecked Sendable {
      // Nobody else has it.
      let handle: UnsafeMutablePointer<MYSQL>
    }

    private static func connect(_ options: MySQLOptions) throws -> UnsafeMutablePointer<MYSQL> {
      _ = prepareLibrary
      guard let handle = mysql_init(nil) else { throw DatabaseError(.cannotOpen, "there is not enough memory to connect") }
      do {
        try prepare(handle, options)
        let flags = UInt(CLIENT_FOUND_ROWS) | UInt(1 << 16)  // CLIENT_MULTI_STATEMENTS, which is not imported.
        let connected = with(options.socket == nil ? options.host : "localhost") { host in
          with(options.user) { user in
            with(options.password) { password in
              with(options.database) { database in
                with(options.socket) { socket in
                  mysql_real_connect(handle, host, user, password, database, UInt32(options.port), socket, flags)
                }
              }
            }
          }
        }
        guard connected != nil else {
          throw ErrorMapping.connecting(mysql_errno(handle), String(cString: mysql_error(handle)), options.location)
        }
        try checkProtection(handle, options)
        return handle
      } catch {
        mysql_close(handle)
        throw error
      }
    }

    private static func prepare(_ handle: UnsafeMutablePointer<MYSQL>, _ options: MySQLOptions) throws {
      mysql_options(handle, MYSQL_OPT_NONBLOCK, nil)
      mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
      var seconds = UInt32(clamping: max(options.connectTimeout.components.seconds, 1))
      for option in [MYSQL_OPT_CONNECT_TIMEOUT, MYSQL_OPT_READ_TIMEOUT, MYSQL_OPT_WRITE_TIMEOUT] { mysql_options(handle, option, &seconds) }
      var no: CChar = 0, yes: CChar = 1
      mysql_options(handle, MYSQL_OPT_RECONNECT, &no)
      mysql_options(handle, MYSQL_REPORT_DATA_TRUNCATION, &yes)
      // A server could ask for files of this machine.
      var never: UInt32 = 0
      mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, &never)
      _ = active_record_mysql_attribute(handle, "program_name", "swift-active-record")
      let protection = options.protection
      guard protection != .disabled else { return }
      _ = with(options.key) { key in
        with(options.certificate) { certificate in
          with(options.certificateAuthority) { mysql_ssl_set(handle, key, certificate, $0, nil, nil) }
        }
      }
      if protection != .preferred { mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &yes) }
      var verifies: CChar = protection == .verified ? 1 : 0
      mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verifies)
    }

    private static func checkProtection(_ handle: UnsafeMutablePointer<MYSQL>, _ options: MySQLOptions) throws {
      guard options.protection == .required || options.protection == .verified, mysql_get_ssl_cipher(handle) == nil else { return }
      throw DatabaseError(
        .cannotOpen,
        "\(options.location) does not encrypt the connection. Turn TLS on at the server, or write tls=disabled where the way to it is safe")
    }

    /// The statement that sets the session up.
    private var settings: String {
      var settings = ["time_zone = '+00:00'", "sql_mode = '\(options.sqlMode.joined(separator: ","))'"]
      if let timeout = options.lockTimeout {
        let seconds = max(timeout.components.seconds, 1)
        settings += ["innodb_lock_wait_timeout = \(seconds)", "lock_wait_timeout = \(seconds)"]
      }
      if let timeout = options.statementTimeout {
        let (seconds, attoseconds) = timeout.components
        let milliseconds = max(seconds * 1000 + attoseconds / 1_000_000_000_000_000, 1)
        settings.append(isMariaDB ? "max_statement_time = \(Double(milliseconds) / 1000)" : "max_execution_time = \(milliseconds)")
      }
      if let wait = options.wsrepSyncWait { settings.append("wsrep_sync_wait = \(wait)") }
      return "SET " + (settings + options.variables).map { "SESSION \($0)" }.joined(separator: ", ")
    }

    private static func with<R>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> R) -> R {
      guard let text else { return body(nil) }
      return text.withCString { body($0) }
    }
  }

  extension MySQLOptions {
    /// How the way to the server is protected, decided.
    var protection: TLS {
      tls == .automatic ? (isRemote ? .verified : .disabled) : tls
    }
  }
#endif
