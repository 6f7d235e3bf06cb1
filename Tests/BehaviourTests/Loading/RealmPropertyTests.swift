import ActiveRecord
import Foundation
import Testing

/// A schema that has everything at once: whatever its rows are, it makes no difference how they are read.
///
/// Takes twenty seeds, or twice as many as `AR_SEEDS` says.
@Suite struct RealmPropertyTests {
  private static let seeds = ProcessInfo.processInfo.environment["AR_SEEDS"].flatMap { Int($0) }.map { $0 * 2 } ?? 20

  @Test(arguments: Engine.allCases) func everyWayOfReadingFindsTheSame(_ engine: Engine) async throws {
    try await engine.database(models: RealmPath.models) { database, _ async throws in
      var leading: Set<String> = []
      for seed in 1...Self.seeds {
        var random = SplitMix(seed: UInt64(seed))
        try await Worlds.fillRealms(database, &random)
        let guilds = Realm.Guild.order(\.regionID).order(\.code)
        let paths = RealmPath.all.filter { _ in random.next(2) == 0 }
        let expected = try await read(guilds.loadsTogether(false), paths)
        for way in Way.allCases {
          // Each path that is joined multiplies the rows.
          let added = way == .eagerLoad ? Self.some(paths, from: seed) : paths
          let found = try await read(added.reduce(guilds) { $1.add($0, way) }, paths)
          #expect(found == expected, "seed \(seed), \(way): \(paths.map(\.name))")
          if found != expected { return }
        }
        for path in paths {
          let joined = try await path.joined(guilds)
          var reached = 0
          for guild in try await guilds.load() where try await path.reaches(guild) { reached += 1 }
          #expect(joined == reached, "seed \(seed), joined: \(path.name)")
          if joined != reached { return }
          if reached > 0 { leading.insert(path.name) }
        }
      }
      #expect(leading == Set(RealmPath.all.map(\.name)), "each path leads somewhere")
    }
  }

  /// Three of the paths, others with each seed.
  private static func some(_ paths: [RealmPath], from seed: Int) -> [RealmPath] {
    (0..<Swift.min(3, paths.count)).map { paths[(seed + $0) % paths.count] }
  }

  private func read(_ guilds: Relation<Realm.Guild>, _ paths: [RealmPath]) async throws -> [String] {
    var lines: [String] = []
    for guild in try await guilds.load() {
      for path in paths { lines.append("\(guild) \(path.name): \(try await path.read(guild))") }
    }
    return lines
  }
}

/// A chain of associations from a guild, and what is read along it.
struct RealmPath {
  let name: String
  let add: (Relation<Realm.Guild>, Way) -> Relation<Realm.Guild>
  let read: (Realm.Guild) async throws -> String
  /// How many guilds an inner join along the first step finds, each once; and whether one reaches anything by it.
  let joined: (Relation<Realm.Guild>) async throws -> Int
  let reaches: (Realm.Guild) async throws -> Bool

  static let models: [Record.Type] = [
    Realm.Guild.self, Realm.Member.self, Realm.Master.self, Realm.Apprentice.self, Realm.Work.self, Realm.Seal.self, Realm.Note.self,
  ]

  private init<Path: AssociationPath, First: Record>(
    _ name: String, _ path: KeyPath<Realm.Guild.Type, Path>, isPolymorphic: Bool = false,
    from first: KeyPath<Realm.Guild.Type, ToMany<First>>, _ members: @escaping (Realm.Guild) async throws -> [First],
    line: @escaping (First) async throws -> String
  ) {
    self.name = name
    add = { relation, way in
      switch way {
      case .lazily: relation
      case .preload: relation.preload(path)
      case .includes: relation.includes(path)
      // One that leads to several tables is not joined.
      case .eagerLoad: isPolymorphic ? relation.eagerLoad(first) : relation.eagerLoad(path)
      }
    }
    read = { guild in
      var lines: [String] = []
      for member in try await members(guild) { lines.append("\(member) " + (try await line(member))) }
      return "\(lines.sorted())"
    }
    joined = { try await Set($0.joins(first).load()).count }
    reaches = { try await !members($0).isEmpty }
  }

