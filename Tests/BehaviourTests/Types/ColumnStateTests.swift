import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Properties of every type in every state: never set, default, nil, set, loaded, changed.
@Suite struct ColumnStateTests {
  @Test(arguments: Engine.allCases) func neverSetIsSafeToReadAndToldAtSave(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let specimen = Specimen { _ in }
      #expect(specimen.int == 0 && specimen.int8 == 0 && specimen.int16 == 0 && specimen.int32 == 0 && specimen.int64 == 0)
      #expect(specimen.uint8 == 0 && specimen.uint16 == 0 && specimen.uint32 == 0)
      #expect(specimen.double == 0 && specimen.float == 0 && !specimen.bool)
      #expect(specimen.text.isEmpty && specimen.data.isEmpty && specimen.decimal == 0)
      #expect(specimen.date == Date(timeIntervalSinceReferenceDate: 0))
      #expect(specimen.uuid.uuidString == "00000000-0000-0000-0000-000000000000")
      #expect(!specimen.isSet(\.int) && !specimen.isSet(\.text) && !specimen.isSet(\.uuid))
      #expect(try await specimen.saveIfValid() == false)
      #expect(specimen.errors.count == 16)
      #expect(specimen.errors["text"] == ["must be set"] && specimen.errors["uint32"] == ["must be set"])
      let told = await failure { try await specimen.save(validate: false) }
      #expect(
        told == "Specimen.int: it was never set. Pass it to the initialiser, assign it before saving, or give it a default: 'var int = …'")
      #expect(specimen.isNew)
      #expect(recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func typesOfOnesOwnAreSafeToReadAndToldAtSave(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await database.migrate(Worlds.requiredTypes)
      recorder.clear()
      let specimen = RequiredSpecimen { _ in }
      #expect(specimen.mood == .calm && specimen.size == .small && specimen.money == Money(cents: 0))
      #expect(specimen.rating == Rating(stars: 0, votes: 0) && specimen.extras == [])
      #expect(!specimen.isSet(\.mood) && !specimen.isSet(\.size) && !specimen.isSet(\.money) && !specimen.isSet(\.extras))
      #expect(try await specimen.saveIfValid() == false)
      #expect(specimen.errors.count == 5 && specimen.errors["mood"] == ["must be set"] && specimen.errors["rating"] == ["must be set"])
      let told = await failure { try await specimen.save(validate: false) }
      #expect(told?.hasPrefix("RequiredSpecimen.mood: it was never set. Pass it to the initialiser") == true)
      #expect(specimen.isNew && recorder.queries.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func typesOfOnesOwnComeBack(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.migrate(Worlds.requiredTypes)
      let specimen = RequiredSpecimen(
        mood: .calm, size: .large, money: Money(cents: 7), rating: Rating(stars: 4, votes: 99), extras: [.lights, .sound])
      #expect(specimen.isSet(\.mood))
      try await specimen.save()
      let found = try await RequiredSpecimen.find(1)
      #expect(found.mood == .calm && found.size == .large && found.money.cents == 7 && found.extras == [.lights, .sound])
      #expect(found.rating == Rating(stars: 4, votes: 99) && !found.isChanged)
      found.mood = .wild
      #expect(try found.original(\.mood) == .calm)
      #expect(found.changedColumns == ["mood"])
      try await found.save()
      #expect(try await RequiredSpecimen.where { $0.mood == .wild && $0.size == .large }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func assigningTheEmptyValueIsSetting(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let play = Play { $0.title = "" }
      #expect(play.isSet(\.title))
      try await play.save()
      #expect(try await Play.first()?.title == "")
      #expect(try await Play.first()?.isSet(\.title) == true)
    }
  }

  @Test(arguments: Engine.allCases) func requiredValuesComeBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let date = Date(timeIntervalSince1970: 1_700_000_000.123456), uuid = UUID()
      let specimen = Specimen(
        int: .min, int8: .min, int16: .max, int32: .min, int64: .max, uint8: .max, uint16: .max, uint32: .max, double: -0.1,
        float: 1.5, bool: true, text: "Zoë \u{1F3AD} 'quoted' \"twice\"", data: Data([0, 1, 255]), date: date, uuid: uuid,
        decimal: Decimal(string: "123456789.123456789")!)
      try await specimen.save()
      let found = try await Specimen.find(1)
      #expect(found.int == .min && found.int8 == .min && found.int16 == .max && found.int32 == .min && found.int64 == .max)
      #expect(found.uint8 == .max && found.uint16 == .max && found.uint32 == .max)
      #expect(found.double == -0.1 && found.float == 1.5 && found.bool)
      #expect(found.text == specimen.text && found.data == Data([0, 1, 255]) && found.uuid == uuid)
      #expect(abs(found.date.timeIntervalSince(date)) < 0.000_002)
      #expect(found.decimal == Decimal(string: "123456789.123456789"))
      #expect(!found.isChanged)
      #expect(try await Specimen.where { $0.uuid == uuid }.count() == 1)
      #expect(try await Specimen.where { $0.text == specimen.text }.count() == 1)
      #expect(try await Specimen.where { $0.bool == true && $0.date > date.addingTimeInterval(-1) }.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func optionalValuesComeBack(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await OptionalSpecimen { _ in }.save()
      let empty = try await OptionalSpecimen.find(1)
      #expect(empty.int == nil && empty.double == nil && empty.bool == nil && empty.text == nil && empty.data == nil)
      #expect(empty.date == nil && empty.uuid == nil && empty.decimal == nil && empty.mood == nil && empty.size == nil)
      #expect(empty.address == nil && empty.money == nil)
      empty.mood = .wild
      empty.size = .large
      empty.address = Address(street: "A \"B\"", lines: [3])
      empty.money = Money(cents: 5)
      empty.decimal = 1.5
      empty.bool = false
      try await empty.save()
      let full = try await OptionalSpecimen.find(1)
      #expect(full.mood == .wild && full.size == .large && full.money == Money(cents: 5) && full.bool == false)
      #expect(full.address == Address(street: "A \"B\"", lines: [3]) && full.decimal == Decimal(string: "1.5"))
      #expect(try await OptionalSpecimen.where { $0.mood == .wild && $0.size == .large }.count() == 1)
      #expect(try await OptionalSpecimen.where { $0.text == nil }.count() == 1)
      full.mood = nil
      try await full.save()
      #expect(try await OptionalSpecimen.find(1).mood == nil)
    }
  }

  @Test(arguments: Engine.allCases) func defaultsAreWrittenAndCountAsSet(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let specimen = DefaultSpecimen()
      #expect(specimen.isSet(\.int) && specimen.int == 7)
      try await specimen.save()
      let found = try await DefaultSpecimen.find(1)
      #expect(found.int == 7 && found.double == 2.5 && found.bool && found.text == "seven" && found.mood == .calm)
      #expect(found.size == .large && found.address.lines == [1, 2] && found.money.cents == 100)
      let other = DefaultSpecimen(int: 8, mood: .wild)
      try await other.save()
      #expect(try await DefaultSpecimen.find(2).int == 8)
      #expect(try await DefaultSpecimen.find(2).mood == .wild)
    }
  }

  @Test(arguments: Engine.allCases) func nullInARequiredColumnIsTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.execute("INSERT INTO specimens (\(identifier: "int")) VALUES (1)")
      let told = await failure { _ = try await Specimen.first() }
      #expect(told?.hasPrefix("Specimen.int8: specimens.int8 is NULL, but the property is not optional.") == true)
      #expect(told?.contains("var int8: Int8?") == true)
    }
  }

  @Test(arguments: Engine.allCases, ["int = 'abc'", "mood = 'angry'", "size = 9", "address = 'no json'", "uuid = 'x'", "date = 'soon'"])
  func valueThatDoesNotFitIsTold(_ engine: Engine, _ change: String) async throws {
    try await engine.database { database, _ async throws in
      try await OptionalSpecimen { _ in }.save()
      let column = change.prefix { $0 != " " }
      if engine != .sqlite { try await database.changeSchema { $0.changeColumn("optional_specimens", String(column), .text) } }
      try await database.execute(
        "UPDATE optional_specimens SET \(identifier: String(column))\(raw: String(change.dropFirst(column.count)))")
      let told = await failure { _ = try await OptionalSpecimen.first() }
      #expect(told?.hasPrefix("OptionalSpecimen.\(column): optional_specimens.\(column) holds") == true)
    }
  }

  @Test(arguments: Engine.allCases) func valuesOutOfRangeAreTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await Specimen(
        int: 1, int8: 1, int16: 1, int32: 1, int64: 1, uint8: 1, uint16: 1, uint32: 1, double: 1, float: 1, bool: true, text: "",
        data: Data(), date: Date(), uuid: UUID(), decimal: 1
      ).save()
      try await database.execute("UPDATE specimens SET \(identifier: "int8") = 300")
      let told = await failure { _ = try await Specimen.first() }
      #expect(told?.hasPrefix("Specimen.int8: specimens.int8 holds") == true)
    }
  }

  @Test(arguments: Engine.allCases) func integersBeyondTheColumnAreTold(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      try await database.migrate(Worlds.requiredTypes)
      let meter = Meter(total: UInt64(Int64.max))
      try await meter.save()
      #expect(try await Meter.find(1).total == UInt64(Int64.max))
      for record in [meter, Meter(total: 0)] {
        record.total = .max
        do {
          try await record.save()
          Issue.record("no error")
        } catch let error as DatabaseError {
          #expect(error.code == .valueOutOfRange && "\(error)".contains("Meter"))
          #expect(engine != .sqlite || (error.columns == ["total"] && error.message.contains("It was written by Meter.total")))
        }
      }
      #expect(try await Meter.pluck(\.total) == [UInt64(Int64.max)])
    }
  }

  @Test(arguments: Engine.allCases) func databaseDefaultsAreReadBack(_ engine: Engine) async throws {
    try await engine.database { database, recorder async throws in
      try await database.execute("DROP TABLE optional_specimens")
      let table = """
        CREATE TABLE optional_specimens (id INTEGER PRIMARY KEY, int BIGINT DEFAULT 5, double DOUBLE PRECISION, bool BOOLEAN,
          text TEXT DEFAULT 'from the table', data BLOB, date TEXT, uuid TEXT, decimal TEXT, mood TEXT, size INTEGER, address TEXT,
          money INTEGER)
        """
      try await database.execute(SQL(raw: engine.spelled(table)))
      let specimen = OptionalSpecimen { $0.bool = true }
      try await specimen.save()
      #expect(specimen.int == 5 && specimen.text == "from the table" && specimen.bool == true)
      #expect(!specimen.isChanged)
      let filled =
        #"SELECT "optional_specimens"."int", "optional_specimens"."text" FROM "optional_specimens" WHERE "optional_specimens"."id" = ?"#
      let last = database.dialect.hasReturning ? #"INSERT INTO "optional_specimens" ("bool") VALUES (?) RETURNING"# : filled
      #expect(recorder.sql.last?.hasPrefix(last) == true)
    }
  }
}
