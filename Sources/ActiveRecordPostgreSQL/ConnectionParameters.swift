#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Darwin)
    import Darwin
  #endif

  /// What libpq is told to open a connection: the URL's parameters, and what this library adds to them.
  struct ConnectionParameters: Sendable {
    private(set) var values: [String: String]
    private(set) var preparesStatements: Bool

    /// - Throws: ``DatabaseError`` where the URL is not understood.
    init(_ options: PostgreSQLOptions, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
      var own = OwnParameters(options)
      let url = try own.take(from: options.url)
      preparesStatements = own.preparesStatements
      values = try Self.parse(url)
      values["client_encoding"] = "UTF8"
      if values["application_name"] == nil { values["application_name"] = options.applicationName }
      if own.preparesStatements { values["options"] = Self.joined(values["options"], own.settings) }
      if values["sslmode"] == nil, environment["PGSSLMODE"] == nil, !Self.isLocal(values, environment) { verifyServer() }
    }

    /// A short description of where the database is, without secrets.
    var location: String {
      let host = values["host"] ?? values["hostaddr"] ?? "localhost"
      let port = values["port"].map { ":" + $0 } ?? ""
      let name = values["dbname"] ?? values["user"] ?? ""
      return "PostgreSQL at \(host)\(port)/\(name)"
    }

    /// Starts to open a connection; libpq may look the host's name up here, which takes its time.
    func start() -> OpaquePointer? {
      let pairs = values.sorted { $0.key < $1.key }
      let names = pairs.map { strdup($0.key) }, texts = pairs.map { strdup($0.value) }
      defer { for text in names + texts { free(text) } }
      let keywords = names.map { UnsafePointer($0) } + [nil]
      return PQconnectStartParams(keywords, texts.map { UnsafePointer($0) } + [nil], 0)
    }

    private static func parse(_ url: String) throws -> [String: String] {
      var message: UnsafeMutablePointer<CChar>?
      guard let list = PQconninfoParse(url, &message) else {
        defer { PQfreemem(message) }
        // libpq's own message may repeat the URL, and with it the password.
        throw DatabaseError(
          .cannotOpen,
          "the URL of the database is not understood; it looks like postgres://user:password@host:5432/database?sslmode=verify-full")
      }
      defer { PQconninfoFree(list) }
      var values: [String: String] = [:]
      var option = list
      while let keyword = option.pointee.keyword {
        if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
        option += 1
      }
      return values
    }

    /// `-c name=value` for each setting, with blanks and backslashes escaped.
    private static func joined(_ options: String?, _ settings: [(String, String)]) -> String {
      let added = settings.map { name, value in
        "-c \(name)=" + value.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")
      }
      return (added + [options].compactMap { $0 }).joined(separator: " ")
    }

    /// Whether the way to the server stays on this machine: by its name, and by its address, which libpq connects to where both are given.
    private static func isLocal(_ values: [String: String], _ environment: [String: String]) -> Bool {
      let lists = [values["host"] ?? environment["PGHOST"], values["hostaddr"] ?? environment["PGHOSTADDR"]]
      return lists.compactMap(\.self).flatMap { $0.split(separator: ",") }.allSatisfy { host in
        host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || host == "::1" || isLoopback(host)
      }
    }

    /// `127.0.0.1` and its neighbours, but not `127.example.com`.
    private static func isLoopback(_ host: Substring) -> Bool {
      host.hasPrefix("127.") && host.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
    }

    /// Where systems keep the certificates that they trust; libpq 15 does not look there by itself.
    private static let certificates = [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]

    private mutating func verifyServer() {
      values["sslmode"] = "verify-full"
      if values["sslrootcert"] == nil { values["sslrootcert"] = Self.certificates.first { access($0, R_OK) == 0 } }
    }
  }

  /// The parameters of a URL that are this library's and not libpq's.
  private struct OwnParameters {
    var preparesStatements: Bool
    private var statementTimeout: String?
    private var searchPath: String?
    private let options: PostgreSQLOptions

    init(_ options: PostgreSQLOptions) {
      self.options = options
      preparesStatements = options.preparesStatements
      statementTimeout = options.statementTimeout.map(Self.milliseconds)
      searchPath = options.searchPath
    }

    /// The URL without them.
    mutating func take(from url: String) throws -> String {
      guard let mark = url.firstIndex(of: "?"), url.hasPrefix("postgres") else { return url }
      var kept: [Substring] = []
      for pair in url[url.index(after: mark)...].split(separator: "&") {
        let parts = pair.split(separator: "=", maxSplits: 1).map(Self.unescaped)
        guard let name = parts.first, let value = parts.dropFirst().first else { continue }
        switch name {
        case "prepared_statements": preparesStatements = value != "false" && value != "0" && value != "no"
        case "statement_timeout": statementTimeout = value
        case "search_path": searchPath = value
        default: kept.append(pair)
        }
      }
      return url[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }

    /// The settings of the session.
    var settings: [(String, String)] {
      var settings = [("timezone", "UTC"), ("datestyle", "ISO"), ("intervalstyle", "iso_8601")]
      if let statementTimeout { settings.append(("statement_timeout", statementTimeout)) }
      if let lockTimeout = options.lockTimeout { settings.append(("lock_timeout", Self.milliseconds(lockTimeout))) }
      if let searchPath { settings.append(("search_path", searchPath)) }
      return settings + options.settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// `%20` and the like as the characters that they stand for.
    private static func unescaped(_ text: Substring) -> String {
      var bytes: [UInt8] = []
      var rest = text.utf8[...]
      while let byte = rest.popFirst() {
        if byte == 37, rest.count >= 2, let code = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
          bytes.append(code)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    private static func milliseconds(_ duration: Duration) -> String {
      let (seconds, attoseconds) = duration.components
      return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
    }
  }
#endif
