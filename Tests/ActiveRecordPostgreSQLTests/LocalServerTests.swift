#if PostgreSQL
  import Testing

  @testable import ActiveRecordPostgreSQL

  @Suite("PostgreSQL: which servers are on this machine")
  struct LocalServerTests {
    private func mode(_ url: String, _ environment: [String: String] = [:]) throws -> String? {
      try ConnectionParameters(PostgreSQLOptions(url: url), environment: environment).values["sslmode"]
    }

    @Test(
      "Sockets and loopback addresses",
      arguments: [
        "postgres:///blog", "postgres://localhost/blog", "postgres://127.0.0.1/blog", "postgres://127.0.0.2:5433/blog",
        "postgres://[::1]/blog", "postgres:///blog?host=/var/run/postgresql", "postgres://localhost/blog?hostaddr=127.0.0.1",
        "postgres://localhost,127.0.0.1/blog",
      ])
    func local(url: String) throws { #expect(try mode(url) == nil) }

    @Test(
      "Anything else has to prove who it is, also where only the name or only the address looks local",
      arguments: [
        "postgres://db.example.com/blog", "postgres://127.example.com/blog", "postgres://localhost/blog?hostaddr=10.0.0.5",
        "postgres://db.example.com/blog?hostaddr=127.0.0.1", "postgres://localhost,db.example.com/blog",
      ])
    func remote(url: String) throws { #expect(try mode(url) == "verify-full") }

    @Test("What the environment says counts")
    func environment() throws {
      #expect(try mode("postgres:///blog", ["PGHOST": "db.example.com"]) == "verify-full")
      #expect(try mode("postgres://localhost/blog", ["PGHOSTADDR": "10.0.0.5"]) == "verify-full")
      #expect(try mode("postgres://localhost/blog", ["PGHOST": "db.example.com"]) == nil)
      #expect(try mode("postgres://db.example.com/blog", ["PGSSLMODE": "require"]) == nil)
    }
  }
#endif
