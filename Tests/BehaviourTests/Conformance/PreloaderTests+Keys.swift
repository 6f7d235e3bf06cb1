import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of preloading by keys of several columns, and by a part of such a key.
extension PreloaderTests {
  enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case hasMany, belongsTo, through
    var testDescription: String { rawValue }
  }

  private func shards(_ engine: Engine, _ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await engine.database { _, recorder async throws in
      try await Worlds.fillShards()
      recorder.clear()
      try await body(recorder)
    }
  }

  @Test(arguments: Engine.allCases, Kind.allCases) func keysOfSeveralColumns(_ engine: Engine, _ kind: Kind) async throws {
    try await shards(engine) { recorder async throws in
      switch kind {
      case .hasMany:
        let deals = [try await Shards.Deal.find((1, 1)), try await Shards.Deal.find((1, 2)), try await Shards.Deal.find((2, 3))]
        recorder.clear()
        try await deals.preload(\.offers)
        #expect(try deals.map { try $0.offers.loaded.map(\.body).sorted() } == [["great", "wow"], ["fine"], []])
        #expect(recorder.queries.count == 1)
      case .belongsTo:
        let offers = [try await Shards.Offer.find(1), try await Shards.Offer.find(4)]
        recorder.clear()
        try await offers.preload(\.deal)
        #expect(try offers.map { try $0.$deal.loaded?.title } == ["first", "elsewhere"])
        #expect(recorder.queries.count == 1)
      case .through:
        let tags = [try await Shards.Tag.find((1, 1)), try await Shards.Tag.find((2, 1))]
        recorder.clear()
        try await tags.preload(\.deals)
        #expect(try tags.map { try $0.deals.loaded.map(\.title).sorted() } == [["first", "second"], ["elsewhere"]])
        #expect(recorder.queries.count == 2)
      }
    }
  }

  @Test(arguments: Engine.allCases) func loadedTargetsWithKeysOfSeveralColumns(_ engine: Engine) async throws {
    try await shards(engine) { recorder async throws in
      let offer = try await Shards.Offer.find(1), deal = try await offer.deal
      recorder.clear()
      try await [offer].preload(\.deal)
      #expect(recorder.events.isEmpty)
      #expect(try offer.$deal.loaded === deal)
    }
  }

  @Test(arguments: Engine.allCases, [Kind.hasMany, .belongsTo]) func aPartOfTheKey(_ engine: Engine, _ kind: Kind) async throws {
    try await shards(engine) { recorder async throws in
      if kind == .hasMany {
        let deals = try await Shards.Deal.where { $0.id == 3 }.includes(\.treaties).load()
        #expect(recorder.sql.count == 2 && recorder.sql[1].hasSuffix(#"WHERE "treaties"."deal_id" = ?"#))
        #expect(try deals.map { try $0.treaties.loaded.map(\.signature).sorted() } == [["delivered", "sealed"]])
      } else {
        let treaties = try await Shards.Treaty.where { $0.signature == "signed" }.includes(\.deal).load()
        #expect(recorder.sql.count == 2 && recorder.sql[1].hasSuffix(#"WHERE "deals"."id" = ?"#))
        #expect(try treaties.map { try $0.$deal.loaded?.title } == ["second"])
      }
    }
  }
}
