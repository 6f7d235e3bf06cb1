#if MySQL
  import ActiveRecordCore
  import ActiveRecordMySQL
  import Testing

  /// The SQL for MySQL 8 itself, which has no `RETURNING`, beside that for MariaDB; neither needs a server.
  @Suite struct MySQLTextTests {
    @Test func onlyMariaDBReturnsColumnsOfWhatItInserts() {
      let insert = InsertStatement(into: "posts", columns: ["title"], rows: [[.text("a")]], returning: ["id", "created_at"])
      #expect(insert.rendered(.mysql).text == "INSERT INTO `posts` (`title`) VALUES (?)")
      #expect(insert.rendered(.mariadb).text == "INSERT INTO `posts` (`title`) VALUES (?) RETURNING `id`, `created_at`")
    }

    @Test func anInsertOfNothingHasEmptyLists() {
      #expect(InsertStatement(into: "posts", columns: [], rows: [[]]).rendered(.mysql).text == "INSERT INTO `posts` () VALUES ()")
    }

    @Test func rowsThatAreThereAreSkippedOrUpdated() {
      let rows: [[DatabaseValue]] = [[.text("a"), .int(1)], [.text("b"), .int(2)]]
      let skipping = InsertStatement(into: "posts", columns: ["slug", "views"], rows: rows, conflict: .skip)
      #expect(
        skipping.rendered(.mysql).text
          == "INSERT INTO `posts` (`slug`, `views`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `slug` = `slug`")
      // Of one row the server says only by the last insert id that it was there.
      let one = InsertStatement(into: "posts", columns: ["slug"], rows: [[.text("a")]], conflict: .skip)
      #expect(
        one.rendered(.mysql).text
          == "INSERT INTO `posts` (`slug`) VALUES (?) ON DUPLICATE KEY UPDATE `slug` = IF(LAST_INSERT_ID(18446744073709551615), `slug`, `slug`)"
      )
      let updating = InsertStatement(
        into: "posts", columns: ["slug", "views"], rows: rows, conflict: .update(target: ["slug"], columns: ["views"]))
      #expect(
        updating.rendered(.mysql).text
          == "INSERT INTO `posts` (`slug`, `views`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `views` = VALUES(`views`)")
    }

    @Test func aLimitInsideOfAWriteStandsInAQueryOfItsOwn() {
      var chosen = SelectStatement(from: .table("posts", alias: nil))
      chosen.selection = [SQLSelection(column("id"))]
      chosen.orders = [SQLOrdering(column("id"), descending: true)]
      chosen.limit = 2
      let update = UpdateStatement("posts", set: [.init("views", .value(.int(0)))], where: [.isInSelect(column("id"), chosen)])
      #expect(
        update.rendered(.mysql).text
          == "UPDATE `posts` SET `views` = ? WHERE `posts`.`id` IN "
          + "(SELECT * FROM (SELECT `posts`.`id` FROM `posts` ORDER BY `posts`.`id` DESC LIMIT ?) AS `active_record_rows`)")
      let delete = DeleteStatement(from: "posts", where: [.isInSelect(column("id"), chosen)])
      #expect(
        delete.rendered(.mysql).text
          == "DELETE FROM `posts` WHERE `posts`.`id` IN "
          + "(SELECT * FROM (SELECT `posts`.`id` FROM `posts` ORDER BY `posts`.`id` DESC LIMIT ?) AS `active_record_rows`)")
    }

    @Test func theTableThatIsChangedIsReadThroughARowSource() {
      var chosen = SelectStatement(from: .table("posts", alias: nil))
      chosen.selection = [SQLSelection(column("id"))]
      chosen.conditions = [.isNull(column("title"))]
      let delete = DeleteStatement(from: "posts", where: [.isInSelect(column("id"), chosen)])
      #expect(
        delete.rendered(.mysql).text
          == "DELETE FROM `posts` WHERE `posts`.`id` IN "
          + "(SELECT * FROM (SELECT DISTINCT `posts`.`id` FROM `posts` WHERE `posts`.`title` IS NULL) AS `active_record_rows`)")
      var most = SelectStatement(from: .table("posts", alias: nil))
      most.selection = [SQLSelection(.function("MAX", [column("views")], distinct: false))]
      #expect(
        DeleteStatement(from: "posts", where: [.binary(column("views"), .equal, .select(most))]).rendered(.mysql).text
          == "DELETE FROM `posts` WHERE `posts`.`views` = "
          + "(SELECT * FROM (SELECT DISTINCT MAX(`posts`.`views`) FROM `posts`) AS `active_record_rows`)")
      // One that speaks of the row around it cannot stand there.
      most.conditions = [.binary(column("author_id"), .equal, .column(ColumnReference(.outer(.root), "id")))]
      let update = UpdateStatement("authors", set: [.init("views", .select(most))], where: [])
      #expect(
        update.rendered(.mysql).text
          == "UPDATE `authors` SET `views` = (SELECT MAX(`posts`.`views`) FROM `posts` WHERE `posts`.`author_id` = `authors`.`id`)")
      var select = SelectStatement(from: .table("authors", alias: nil))
      select.conditions = [.isInSelect(column("id"), chosen)]
      #expect(
        select.rendered(.mysql).text
          == "SELECT `authors`.* FROM `authors` WHERE `authors`.`id` IN (SELECT `posts`.`id` FROM `posts` WHERE `posts`.`title` IS NULL)")
    }

    @Test func orderOfNullsIsAConditionBeforeTheColumn() {
      var select = SelectStatement(from: .table("posts", alias: nil))
      select.orders = [
        SQLOrdering(column("title"), descending: true, nulls: .last), SQLOrdering(column("id"), descending: false, nulls: .first),
      ]
      #expect(
        select.rendered(.mysql).text
          == "SELECT `posts`.* FROM `posts` ORDER BY `posts`.`title` IS NULL, `posts`.`title` DESC, `posts`.`id` IS NOT NULL, `posts`.`id` ASC"
      )
    }

    @Test func anOffsetAloneHasTheLargestLimit() {
      var select = SelectStatement(from: .table("posts", alias: nil))
      select.offset = 4
      #expect(select.rendered(.mysql).text == "SELECT `posts`.* FROM `posts` LIMIT 18446744073709551615 OFFSET ?")
    }

    @Test func equalityWithNullCastsAndPathsHaveMySQLsWords() {
      var select = SelectStatement(from: .table("posts", alias: nil))
      select.conditions = [
        .binary(column("title"), .same, .value(.null)), .binary(.cast(column("views"), .text), .equal, .value(.text("7"))),
        .binary(.json(column("extra"), [.member("tags"), .element(0)]), .equal, .value(.text("x"))),
      ]
      let rendered = select.rendered(.mysql)
      #expect(
        rendered.text
          == "SELECT `posts`.* FROM `posts` WHERE `posts`.`title` <=> ? AND CAST(`posts`.`views` AS CHAR) = ? "
          + "AND (JSON_UNQUOTE(JSON_EXTRACT(`posts`.`extra`, ?))) = ?")
      #expect(rendered.bindings == [.null, .text("7"), .text(#"$."tags"[0]"#), .text("x")])
    }

    @Test func locksAndHintsAreWritten() {
      var select = SelectStatement(from: .table("posts", alias: nil))
      select.lock = "FOR UPDATE SKIP LOCKED"
      select.hints = ["MAX_EXECUTION_TIME(1000)"]
      #expect(select.rendered(.mysql).text == "SELECT /*+ MAX_EXECUTION_TIME(1000) */ `posts`.* FROM `posts` FOR UPDATE SKIP LOCKED")
    }

    @Test func namesAreQuotedWithBackquotesAndCutAt64() {
      #expect(Dialect.mysql.quote("or`der") == "`or``der`")
      #expect(Dialect.mysql.quoteTable("shop.order") == "`shop`.`order`")
      #expect(Dialect.mysql.identifierLimit == 64 && Dialect.mariadb.identifierLimit == 64)
    }

    private func column(_ name: String) -> SQLExpression { .column(ColumnReference(.root, name)) }
  }
#endif
