import ActiveRecord
import ActiveRecordTesting
import Testing

/// Rows that a trigger keeps out of their table: no record is told as saved without a row, or with the key of another one.
@Suite struct SwallowedInsertTests {
  private func isTold(_ error: String?) -> Bool {
    error?.contains("Sluice was not saved: the database made no row of the INSERT, or tells no key of it") == true
  }

  @Test(arguments: Engine.swallowing) func aRecordWithoutARowIsNotSaved(_ engine: Engine) async throws {
    try await engine.swallow { () async throws in
      let first = try await Sluice.create { $0.name = "first" }
      let gone = Sluice(name: "gone")
      let told = await failure { try await gone.save() }
      #expect(isTold(told))
      #expect(gone.isNew && gone.id == nil)
      #expect(try await Sluice.pluck(\.name) == ["first"])
      gone.name = "here"
      try await gone.save()
      #expect(gone.id != first.id)
      #expect(try await Sluice.order(\.name).pluck(\.name) == ["first", "here"])
    }
  }

  @Test(arguments: Engine.swallowing) func nothingOfAGraphIsSavedWhereOneRowIsMissing(_ engine: Engine) async throws {
    try await engine.swallow { () async throws in
      let weir = Weir(name: "old")
      for number in 0..<20 { weir.sluices.build { $0.name = number == 7 ? "gone" : "\(number)" } }
      let told = await failure { try await weir.save() }
      #expect(isTold(told))
      #expect(weir.isNew && weir.sluices.target.allSatisfy { $0.isNew && $0.id == nil })
      #expect(try await Weir.count() + Sluice.count() == 0)
      weir.sluices.target[7].name = "7"
      try await weir.save()
      #expect(try await weir.sluices.count() == 20)
    }
  }

  @Test func aViewWhoseTriggerTellsNoKeyWantsOneGiven() async throws {
    try await Engine.sqlite.database { database, _ async throws in
      try await database.execute("CREATE VIEW seen_sluices AS SELECT id, name FROM sluices")
      try await database.execute(
        """
        CREATE TRIGGER seen INSTEAD OF INSERT ON seen_sluices
        BEGIN INSERT INTO sluices (id, name) VALUES (NEW.id, NEW.name); END
        """)
      try await Sluice.create { $0.name = "first" }
      let told = await failure { _ = try await SeenSluice.create { $0.name = "second" } }
      #expect(told?.contains("SeenSluice was not saved") == true && told?.contains("or give the record its key") == true)
      #expect(try await SeenSluice.pluck(\.name) == ["first"])
      try await SeenSluice.create {
        $0.id = 7
        $0.name = "seventh"
      }
      #expect(try await SeenSluice.find(7).name == "seventh")
    }
  }
}

extension Engine {
  /// The engines whose triggers can keep a row out of its table without an error.
  fileprivate static var swallowing: [Engine] { takingBack }

  /// Runs `body` where rows named "gone" do not come into the table of sluices.
  fileprivate func swallow(_ body: nonisolated(nonsending) () async throws -> Void) async throws {
    try await database { database, _ async throws in
      for statement in self == .sqlite ? Self.ignoring : Self.returningNothing { try await database.execute(SQL(raw: statement)) }
      try await body()
      if self != .sqlite {
        try await database.execute("DROP TRIGGER swallow ON sluices")
        try await database.execute("DROP FUNCTION swallow()")
      }
    }
  }

  private static let ignoring = [
    "CREATE TRIGGER swallow BEFORE INSERT ON sluices WHEN NEW.name = 'gone' BEGIN SELECT RAISE(IGNORE); END"
  ]
  private static let returningNothing = [
    """
    CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN IF NEW.name = 'gone' THEN RETURN NULL; END IF; RETURN NEW; END $$
    """,
    "CREATE TRIGGER swallow BEFORE INSERT ON sluices FOR EACH ROW EXECUTE FUNCTION swallow()",
  ]
}
