import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of preloading by scopes that take the owner.
extension PreloaderTests {
  /// Where scopes take the owner: members of its own, of a through association, and behind one with such a scope.
  enum OwnersScope: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case own, ofAThrough, behind
    var testDescription: String { rawValue }

    func preload(_ poets: [Athenaeum.Poet]) async throws {
      switch self {
      case .own: try await poets.preload(\.namesakes)
      case .ofAThrough: try await poets.preload(\.signedGlosses)
      case .behind: try await poets.preload(\.namesakeGlosses)
      }
    }

    func texts(_ poet: Athenaeum.Poet) throws -> [String] {
      switch self {
      case .own: try poet.namesakes.loaded.map(\.title)
      case .ofAThrough: try poet.signedGlosses.loaded.map(\.text)
      case .behind: try poet.namesakeGlosses.loaded.map(\.text)
      }
    }

    var expected: [[String]] {
      switch self {
      case .own: [["Ada", "Ada"], [], ["Bob"]]
      case .ofAThrough: [["Ada"], [], []]
      case .behind: [["Ada", "hello", "hi"], [], ["HI BOB"]]
      }
    }
  }

  @Test(arguments: Engine.allCases, OwnersScope.allCases) func scopesThatTakeTheOwner(_ engine: Engine, _ scope: OwnersScope) async throws {
    try await engine.database { _, recorder async throws in
      typealias A = Athenaeum
      let ada = try await A.Poet.create { $0.name = "Ada" }, other = try await A.Poet.create { $0.name = "Ada" }
      let bob = try await A.Poet.create { $0.name = "Bob" }
      let first = try await ada.poems.create { $0.title = "Ada" }
      try await ada.poems.create { $0.title = "Ada" }
      let bobs = try await bob.poems.create { $0.title = "Bob" }
      try await other.poems.create { $0.title = "Rain" }
      for text in ["hi", "hello", "Ada"] { try await first.glosses.create { $0.text = text } }
      try await bobs.glosses.create { $0.text = "HI BOB" }
      var poets: [A.Poet] = []
      for poet in [ada, other, bob] { poets.append(try await A.Poet.find(poet.id!)) }
      recorder.clear()
      try await scope.preload(poets)
      // The two of one name share a query.
      #expect(recorder.queries.count == 2)
      #expect(try poets.map { try scope.texts($0).sorted() } == scope.expected)
      #expect(recorder.queries.count == 2)
    }
  }
}
