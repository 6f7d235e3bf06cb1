#if MySQL
  import Testing

  @testable import ActiveRecordMySQL

  @Suite("libmariadb")
  struct LibraryTests {
    @Test("The library is recent enough for utf8mb4 and prepared statements")
    func version() {
      #expect(MySQLLibrary.version >= 50_500)
    }
  }
#endif
