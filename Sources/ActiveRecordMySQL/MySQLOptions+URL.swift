#if MySQL
  import ActiveRecordCore

  extension MySQLOptions {
    /// The options that a URL tells: `mysql://user:password@host:3306/blog?tls=verified`.
    ///
    /// `mariadb://` speaks MariaDB's SQL. Parameters: `socket`, `tls` (or MySQL's `ssl-mode`), `ca`, `cert`, `key`,
    /// `connect-timeout`, `read-timeout`, `statement-timeout` and `lock-timeout` in seconds, `wsrep-sync-wait`. What is no letter, digit or one of
    /// `-._~` is written with `%` in user, password and database.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` with what is wrong with it; the password is not shown.
    public init(url: String) throws {
      self.init()
      guard let scheme = url.firstRange(of: "://") else { throw Self.problem("it has no mysql:// or mariadb:// in front") }
      guard let flavor = Flavor(rawValue: url[..<scheme.lowerBound].lowercased()) else {
        throw Self.problem("\(url[..<scheme.lowerBound]):// is another kind of address")
      }
      self.flavor = flavor
      var rest = url[scheme.upperBound...]
      if let mark = rest.firstIndex(of: "?") {
        for part in rest[rest.index(after: mark)...].split(separator: "&") { try take(parameter: part) }
        rest = rest[..<mark]
      }
      if let slash = rest.firstIndex(of: "/") {
        let name = try Self.decoded(rest[rest.index(after: slash)...])
        if name.contains("/") { throw Self.problem("the path is the name of the database, which has no '/'") }
        database = name.isEmpty ? nil : name
        rest = rest[..<slash]
      }
      if let at = rest.lastIndex(of: "@") {
        try take(credentials: rest[..<at])
        rest = rest[rest.index(after: at)...]
      }
      try take(authority: rest)
    }

    private mutating func take(credentials: Substring) throws {
      let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try Self.decoded(parts[0])
      user = name.isEmpty ? nil : name
      if parts.count > 1 { password = try Self.decoded(parts[1]) }
    }

    private mutating func take(authority: Substring) throws {
      if authority.isEmpty { return }
      var rest = authority
      if rest.first == "[" {
        guard let end = rest.firstIndex(of: "]") else { throw Self.problem("the address in [ has no ]") }
        host = String(rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      } else {
        let end = rest.firstIndex(of: ":") ?? rest.endIndex
        if end > rest.startIndex { host = try Self.decoded(rest[..<end]) }
        rest = rest[end...]
      }
      if rest.isEmpty { return }
      guard rest.first == ":", let number = UInt16(rest.dropFirst()), number > 0 else {
        throw Self.problem("the port is no number from 1 to 65535")
      }
      port = number
    }

    private mutating func take(parameter: Substring) throws {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].lowercased().replacing("_", with: "-")
      let value = parts.count > 1 ? try Self.decoded(parts[1]) : ""
      switch name {
      case "socket": socket = value
      case "tls", "ssl-mode", "sslmode": tls = try Self.protection(value)
      case "ca", "ssl-ca": certificateAuthority = value
      case "cert", "ssl-cert": certificate = value
      case "key", "ssl-key": key = value
      case "connect-timeout": connectTimeout = try Self.duration(value, name)
      case "read-timeout": readTimeout = try Self.duration(value, name)
      case "statement-timeout": statementTimeout = try Self.duration(value, name)
      case "lock-timeout": lockTimeout = try Self.duration(value, name)
      case "wsrep-sync-wait":
        guard let number = Int(value), (0...15).contains(number) else { throw Self.problem("'wsrep-sync-wait' is no number from 0 to 15") }
        wsrepSyncWait = number
      default: throw Self.problem("there is no parameter '\(name)'. There are: \(Self.parameters)")
      }
    }

    private static let parameters =
      "socket, tls, ca, cert, key, connect-timeout, read-timeout, statement-timeout, lock-timeout, wsrep-sync-wait"

    private static func protection(_ text: String) throws -> TLS {
      switch text.lowercased().replacing("-", with: "_") {
      case "automatic": .automatic
      case "disabled", "disable": .disabled
      case "preferred", "prefer": .preferred
      case "required", "require": .required
      case "verified", "verify_ca", "verify_identity", "verify_full": .verified
      default: throw problem("'tls' is one of automatic, disabled, preferred, required and verified")
      }
    }

    private static func duration(_ text: String, _ name: String) throws -> Duration {
      guard let seconds = Double(text), seconds > 0, seconds < 1e9 else { throw problem("'\(name)' is no number of seconds") }
      return .seconds(seconds)
    }

    private static func decoded(_ text: some StringProtocol) throws -> String {
      var bytes: [UInt8] = []
      var rest = Substring(text).utf8
      while let byte = rest.popFirst() {
        guard byte == 37 else {
          bytes.append(byte)
          continue
        }
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
          throw problem("a '%' is not followed by two hexadecimal digits; write %25 for the sign itself")
        }
        bytes.append(high << 4 | low)
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
      switch byte {
      case 48...57: byte - 48
      case 65...70: byte - 55
      case 97...102: byte - 87
      default: nil
      }
    }

    private static func problem(_ text: String) -> DatabaseError {
      DatabaseError(.cannotOpen, "the database's URL cannot be used: \(text). It looks like mysql://user:password@host:3306/database")
    }
  }
#endif
