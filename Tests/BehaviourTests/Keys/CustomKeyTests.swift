import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// Keys that are text or UUIDs.
@Suite struct CustomKeyTests {
  @Test(arguments: Engine.allCases) func textKeyIsGivenByTheUser(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let country = Country(code: "DE", name: "Germany")
      try await country.save()
      #expect(recorder.sql.first == #"INSERT INTO "countries" ("code", "name") VALUES (?, ?)"#)
      #expect(try await Country.find("DE") == country)
      country.name = "Deutschland"
      recorder.clear()
      try await country.save()
      #expect(recorder.sql == [#"UPDATE "countries" SET "name" = ? WHERE "countries"."code" = ?"#])
      #expect(try await Country.find("DE").name == "Deutschland")
      let told = await failure { _ = try await Country.find("XX") }
      #expect(told?.contains("Country") == true && told?.contains("code = 'XX'") == true)
    }
  }

  @Test(arguments: Engine.allCases) func missingTextKeyIsToldAtSave(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let country = Country { $0.name = "Nowhere" }
      #expect(!country.isSet(\.code) && country.code == "")
      #expect(try await country.saveIfValid() == false)
      #expect(country.errors["code"] == ["must be set"])
      let told = await failure { try await country.save(validate: false) }
      #expect(told?.hasPrefix("Country.code: it was never set. Pass it to the initialiser") == true)
      #expect(country.isNew && recorder.queries.isEmpty)
      country.code = "NW"
      try await country.save()
      #expect(try await Country.find("NW") == country)
    }
  }

  @Test(arguments: Engine.allCases) func changedKeyUpdatesTheOldRow(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let country = try await Country.create {
        $0.code = "BRD"; $0.name = "Germany"
      }
      recorder.clear()
      country.code = "DE"
      try await country.save()
      #expect(recorder.queries.first?.bindings == [.text("DE"), .text("BRD")])
      #expect(try await Country.pluck(\.code) == ["DE"])
      try await country.destroy()
      #expect(try await Country.count() == 0)
    }
  }

  @Test(arguments: Engine.allCases) func textKeysInAssociations(_ engine: Engine) async throws {
    try await engine.database { _, recorder async throws in
      let de = Country(code: "DE", name: "Germany"), fr = Country(code: "FR", name: "France")
      for country in [de, fr] { try await country.save() }
      try await de.cities.create { $0.name = "Berlin" }
      try await de.cities.append(City(name: "Hamburg"))
      try await City(name: "Paris", country: fr).save()
      recorder.clear()
      let countries = try await Country.preload(\.cities).order(\.code).load()
      #expect(try countries.map { try $0.cities.loaded.map(\.name) } == [["Berlin", "Hamburg"], ["Paris"]])
      #expect(recorder.queries.count == 2)
      recorder.clear()
      let cities = try await City.order(\.name).load()
      var names: [String?] = []
      for city in cities { names.append(try await city.country?.name) }
      #expect(names == ["Germany", "Germany", "France"])
      #expect(recorder.queries.count == 2)
      #expect(try await City.findBy { $0.country == fr }?.name == "Paris")
      #expect(try await City.joins(\.country).where { $0.country.name == "Germany" }.count() == 2)
      #expect(try await City.eagerLoad(\.country).order(\.name).load().map { try $0.$country.loaded?.code } == ["DE", "DE", "FR"])
    }
  }

  @Test(arguments: Engine.allCases) func textKeysInAJoinTable(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ch = try await Country.create {
        $0.code = "CH"; $0.name = "Switzerland"
      }
      let german = try await Language.create { $0.name = "German" }
      try await ch.languages.append(german, Language(name: "French"))
      #expect(try await ch.languages.reload().map(\.name).sorted() == ["French", "German"])
      #expect(try await german.countries.map(\.code) == ["CH"])
      try await ch.languages.remove(german)
      #expect(try await Country.preload(\.languages).first()?.languages.loaded.map(\.name) == ["French"])
    }
  }

  @Test(arguments: Engine.allCases) func uuidKeyIsMadeByTheRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let ticket = Ticket(seat: "A1")
      let number = ticket.number
      try await ticket.save()
      #expect(ticket.number == number)
      #expect(try await Ticket.find(number).seat == "A1")
      let other = Ticket(seat: "A2")
      #expect(other.number != number)
      try await other.save()
      #expect(try await Ticket.count() == 2)
      ticket.seat = "B1"
      try await ticket.save()
      #expect(try await Ticket.find(number).seat == "B1")
      try await ticket.reload()
      #expect(ticket.number == number)
    }
  }

  @Test(arguments: Engine.allCases) func rollbackRestoresARecordWithATextKey(_ engine: Engine) async throws {
    try await engine.database { database, _ async throws in
      let country = Country(code: "DE", name: "Germany")
      await #expect(throws: Refused.self) {
        try await database.transaction {
          try await country.save()
          throw Refused()
        }
      }
      #expect(country.isNew && country.code == "DE")
      try await country.save()
      #expect(try await Country.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func identityOfTextKeys(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Country.create {
        $0.code = "DE"; $0.name = "Germany"
      }
      let one = try await Country.find("DE"), two = try await Country.find("DE")
      #expect(one == two && one !== two)
      #expect(Set([one, two]).count == 1)
      #expect(Country(code: "DE", name: "x") != one)
    }
  }
}
