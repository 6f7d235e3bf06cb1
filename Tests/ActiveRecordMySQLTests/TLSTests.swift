#if MySQL
  import ActiveRecordCore
  @testable import ActiveRecordMySQL
  import Testing

  @Suite("TLS to MySQL")
  struct TLSTests {
    private func options(_ tls: MySQLOptions.TLS, _ authority: String? = nil) throws -> MySQLOptions {
      var options = try MySQLOptions(url: Server.variable("AR_MYSQL_TCP_URL"))
      options.database = "mysql"
      options.tls = tls
      options.certificateAuthority = authority
      return options
    }

    private func cipher(_ options: MySQLOptions) async throws -> String {
      let connection = try await MySQLConnection.open(options)
      defer { connection.close() }
      return try String(databaseValue: try await connection.rows("SHOW STATUS LIKE 'Ssl_cipher'")[0][1])
    }

    @Test("A server whose certificate was signed by the authority that is named; queries and long rows work")
    func verified() async throws {
      let options = try options(.verified, Server.variable("AR_MYSQL_CA"))
      #expect(try await !cipher(options).isEmpty)
      let connection = try await MySQLConnection.open(options)
      defer { connection.close() }
      let rows = try await connection.rows("SELECT seq, REPEAT('x', 500) FROM seq_1_to_20000")
      #expect(rows.count == 20_000 && rows[19_999][0] == .int(20_000))
    }

    @Test("A certificate that nobody vouches for is refused")
    func unknownAuthority() async throws {
      let error = try await databaseError { _ = try await cipher(options(.verified)) }
      #expect(error.code == .cannotOpen)
    }

    @Test("Encrypted without checking, and not at all")
    func unchecked() async throws {
      #expect(try await !cipher(options(.required)).isEmpty)
      #expect(try await !cipher(options(.preferred)).isEmpty)
      #expect(try await cipher(options(.disabled)).isEmpty)
    }

    @Test(
      "Without a word, what leaves the machine is encrypted and checked",
      arguments: [
        ("mysql://db.example.com/blog", MySQLOptions.TLS.verified), ("mysql://10.0.0.7/blog", .verified),
        ("mysql://127.0.0.1/blog", .disabled),
        ("mysql://localhost/blog", .disabled), ("mysql://[::1]/blog", .disabled), ("mysql:///blog?socket=/run/x", .disabled),
        ("mysql://127.example.com/blog", .verified), ("mysql://db.example.com/blog?tls=required", .required),
      ])
    func automatic(url: String, expected: MySQLOptions.TLS) throws {
      #expect(try MySQLOptions(url: url).protection == expected)
    }
  }
#endif
