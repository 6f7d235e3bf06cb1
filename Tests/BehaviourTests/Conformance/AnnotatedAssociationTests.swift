import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of comments that scopes of associations put into their queries.
@Suite struct AnnotatedAssociationTests {
  /// What is asked for, without a comment and with one, and the comment.
  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case belongsTo, hasOne, hasMany, through, throughPreloaded, pairs
    var testDescription: String { rawValue }

    var comment: String {
      switch self {
      case .belongsTo: "/* that tells jokes */"
      case .hasOne: "/* that shakes */"
      case .hasMany: "/* that are loud */"
      case .through, .throughPreloaded: "/* yarrr */"
      case .pairs: "/* that are very colorful */"
      }
    }

    func plain(_ rocket: Rockets.Rocket) async throws {
      switch self {
      case .belongsTo: _ = try await rocket.pilot
      case .hasOne: _ = try await rocket.pad
      case .hasMany: _ = try await rocket.stages.first()
      case .through: _ = try await rocket.parts.first()
      case .throughPreloaded: _ = try await Rockets.Rocket.includes(\.parts, \.stages).first()
      case .pairs: _ = try await rocket.planets.first()
      }
    }

    func annotated(_ rocket: Rockets.Rocket) async throws {
      switch self {
      case .belongsTo: _ = try await rocket.jokingPilot
      case .hasOne: _ = try await rocket.shakyPad
      case .hasMany: _ = try await rocket.loudStages.first()
      case .through: _ = try await rocket.smallParts.first()
      case .throughPreloaded: _ = try await Rockets.Rocket.includes(\.smallParts, \.stages).first()
      case .pairs: _ = try await rocket.colorfulPlanets.first()
      }
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func commentsOfScopes(_ engine: Engine, _ kind: Kind) async throws {
    try await engine.database { _, recorder async throws in
      let pilot = try await Rockets.Pilot.create { $0.name = "Ann" }
      let made = try await Rockets.Rocket.create {
        $0.name = "R"; $0.pilotID = pilot.id
      }
      try await made.stages.create().parts.create()
      let rocket = try await Rockets.Rocket.find(made.id!)
      recorder.clear()
      try await kind.plain(rocket)
      #expect(!recorder.sql.isEmpty && !recorder.sql.contains { $0.contains("/*") })
      recorder.clear()
      try await kind.annotated(rocket)
      #expect(recorder.sql.filter { $0.contains(kind.comment) }.count == 1)
    }
  }
}
