import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of the inverse of a has_one.
@Suite struct InverseHasOneTests {
  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithChildOnFind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await licensed()
      try await shared(theatre, #require(try await theatre.license))
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithEagerLoadedChildOnFind(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      _ = try await licensed()
      for relation in [Theatre.includes(\.license), Theatre.eagerLoad(\.license)] {
        let theatre = try #require(try await relation.first())
        try await shared(theatre, #require(try await theatre.license))
      }
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithNewlyBuiltChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await shared(theatre, theatre.$license.build { $0.number = "1" })
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithNewlyCreatedChildViaBangMethod(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }
      try await shared(theatre, theatre.$license.create { $0.number = "1" })
    }
  }

  @Test(arguments: Engine.allCases) func parentInstanceShouldBeSharedWithReplacedViaAccessorChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let theatre = try await Theatre.create { $0.name = "Globe" }, license = License(number: "1")
      try await theatre.$license.set(license)
      try await shared(theatre, license)
    }
  }

  @Test(arguments: Engine.allCases) func childInstanceShouldBeSharedWithReplacedViaAccessorParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let globe = try await Theatre.create { $0.name = "Globe" }
      let license = License(number: "1", theatre: Theatre(name: "Rose"))
      try await license.save()
      license.$theatre.set(globe)
      #expect(try await globe.license === license)
      license.number = "Bongo"
      #expect(try await globe.license?.number == "Bongo")
      try await globe.license?.number = "Mungo"
      #expect(license.number == "Mungo")
    }
  }

  /// Both see the changes of the other.
  private func shared(_ theatre: Theatre, _ license: License) async throws {
    #expect(try await license.theatre === theatre)
    theatre.name = "Bongo"
    #expect(try await license.theatre?.name == "Bongo")
    try await license.theatre?.name = "Mungo"
    #expect(theatre.name == "Mungo")
  }

  private func licensed() async throws -> Theatre {
    let theatre = try await Theatre.create { $0.name = "Globe" }
    try await theatre.$license.create { $0.number = "1" }
    return try await Theatre.find(theatre.id!)
  }
}