  static var all: [RealmPath] {
    [
      RealmPath("works of members", \.members.works.notes, from: \.members, { try await $0.members.load() }) { member in
        var text = ""
        for work in try await member.works.load().sorted(by: Self.byID) { text += "\(work)" + ids(try await work.notes.load()) }
        return text
      },
      RealmPath("pupils", \.members.pupils.works, from: \.members, { try await $0.members.load() }) { member in
        var text = ""
        for pupil in try await member.pupils.load().sorted(by: Self.byID) { text += "\(pupil)" + ids(try await pupil.works.load()) }
        return text
      },
      RealmPath("works of pupils", \.members.pupilWorks, from: \.members, { try await $0.members.load() }) {
        ids(try await $0.pupilWorks.load())
      },
      RealmPath("guild of a mentor", \.members.mentor.guild, from: \.members, { try await $0.members.load() }) {
        "\(try await $0.mentor?.guild?.code ?? 0)"
      },
      RealmPath("guildmates", \.members.guildmates, from: \.members, { try await $0.members.load() }) {
        ids(try await $0.guildmates.load())
      },
      RealmPath("loud works of members", \.members.loudWorks, from: \.members, { try await $0.members.load() }) {
        ids(try await $0.loudWorks.load())
      },
      RealmPath("newest works", \.members.newestWork, from: \.members, { try await $0.members.load() }) {
        "\(try await $0.newestWork?.id ?? 0)"
      },
      RealmPath("last works", \.members.lastWorks, from: \.members, { try await $0.members.load() }) { ids(try await $0.lastWorks.load()) },
      RealmPath("seals of masters", \.masters.seals, from: \.masters, { try await $0.masters.load() }) { ids(try await $0.seals.load()) },
      RealmPath("seals", \.seals.master.guild, from: \.seals, { try await $0.seals.load() }) { "\(try await $0.master?.guild?.code ?? 0)" },
      RealmPath("works", \.works.member.guild, from: \.works, { try await $0.works.load() }) {
        "\(try await $0.member?.guild?.regionID ?? 0)"
      },
      RealmPath("guilds of works", \.loudWorks.guild, from: \.loudWorks, { try await $0.loudWorks.load() }) {
        "\(try await $0.guild?.code ?? 0)"
      },
      RealmPath("notes", \.notes.subject, isPolymorphic: true, from: \.notes, { try await $0.notes.load() }) { try await subject($0) },
      RealmPath("notes of works", \.workNotes.subject, isPolymorphic: true, from: \.workNotes, { try await $0.workNotes.load() }) {
        try await subject($0)
      },
      RealmPath("noted works", \.notedWorks.member, from: \.notedWorks, { try await $0.notedWorks.load() }) {
        "\(try await $0.member?.name ?? "none")"
      },
      RealmPath("children", \.children.members, from: \.children, { try await $0.children.load() }) { ids(try await $0.members.load()) },
      RealmPath("parents", \.children.parent.parent, from: \.children, { try await $0.children.load() }) {
        "\(try await $0.parent?.parent?.code ?? 0)"
      },
      RealmPath("aunts", \.aunts.works, from: \.aunts, { try await $0.aunts.load() }) { ids(try await $0.works.load()) },
      RealmPath("works below", \.worksBelow.notes, from: \.worksBelow, { try await $0.worksBelow.load() }) {
        ids(try await $0.notes.load())
      },
    ]
  }

  private static func subject(_ note: Realm.Note) async throws -> String {
    switch try await note.subject {
    case .member(let member)?: "\(member)"
    case .work(let work)?: "\(work)"
    case nil: "none"
    }
  }

  private static func byID<Model: Record>(_ left: Model, _ right: Model) -> Bool { (left.id ?? 0) < (right.id ?? 0) }
  private static func ids(_ records: [Record]) -> String { "\(records.map { "\($0)" }.sorted())" }
}
