#if MySQL
  public import ActiveRecordCore

  extension DatabaseLocation {
    /// A MySQL or MariaDB database by its URL.
    ///
    /// ```swift
    /// try await Database.connect(.mysql(url: "mysql://blog:secret@db.example.com/blog"))
    /// try await Database.connect(.mysql(url: "mariadb://root@localhost/blog?socket=/run/mysqld/mysqld.sock"))
    /// ```
    ///
    /// What a URL can say stands at ``MySQLOptions/init(url:)``; a mistake in it is told when the database is connected.
    public static func mysql(url: String) -> DatabaseLocation {
      DatabaseLocation { try MySQLDriver(MySQLOptions(url: url)) }
    }

    /// A MySQL or MariaDB database with options of its own.
    public static func mysql(_ options: MySQLOptions) -> DatabaseLocation { DatabaseLocation { MySQLDriver(options) } }
  }
#endif
