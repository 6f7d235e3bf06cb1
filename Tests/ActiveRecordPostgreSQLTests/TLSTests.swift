#if PostgreSQL
  import ActiveRecordCore
  import ActiveRecordPostgreSQL
  import Foundation
  import Testing
  import TestServers

  /// A server of its own that encrypts, with a certificate that an authority of the test signed.
  @Suite("TLS to PostgreSQL") struct TLSTests {
    private func isEncrypted(_ url: String) async throws -> Bool {
      let connection = try await PostgreSQLDriver(PostgreSQLOptions(url: url)).connect(for: .writing)
      defer { connection.close() }
      return try await connection.rows("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == [[.bool(true)]]
    }

    @Test func connectionsAreEncryptedAndCheckedAsTheURLSays() async throws {
      try await OwnServer.use("postgresql", settings: ["AR_POSTGRESQL_TLS": "1"]) { server async throws in
        let url = try server.variable("AR_POSTGRESQL_URL"), authority = try server.variable("AR_POSTGRESQL_CA")
        #expect(try await isEncrypted("\(url)?sslmode=verify-full&sslrootcert=\(authority)"))
        #expect(try await isEncrypted("\(url)?sslmode=require"))
        #expect(try await !isEncrypted("\(url)?sslmode=disable"))
        // Nobody vouches for the certificate among those that the system trusts.
        let unknown = try await databaseError {
          _ = try await isEncrypted("\(url)?sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt")
        }
        #expect(unknown.code == .cannotOpen && unknown.message.contains("certificate verify failed"))
        // The certificate is for 127.0.0.1 and no other name.
        let otherName = try await databaseError {
          let renamed = url.replacing("@127.0.0.1", with: "@localhost")
          _ = try await isEncrypted("\(renamed)?sslmode=verify-full&sslrootcert=\(authority)&hostaddr=127.0.0.1")
        }
        #expect(otherName.code == .cannotOpen && otherName.message.contains("does not match host name"))
      }
    }

    @Test func longResultsAndStreamsPassThroughEncryption() async throws {
      try await OwnServer.use("postgresql", settings: ["AR_POSTGRESQL_TLS": "1"]) { server async throws in
        let url = try server.variable("AR_POSTGRESQL_URL") + "?sslmode=require"
        let connection = try await PostgreSQLDriver(PostgreSQLOptions(url: url)).connect(for: .writing)
        defer { connection.close() }
        let rows = try await connection.rows("SELECT n, repeat('x', 500) FROM generate_series(1, 20000) AS n")
        #expect(rows.count == 20_000 && rows[19_999][0] == .int(20_000))
        #expect(rows.allSatisfy { $0[1] == .text(String(repeating: "x", count: 500)) })
      }
    }
  }
#endif
