import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of tapestries and of what is said of them: a remark that is found, or made, looks whether it knows its tapestry.
@Model(table: "tapestries") class AskedTapestry: Record {
  var title = ""
  @HasMany var remarks: Many<AskingRemark> = .has(foreignKey: \.tapestryID, inverse: \.tapestry)
  @HasMany var shortRemarks: Many<AskingRemark> = .has(foreignKey: \.tapestryID, inverse: \.tapestry) { $0.where { $0.text != "long" } }
  @HasOne var remark: AskingRemark? = .has(foreignKey: \.tapestryID, inverse: \.tapestry)
}
@Model(table: "tapestry_remarks") class AskingRemark: Record {
  var text = ""
  var tapestryID: Int?
  @BelongsTo var tapestry: AskedTapestry? = .belongs(foreignKey: \.tapestryID, inverse: \.remarks)
  @Transient var knewWhenFound = false
  @Transient var knewWhenMade = false
  var knowsItsTapestry: Bool { (try? $tapestry.loaded) != nil }
  static func rules(_ remark: Rules<AskingRemark>) {
    remark.afterFind { $0.knewWhenFound = $0.knowsItsTapestry }
    remark.afterInitialize { $0.knewWhenMade = $0.knowsItsTapestry }
  }
}

/// What Rails' suite shows of callbacks of records that are loaded through their owner: it is known before they run.
@Suite struct LoadedCallbackTests {
  enum Way: String, CaseIterable, Sendable {
    case load, reload, query, first, one, preloaded, included, joined, eagerLoaded, together, firstOfEach, oneOfEach, onesPreloaded, scoped

    var isForEach: Bool { ![.load, .reload, .query, .first, .one, .scoped].contains(self) }
  }

  @Test(arguments: Engine.allCases, Way.allCases) func theOwnerIsKnownBeforeTheCallbacksRun(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      for title in ["a", "b"] {
        let tapestry = try await AskedTapestry.create { $0.title = title }
        try await tapestry.remarks.create { $0.text = "of \(title)" }
      }
      let remarks = way.isForEach ? try await Self.ofEach(way) : try await Self.ofOne(way)
      #expect(remarks.map(\.text).sorted() == (way.isForEach ? ["of a", "of b"] : ["of a"]))
      #expect(remarks.allSatisfy { $0.knewWhenFound })
      #expect(remarks.allSatisfy { $0.knewWhenMade })
    }
  }

  private static func ofOne(_ way: Way) async throws -> [AskingRemark] {
    let tapestry = try await AskedTapestry.findByOrThrow { $0.title == "a" }
    switch way {
    case .load: return try await tapestry.remarks.load()
    case .reload:
      try await tapestry.remarks.load()
      return try await tapestry.remarks.reload()
    case .query: return try await tapestry.remarks.order(\.id).load()
    case .first: return try await [tapestry.remarks.first()].compactMap { $0 }
    case .scoped: return try await tapestry.shortRemarks.load()
    default: return try await [tapestry.remark].compactMap { $0 }
    }
  }

  private static func ofEach(_ way: Way) async throws -> [AskingRemark] {
    let all: [AskedTapestry]
    switch way {
    case .preloaded: all = try await AskedTapestry.preload(\.remarks).load()
    case .included: all = try await AskedTapestry.includes(\.remarks).load()
    case .joined: all = try await AskedTapestry.joins(\.remarks).includes(\.remarks).load()
    case .eagerLoaded: all = try await AskedTapestry.eagerLoad(\.remarks).load()
    case .onesPreloaded: all = try await AskedTapestry.preload(\.remark).load()
    default: all = try await AskedTapestry.all().load()
    }
    var found: [AskingRemark] = []
    for tapestry in all {
      switch way {
      case .firstOfEach: found += try await [tapestry.remarks.first()].compactMap { $0 }
      case .oneOfEach, .onesPreloaded: found += try await [tapestry.remark].compactMap { $0 }
      default: found += try await tapestry.remarks.load()
      }
    }
    return found
  }

  @Test(arguments: Engine.allCases) func whatIsToldStopsTheLoad(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let owner = try await RefusingOwner.create { $0.title = "a" }
      try await owner.remarks.create { $0.text = "secret" }
      try await owner.reload()
      await #expect(throws: RefusingRemark.Secret.self) { _ = try await owner.remarks.load() }
      #expect(!owner.remarks.isLoaded)
      await #expect(throws: RefusingRemark.Secret.self) { _ = try await RefusingOwner.preload(\.remarks).load() }
    }
  }
}

/// Other models of the same tables: what is secret must not be found.
@Model(table: "tapestries") class RefusingOwner: Record {
  var title = ""
  @HasMany var remarks: Many<RefusingRemark> = .has(foreignKey: \.tapestryID)
}
@Model(table: "tapestry_remarks") class RefusingRemark: Record {
  struct Secret: Error {}
  var text = ""
  var tapestryID: Int?
  @BelongsTo var tapestry: RefusingOwner? = .belongs(foreignKey: \.tapestryID)
  static func rules(_ remark: Rules<RefusingRemark>) {
    remark.afterFind { if $0.text == "secret" { throw Secret() } }
  }
}
