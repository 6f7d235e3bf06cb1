import ActiveRecord
import Foundation
import Testing

/// What the schema says arrives in the database as it was meant, hostile or not.
@Suite struct SchemaValueTests {
  private static let hostile = [
    "it's", #"a"b"#, "x; DROP TABLE authors; --", "'); DELETE FROM authors; --", "a\\'b", "`tick`", "[bracket]", "new\nline", "💥 é",
    "select",
    "a b", "%s ?1 :x $1", "/* comment", "-- comment",
  ]

  @Test(arguments: Engine.allCases, hostile)
  func namesAreNames(_ engine: Engine, name: String) async throws {
    let name = engine.named(name)
    try await engine.emptyDatabase { database in
      let other = "other " + name
      let migrations = Migrations {
        Migration("1 \(name)") { schema in
          schema.createTable(other)
          schema.createTable(name) { t in
            t.string(name, index: true)
            t.integer("n")
            t.foreignKey("n", to: other, onDelete: .cascade)
          }
          schema.addReference(name, other, foreignKey: .to(other))
          schema.addColumn(name, other, .text, null: false, default: .value(name))
        }
        Migration("2 \(name)") { schema in
          schema.changeDefault(name, name, from: nil, to: .value(name))
          schema.changeColumn(name, other, .string, from: .text)
          schema.renameColumn(name, name, to: name + "2")
          schema.renameTable(name, to: name + "3")
          schema.removeForeignKey(name + "3", other, column: "n", onDelete: .cascade)
        }
      }
      #expect(try await database.migrate(migrations).count == 2)
      try await database.execute("INSERT INTO \(identifier: other) (id) VALUES (1)")
      try await database.execute("INSERT INTO \(identifier: name + "3") (n) VALUES (1)")
      let row = try #require(try await database.query("SELECT * FROM \(identifier: name + "3")").first)
      #expect(row[name + "2"] == .text(name) && row[other] == .text(name))
      let facts = try await database.schemaFacts()
      // Longer names are cut where the engine has a limit.
      let index = "index_\(name)3_on_\(name)2"
      #expect(index.utf8.count > 63 || facts.contains("\(name)3 \(index) 0 0 \(name)2 0"))
      #expect(try await database.rollback(migrations, steps: 2).count == 2)
      #expect(try await database.query("SELECT * FROM schema_migrations").isEmpty)
      #expect(try await database.schemaFacts().allSatisfy { $0.hasPrefix("schema_migrations") })
    }
  }

  @Test(arguments: Engine.allCases, hostile + ["", "NULL", "CURRENT_TIMESTAMP", "1"])
  func defaultsAreValues(_ engine: Engine, text: String) async throws {
    try await engine.emptyDatabase { database in
      try await database.changeSchema { schema in
        schema.createTable("t") { $0.string("a", default: .value(text)) }
        schema.addColumn("t", "b", .text, null: false, default: .value(text))
        schema.addColumn("t", "c", .string, default: .now)
        schema.changeDefault("t", "c", to: .value(text))
      }
      try await database.execute("INSERT INTO t (id) VALUES (1)")
      let row = try #require(try await database.query("SELECT a, b, c FROM t").first)
      #expect(row == ["a": .text(text), "b": .text(text), "c": .text(text)])
    }
  }

  @Test(arguments: Engine.allCases) func defaultsOfEveryTypeAreReadBack(_ engine: Engine) async throws {
    let bytes = Data([0, 39, 255]), date = Date(timeIntervalSince1970: 1_700_000_000.25), uuid = UUID()
    try await engine.emptyDatabase { database in
      try await database.changeSchema { schema in
        schema.createTable("t") { t in
          t.bigint("i", default: .value(Int.min))
          t.double("d", default: 0.1)
          if engine.holdsInfinity { t.double("big", default: .value(Double.infinity)) }
          t.boolean("b", default: true)
          t.decimal("p", precision: 8, scale: 2, default: .value(Decimal(string: "12.50")))
          t.binary("x", default: .value(bytes))
          t.datetime("at", default: .value(date))
          t.uuid("u", default: .value(uuid))
          t.json("j", default: "1.0")
          t.string("s", default: "007")
          t.column("e", "TEXT", default: .sql("upper(\("x'"))"))
        }
      }
      try await database.execute("INSERT INTO t (id) VALUES (1)")
      let row = try #require(try await database.query("SELECT * FROM t").first)
      #expect(row["i"] == .int(.min) && row["d"] == .double(0.1) && row["big"] == (engine.holdsInfinity ? .double(.infinity) : nil))
      #expect(row["x"] == .bytes(bytes) && row["s"] == .text("007"))
      switch engine {
      case .sqlite:
        #expect(row["b"] == .int(1) && row["p"] == .double(12.5) && row["at"] == .text(UTCTimestamp.text(date)))
        #expect(row["u"] == .text(uuid.uuidString.lowercased()) && row["j"] == .text("1.0"))
      #if PostgreSQL
        case .postgresql:
          #expect(row["b"] == .bool(true) && row["p"] == .decimal(Decimal(12.5)) && row["at"] == .date(date))
          #expect(row["u"] == .uuid(uuid) && row["j"] == .json("1.0"))
      #endif
      #if MySQL
        case .mysql:
          #expect(row["b"] == .int(1) && row["p"] == .decimal(Decimal(12.5)) && row["at"] == .date(date))
          #expect(row["u"] == .text(uuid.uuidString.lowercased()) && row["j"] == .text("1.0"))
      #endif
      }
      #expect(row["e"] == .text("X'"))
    }
  }

  @Test(arguments: Engine.allCases) func aNameWithAZeroByteIsAnError(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      let error = try await migrationError { try await database.changeSchema { $0.createTable("a\0b") } }
      #expect(error.underlying?.code == .syntax)
    }
  }

  @Test(arguments: Engine.allCases) func checksAndUniqueIndexesHold(_ engine: Engine) async throws {
    try await engine.emptyDatabase { database in
      try await database.changeSchema { schema in
        schema.createTable("t", primaryKey: .composite("a", "b")) { t in
          t.integer("a")
          t.integer("b")
          t.string("c", unique: true)
          t.check("a <> \(7) AND c <> \("it's")", name: "not_seven")
        }
      }
      try await database.execute("INSERT INTO t VALUES (1, 1, 'x')")
      for (row, code) in [
        ("1, 1, 'y'", DatabaseError.Code.uniqueViolation), ("1, 2, 'x'", .uniqueViolation), ("7, 1, 'y'", .checkViolation),
        ("1, 2, 'it''s'", .checkViolation),
      ] {
        let error = await #expect(throws: DatabaseError.self) { try await database.execute("INSERT INTO t VALUES (\(raw: row))") }
        #expect(error?.code == code)
      }
    }
  }
}
