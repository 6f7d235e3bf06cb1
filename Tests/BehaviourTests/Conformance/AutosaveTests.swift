import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of autosave in general: how often, in which context, and beside callbacks that save, too.
@Suite struct AutosaveTests {
  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, hasOne, belongsTo
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func eachAssociationIsSavedOnce(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, recorder async throws in
      let circus = Circus(motto: "Hi"), tent = Tent(name: "Top")
      var members: [any Performer] = [circus]
      switch kind {
      case .hasMany: members.append(circus.clowns.build { $0.name = "Pip" })
      case .hasOne:
        try await circus.$tent.set(tent)
        members.append(tent)
      case .belongsTo:
        tent.$circus.set(circus)
        members.append(tent)
      }
      if kind == .belongsTo { try await tent.save() } else { try await circus.save() }
      for member in members {
        #expect(member.isPersisted)
        #expect(member.log.count { $0 == "saving" } == 1 && member.log.count { $0 == "saved" } == 1, "\(member.log)")
      }
      // Where an insert returns nothing, what the database filled in is read.
      #expect(recorder.sql.filter { !$0.hasPrefix("SELECT") }.map { $0.prefix(6) } == ["INSERT", "INSERT"])
    }
  }

  @Test(arguments: Engine.allCases) func aCallbackMayUpdateTheOwnerMeanwhile(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let trailer = try await Trailer.create { $0.name = "T" }
      let circus = RestlessCircus(motto: "Hi")
      try await circus.savedTrailers.append(trailer)
      try await circus.save()
      #expect(circus.motto == "made")
      #expect(try await trailer.reload().circusID == circus.id)
      #expect(try await RestlessCircus.pluck(\.motto) == ["made"])
    }
  }

  @Test(arguments: Engine.allCases) func onlyOwnContextsArePassedOn(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      circus.motto = "late"
      #expect(try await circus.isValid())
      // The tent is made, the circus is not: what must hold when one is made is not asked of it.
      #expect(try await Tent(name: "Top", circus: circus).isValid())
      #expect(try await Circus(motto: "late").isValid() == false)
    }
  }

  @Test(arguments: Engine.allCases) func cyclesTellErrorsOnce(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = Circus(motto: "")
      circus.$tent.build { $0.name = "Top" }
      circus.clowns.build { $0.name = "Pip" }
      #expect(try await circus.isValid() == false)
      #expect(circus.errors.messages == ["motto": ["can't be blank"]])
    }
  }

  @Test(arguments: Engine.allCases) func touchingTheOwnerEnds(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let song = try await Song.create { $0.title = "S" }
      let verse = try await song.verses.create { $0.text = "v" }
      #expect(verse.isPersisted && verse.songID == song.id)
    }
  }

  @Test(arguments: Engine.allCases) func aMembersCallbackSeesItsOwnerWithIt(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let song = Song(title: "S")
      let verse = song.verses.build { $0.text = "v" }
      try await song.save()
      #expect(verse.count == 1)
      #expect(try await song.verses.count() == 1)
    }
  }

  @Test(arguments: Engine.allCases) func anAssociationMayBeCalledRecord(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let circus = try await Circus.create { $0.motto = "Hi" }
      let clown = try await Clown.create { $0.name = "Pip" }
      circus.$booking.build { $0.$record.set(clown) }
      try await circus.save()
      let booking = try await Booking.find(1)
      #expect(booking.hostID == circus.id)
      #expect(try await booking.record == clown)
    }
  }

  @Test(arguments: Engine.allCases) func attributesThatTakeTooMuchAwayAreRefused(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let train = try await Train.create { $0.name = "T" }
      let wagon = train.wagons.build { $0.name = "W" }
      for size in 1...2 { wagon.wheels.build { $0.size = size } }
      try await train.save()
      let wheel = wagon.wheels.target[0]
      let form = Permit<Train>(\.name).nested(\.wagons, Permit<Wagon>(\.name).nested(\.wheels, Permit(\.size)))
      let input = #"{"wagons_attributes":{"0":{"id":\#(wagon.id ?? 0),"wheels_attributes":{"0":{"id":\#(wheel.id ?? 0),"_destroy":"1"}}}}}"#
      try await train.assign(form.decode(json: input))
      #expect(try await train.saveIfValid() == false)
      #expect(train.errors["wagons.wheels"] == ["must be two at least"])
      #expect(wagon.errors["wheels"] == ["must be two at least"])
      #expect(try await Wheel.count() == 2)
    }
  }
}

/// What Rails' suite shows of associations that are said not to be saved with their owner.
@Suite struct AutosaveOffTests {
  @Test(arguments: Engine.allCases, AutosaveTests.Kind.allCases)
  func newTargetsAreLeftWhereAutosaveIsOff(_ engine: Engine, _ kind: AutosaveTests.Kind) async throws {
    try await engine.database { _, _ async throws in
      for isOff in [false, true] {
        let circus = Circus(motto: "Hi"), trailer = Trailer(name: "T")
        switch kind {
        case .belongsTo:
          (isOff ? trailer.$separateCircus : trailer.$circus).set(circus)
          try await trailer.save()
          #expect(circus.isPersisted == !isOff)
        case .hasOne:
          try await (isOff ? circus.$separateTrailer : circus.$trailer).set(trailer)
          #expect(trailer.isNew)
          try await circus.save()
          #expect(trailer.isPersisted == !isOff)
        case .hasMany:
          try await (isOff ? circus.separateTrailers : circus.trailers).append(trailer)
          #expect(trailer.isNew)
          try await circus.save()
          #expect(trailer.isPersisted == !isOff)
        }
      }
    }
  }

  enum Joining: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, joined
    var testDescription: String { rawValue }
  }

  @Test(arguments: Engine.allCases, Joining.allCases)
  func afterCreateMayUpdateAnOwnerWithNewMembers(_ engine: Engine, _ joining: Joining) async throws {
    try await engine.database { _, _ async throws in
      let circus = RestlessCircus(motto: "Hi")
      circus.trailers.build { $0.name = "T" }
      if joining == .joined { circus.tricks.build { $0.name = "Flip" } }
      try await circus.save()
      #expect(circus.motto == "made")
      #expect(try await circus.trailers.reload().count == 1)
      #expect(try await circus.tricks.reload().count == (joining == .joined ? 1 : 0))
      #expect(try await Trailer.count() == 1)
    }
  }
}
