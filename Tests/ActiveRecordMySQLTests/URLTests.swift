#if MySQL
  import ActiveRecordCore
  import ActiveRecordMySQL
  import Testing

  @Suite("URLs of MySQL databases")
  struct URLTests {
    @Test("User, password, host, port and database, with signs that are written with %")
    func parts() throws {
      let options = try MySQLOptions(url: "mysql://blog%40team:p%2Fa%3As%25@db.example.com:3307/my%20blog")
      #expect(options.user == "blog@team")
      #expect(options.password == "p/a:s%")
      #expect(options.host == "db.example.com")
      #expect(options.port == 3307)
      #expect(options.database == "my blog")
      #expect(options.flavor == .mysql)
    }

    @Test("What is left out keeps its default; an IPv6 address stands in brackets")
    func defaults() throws {
      let short = try MySQLOptions(url: "mysql://localhost")
      #expect(short.port == 3306 && short.user == nil && short.password == nil && short.database == nil)
      let address = try MySQLOptions(url: "mariadb://root@[::1]:3308/blog")
      #expect(address.host == "::1" && address.port == 3308 && address.flavor == .mariadb)
      #expect(MySQLDriver(address).dialect.hasReturning)
      #expect(!MySQLDriver(short).dialect.hasReturning)
    }

    @Test("Parameters set what they name")
    func parameters() throws {
      let options = try MySQLOptions(
        url:
          "mysql:///blog?socket=/run/my%2Fsocket&ssl-mode=VERIFY_IDENTITY&ca=/ca.pem&statement_timeout=2.5&lock-timeout=3&wsrep-sync-wait=7"
      )
      #expect(options.socket == "/run/my/socket" && options.database == "blog")
      #expect(options.tls == .verified && options.certificateAuthority == "/ca.pem")
      #expect(options.statementTimeout == .seconds(2.5) && options.lockTimeout == .seconds(3))
      #expect(options.wsrepSyncWait == 7)
    }

    @Test(
      "A mistake is an error that shows no password",
      arguments: [
        ("mysql:root:secret@host", "it has no mysql:// or mariadb:// in front"),
        ("postgres://u:secret@host/db", "postgres:// is another kind of address"),
        ("mysql://u:secret@host:99999/db", "the port is no number from 1 to 65535"),
        ("mysql://u:secret@host/db?tsl=on", "there is no parameter 'tsl'"),
        ("mysql://u:secret@host/db?tls=perhaps", "'tls' is one of"),
        ("mysql://u:secret%zz@host/db", "a '%' is not followed by two hexadecimal digits"),
        ("mysql://u:secret@host/a/b", "the path is the name of the database"),
        ("mysql://u:secret@host/db?lock-timeout=soon", "'lock-timeout' is no number of seconds"),
      ])
    func mistakes(url: String, message: String) throws {
      let error = try #require(throws: DatabaseError.self) { try MySQLOptions(url: url) }
      #expect(error.code == .cannotOpen)
      #expect(error.description.contains(message))
      #expect(!error.description.contains("secret"))
    }

    @Test("Neither the description nor a dump of the options shows user and password")
    func secrets() throws {
      let options = try MySQLOptions(url: "mysql://anna:secret@db.example.com/blog")
      var dumped = ""
      dump(options, to: &dumped)
      for text in ["\(options)", dumped, String(reflecting: options), MySQLDriver(options).location] {
        #expect(!text.contains("secret") && !text.contains("anna"))
        #expect(text.contains("mysql://db.example.com:3306/blog"))
      }
    }
  }
#endif
