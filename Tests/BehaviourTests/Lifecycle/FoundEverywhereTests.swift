import ActiveRecord
import ActiveRecordTesting
import Testing

/// Every way of finding records tells them once that they were found, and in the end of an association they know the other end by then.
@Suite struct FoundEverywhereTests {
  enum Way: String, CaseIterable, Sendable {
    case all, first, last, take, find, findSeveral, findBy, batches, stream, findEach, inBatches, page, pageAfter, withValues, writtenByHand
  }

  @Test(arguments: Engine.allCases, Way.allCases) func recordsAreToldOnce(_ engine: Engine, _ way: Way) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let sheets = try await Self.found(way)
      #expect(!sheets.isEmpty)
      #expect(sheets.allSatisfy { $0.found == 1 && $0.made == 1 })
    }
  }

  private static func found(_ way: Way) async throws -> [HeardSheet] {
    let ordered = HeardSheet.order(\.id)
    var found: [HeardSheet] = []
    switch way {
    case .all: return try await ordered.load()
    case .first: return try await ordered.first(2)
    case .last: return try await ordered.last(2)
    case .take: return try await ordered.take(2)
    case .find: return [try await HeardSheet.find(1)]
    case .findSeveral: return try await HeardSheet.find([2, 1])
    case .findBy: return try await [HeardSheet.findByOrThrow { $0.title == "Deed" }]
    case .batches: for try await batch in ordered.batches(of: 2) { found += batch }
    case .stream: for try await sheet in ordered.stream(batch: 2) { found.append(sheet) }
    case .findEach: try await ordered.findEach(batch: 2) { found.append($0) }
    case .inBatches: try await ordered.inBatches(of: 2) { found += $0 }
    case .page: return try await ordered.page(1, size: 2).records
    case .pageAfter: return try await ordered.page(after: nil, size: 2).records
    case .withValues: return try await ordered.load(with: { $0.title.length }).map(\.0)
    case .writtenByHand: return try await HeardSheet.find(sql: "SELECT * FROM sheets")
    }
    return found
  }

  @Test(arguments: Engine.allCases, [true, false]) func polymorphicTargetsKnowTheirOwner(_ engine: Engine, _ preloads: Bool) async throws {
    try await engine.database { _, _ async throws in
      for title in ["a", "b"] {
        let play = try await ShownPlay.create { $0.title = title }
        try await ShownPhoto.create {
          $0.file = title; $0.$subject.set(.play(play))
        }
      }
      let photos = try await (preloads ? ShownPhoto.preload(\.subject) : ShownPhoto.all()).order(\.id).load()
      for photo in photos {
        guard case .play(let play)? = try await photo.subject else { return #expect(Bool(false), "the photo shows a play") }
        #expect(play.title == photo.file && play.knewItsPhoto)
      }
    }
  }

  @Test(arguments: Engine.allCases) func nodesOfATreeKnowTheirParent(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      try await Worlds.fillArchive()
      let tops = try await AskedFolder.where { $0.parentID == nil }.order(\.id).load()
      try await tops.preloadTree(\.children)
      let children = try tops.flatMap { try $0.children.loaded }
      #expect(children.map(\.name) == ["Tax"])
      #expect(children.allSatisfy { $0.knewItsParent && $0.found == 1 })
    }
  }
}

/// Counts how often it is told that it was found.
@Model(table: "sheets") class HeardSheet: Record {
  var title = ""
  @Transient var found = 0
  @Transient var made = 0

  static func rules(_ sheet: Rules<HeardSheet>) {
    sheet.afterFind { $0.found += 1 }
    sheet.afterInitialize { $0.made += 1 }
  }
}

/// The one that a photo shows; its has_one leads back.
@Model(table: "plays") class ShownPlay: Record {
  var title = ""
  @HasOne var photo: ShownPhoto? = .has(as: \.subject)
  @Transient var knewItsPhoto = false

  static func rules(_ play: Rules<ShownPlay>) { play.afterFind { $0.knewItsPhoto = (try? $0.$photo.loaded) != nil } }
}
@Polymorphic enum Shown { case play(ShownPlay) }
@Model(table: "photos") class ShownPhoto: Record {
  var file = ""
  @BelongsTo var subject: Shown?
}

/// A folder that looks for the one above it as soon as it is found.
@Model(table: "folders") class AskedFolder: Record {
  var name = ""
  @BelongsTo var parent: AskedFolder?
  @HasMany var children: Many<AskedFolder> = .has(foreignKey: \.parentID, inverse: \.parent)
  @Transient var knewItsParent = false
  @Transient var found = 0

  static func rules(_ folder: Rules<AskedFolder>) {
    folder.afterFind {
      $0.knewItsParent = (try? $0.$parent.loaded) != nil
      $0.found += 1
    }
  }
}
