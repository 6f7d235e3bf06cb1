#if PostgreSQL
  import CPostgreSQL

  /// The client library behind this driver.
  enum PostgreSQLLibrary {
    /// libpq's version: 150018 is 15.18.
    static var version: Int32 { PQlibVersion() }
  }
#endif
