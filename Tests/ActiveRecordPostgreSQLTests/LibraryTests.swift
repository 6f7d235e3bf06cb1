#if PostgreSQL
  import Testing

  @testable import ActiveRecordPostgreSQL

  @Suite("libpq")
  struct LibraryTests {
    @Test("The library is recent enough for pipelines")
    func version() {
      #expect(PostgreSQLLibrary.version >= 140_000)
    }
  }
#endif
