import Testing

/// Plants differences of every kind, which the comparison must catch.
@Suite struct ComparisonTests {
  static let reference = """
    == reading
    SQL SELECT "jars".* FROM "jars" WHERE "jars"."shelf_id" = ? | [1]
    VAL names ["a","b"]
    == writing
    LOG before
    TX  BEGIN
    SQL INSERT INTO "jars" ("label") VALUES (?) RETURNING "id" | ["c"]
    LOG after
    TX  COMMIT
    VAL saved true
    ERR refused {"class":"Refused","message":"no"}
    ERR allowed null
    VAL saved {"_":"Jar","id":1}
    """

  /// The reference with one line replaced, compared with itself.
  private func compared(
    _ old: String, _ new: String, _ listed: [String] = [], in scenario: String = "x"
  ) -> Comparison {
    let rows = listed.map { Difference(scenario: scenario, label: $0, reason: "said", kind: .better(1)) }
    return Comparison(Trace(Self.reference), Trace(Self.reference.replacing(old, with: new)), rows)
  }

  @Test func theSameTraceAgrees() {
    let comparison = compared("", "")
    #expect(comparison.agrees)
    #expect(comparison.values == 3)
    #expect(comparison.agreeing == 3)
    #expect(comparison.listed == 0)
  }

  @Test(arguments: [
    ("VAL names [\"a\",\"b\"]", "VAL names [\"b\",\"a\"]", "names"),
    ("VAL saved true", "VAL saved 1", "saved"),
    ("VAL saved true", "ERR saved {\"class\":\"E\"}", "saved"),
    ("VAL saved true", "OMIT saved", "saved"),
    ("LOG before", "LOG beforehand", "saved"),
    ("LOG before\nTX  BEGIN", "TX  BEGIN\nLOG before", "saved"),
    ("LOG after\n", "", "saved"),
    ("TX  COMMIT", "TX  ROLLBACK", "saved"),
    ("TX  BEGIN\n", "", "saved"),
    ("INSERT INTO \"jars\"", "INSERT INTO \"shelves\"", "saved"),
    ("INSERT INTO \"jars\" (", "UPDATE \"jars\" SET (", "saved"),
    ("ERR refused {\"class\":\"Refused\",\"message\":\"no\"}", "ERR refused null", "refused"),
    ("ERR allowed null", "ERR allowed {\"class\":\"E\",\"message\":\"\"}", "allowed"),
    ("ERR allowed null", "VAL allowed null", "allowed"),
    ("{\"_\":\"Jar\",\"id\":1}", "{\"_\":\"Jar\",\"id\":2}", "saved#2"),
    ("ERR allowed null", "SQL SELECT * FROM jars\nERR allowed null", "allowed"),
    ("== writing", "== writes", "saved"),
    ("VAL names [\"a\",\"b\"]\n", "", "names"),
  ])
  func aPlantedDifferenceIsCaught(_ old: String, _ new: String, _ label: String) {
    let comparison = compared(old, new)
    #expect(!comparison.agrees)
    #expect(comparison.unlisted.contains { $0.hasPrefix("\(label): ") }, "\(comparison.unlisted)")
  }

  @Test(arguments: ["VAL more 1", "NOISE", "ERR uncaught {\"class\":\"E\",\"message\":\"\"}", "SQL SELECT * FROM jars"])
  func aLineTooManyIsCaught(_ line: String) {
    #expect(!Comparison(Trace(Self.reference), Trace(Self.reference + "\n" + line), []).agrees)
  }

  @Test func statementsThatMovedAcrossACallbackAreCaught() {
    let moved = Self.reference.split(separator: "\n").filter { $0 != "LOG after" }.joined(separator: "\n")
      .replacing("TX  BEGIN", with: "TX  BEGIN\nLOG after")
    #expect(!Comparison(Trace(Self.reference), Trace(moved), []).agrees)
  }

  @Test func theLetterOfSQLDoesNotCount() {
    #expect(compared("\"jars\".* FROM \"jars\"", "id, label FROM jars AS j").agrees)
    #expect(compared("\"Refused\",\"message\":\"no\"", "\"Other\",\"message\":\"never\"").agrees)
  }

  @Test func theOrderOfStatementsDoesNotCount() {
    let first = Trace("SQL DELETE FROM a\nSQL DELETE FROM b\nVAL x 1")
    let second = Trace("SQL DELETE FROM b\nSQL DELETE FROM a\nVAL x 1")
    #expect(Comparison(first, second, []).agrees)
  }

  @Test func aListedDifferenceIsMeant() {
    let comparison = compared("ERR allowed null", "ERR allowed {\"class\":\"E\",\"message\":\"\"}", ["allowed"])
    #expect(comparison.agrees)
    #expect(comparison.listed == 1)
    #expect(comparison.listedValues == 0)
  }

  @Test(arguments: [
    ("LOG before\nTX  BEGIN", "TX  BEGIN\nLOG before", true), ("LOG after\n", "", true), ("VAL saved true", "VAL saved false", false),
    ("LOG after", "LOG later", false), ("TX  COMMIT", "TX  ROLLBACK", false), ("LOG after", "LOG after\nSQL DELETE FROM jars", false),
  ])
  func whatIsListedForItsOrderDiffersInOrderOnly(_ old: String, _ new: String, _ agrees: Bool) {
    let row = Difference(scenario: "x", label: "saved", reason: "said", kind: .better(25))
    let comparison = Comparison(Trace(Self.reference), Trace(Self.reference.replacing(old, with: new)), [row])
    #expect(comparison.unlisted.isEmpty == agrees)
  }

  @Test func aListedDifferenceThatIsNoneIsCaught() {
    #expect(compared("", "", ["names"]).stale == ["names: listed, but it does not differ"])
    #expect(compared("", "", ["nothing"]).stale == ["nothing: listed, but the reference has no such step"])
    #expect(!compared("", "", ["names"]).agrees)
  }

  @Test func moreThanAFifthListedDoesNotAgree() {
    let comparison = compared("VAL saved true", "VAL saved false", ["saved"])
    #expect(comparison.unlisted == [])
    #expect(comparison.listedValues == 1)
    #expect(!comparison.agrees)
  }

  @Test func aListedCallbackCountsAsTheValueBehindIt() {
    let comparison = compared("LOG after", "LOG later", ["saved"])
    #expect(comparison.listed == 1)
    #expect(comparison.listedValues == 1)
    #expect(comparison.agreeing == 2)
    #expect(comparison.unlisted == [])
    #expect(!comparison.agrees)
  }

  @Test func loadingTogetherMaySaveStatementsOnly() {
    let alone = Trace(Self.reference)
    func differences(_ old: String, _ new: String) -> [String] {
      BatchComparison.differences(alone: alone, together: Trace(Self.reference.replacing(old, with: new)))
    }
    let statement = "SQL SELECT \"jars\".* FROM \"jars\" WHERE \"jars\".\"shelf_id\" = ? | [1]\n"
    #expect(differences("", "") == [])
    #expect(differences(statement, "") == [])
    #expect(differences(statement, statement + statement) == ["names: 2 statements instead of 1"])
    #expect(differences("LOG after", "LOG later") == ["saved: callbacks or transactions differ"])
    #expect(differences("VAL saved true", "VAL saved false") == ["saved: it ends otherwise"])
    #expect(differences("VAL saved true\n", "") == ["the steps differ"])
  }
}
