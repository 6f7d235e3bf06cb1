#if MySQL
  import CMySQL

  /// The client library behind this driver.
  enum MySQLLibrary {
    /// libmariadb's version as a number.
    static var version: UInt { UInt(mysql_get_client_version()) }
  }
#endif
