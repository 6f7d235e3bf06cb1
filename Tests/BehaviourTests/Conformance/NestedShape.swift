import ActiveRecord
import ActiveRecordTesting
import Testing

/// An association through another: what is on either side, what it leads to, and how many statements preload it.
struct NestedShape: Sendable, CustomTestStringConvertible {
  let name: String
  let queries: Int
  /// For each owner by its name, what its targets are called.
  let expected: [String: [String]]
  /// The owners that have a target which fulfils a condition.
  let matching: Set<String>
  let read: @Sendable () async throws -> [String: [String]]
  let preload: @Sendable (SQLRecorder) async throws -> (texts: [String: [String]], queries: Int)
  let join: @Sendable (SQLRecorder) async throws -> Set<String>
  let include: @Sendable (SQLRecorder) async throws -> Set<String>

  var testDescription: String { name }

  init<Owner: Record, Path: AssociationPath>(
    _ name: String, queries: Int, _ path: any KeyPath<Owner.Type, Path> & Sendable, owner: @escaping @Sendable (Owner) -> String,
    targets: @escaping @Sendable (Owner) async throws -> [String], loaded: @escaping @Sendable (Owner) throws -> [String],
    where condition: @escaping @Sendable (Owner.Type) -> Condition, finds matching: Set<String>, _ expected: [String: [String]]
  ) {
    (self.name, self.queries, self.expected, self.matching) = (name, queries, expected, matching)
    read = {
      var found: [String: [String]] = [:]
      for record in try await Owner.all().loadsTogether(false).load() { found[owner(record)] = try await targets(record).sorted() }
      return found
    }
    preload = { recorder in
      recorder.clear()
      let records = try await Owner.includes(path).load()
      var found: [String: [String]] = [:]
      for record in records { found[owner(record)] = try loaded(record).sorted() }
      return (found, recorder.queries.count)
    }
    join = { _ in Set(try await Owner.joins(path).where(condition).load().map(owner)) }
    include = { _ in Set(try await Owner.includes(path).where(condition).load().filter { try !loaded($0).isEmpty }.map(owner)) }
  }

  static let all = collections + parents

  private static let adaAndBen = [
    "Ann": ["of Ann", "of Ben"], "Ben": ["of Ann", "of Ben"], "Cid": ["of Cid"],
  ]
  private static let ranks = ["Ann": ["Master"], "Ben": ["Novice"], "Cid": ["Novice"]]
  private static let red = ["Ada": ["Red", "Red"], "Bob": ["Blue", "Green", "Green"], "Mary": ["Blue", "Green"]]

  private static let collections: [NestedShape] = [
    NestedShape(
      "manyThenManyThrough", queries: 4, \Athenaeum.Poet.Type.themes, owner: \.name, targets: { try await $0.themes.map(\.name) },
      loaded: { try $0.themes.loaded.map(\.name) }, where: { $0.themes.name == "Red" }, finds: ["Ada"], red),
    NestedShape(
      "manyThroughThenMany", queries: 4, \Athenaeum.Poet.Type.fines, owner: \.name, targets: { try await $0.fines.map { "\($0.amount)" } },
      loaded: { try $0.fines.loaded.map { "\($0.amount)" } }, where: { $0.fines.amount == 7 }, finds: ["Ada"],
      ["Ada": ["5", "7"], "Bob": [], "Mary": []]),
    NestedShape(
      "oneThenOneThrough", queries: 3, \Lyceum.Fellow.Type.dossierRanks, owner: \.name,
      targets: { try await $0.dossierRanks.map(\.title) }, loaded: { try $0.dossierRanks.loaded.map(\.title) },
      where: { $0.dossierRanks.title == "Master" }, finds: ["Ann"], ranks),
    NestedShape(
      "oneThroughThenOne", queries: 4, \Lyceum.Fellow.Type.lodgePatrons, owner: \.name,
      targets: { try await $0.lodgePatrons.map(\.name) }, loaded: { try $0.lodgePatrons.loaded.map(\.name) },
      where: { $0.lodgePatrons.name == "Pat" }, finds: ["Ann"], ["Ann": ["Pat"], "Ben": [], "Cid": []]),
    NestedShape(
      "oneThenManyThrough", queries: 4, \Lyceum.Fellow.Type.academyDossiers, owner: \.name,
      targets: { try await $0.academyDossiers.map(\.note) }, loaded: { try $0.academyDossiers.loaded.map(\.note) },
      where: { $0.academyDossiers.note == "of Ann" }, finds: ["Ann", "Ben"], adaAndBen),
    NestedShape(
      "oneThroughThenMany", queries: 4, \Lyceum.Fellow.Type.dossiersOfAcademy, owner: \.name,
      targets: { try await $0.dossiersOfAcademy.map(\.note) }, loaded: { try $0.dossiersOfAcademy.loaded.map(\.note) },
      where: { $0.dossiersOfAcademy.note == "of Ann" }, finds: ["Ann", "Ben"], adaAndBen),
    NestedShape(
      "manyThenPairs", queries: 4, \Athenaeum.Poet.Type.shelves, owner: \.name, targets: { try await $0.shelves.map(\.name) },
      loaded: { try $0.shelves.loaded.map(\.name) }, where: { $0.shelves.name == "Verse" }, finds: ["Ada", "Bob"],
      ["Ada": ["Odes", "Verse"], "Bob": ["Odes", "Verse"], "Mary": []]),
    NestedShape(
      "pairsThenMany", queries: 4, \Athenaeum.Shelf.Type.glosses, owner: \.name, targets: { try await $0.glosses.map(\.text) },
      loaded: { try $0.glosses.loaded.map(\.text) }, where: { $0.glosses.text == "cold" }, finds: ["Odes"],
      ["Verse": ["good", "great", "plain"], "Odes": ["cold"]]),
    NestedShape(
      "manyThroughThenManyThroughPairs", queries: 7, \Athenaeum.Poet.Type.shelfGlosses, owner: \.name,
      targets: { try await $0.shelfGlosses.map(\.text) }, loaded: { try $0.shelfGlosses.loaded.map(\.text) },
      where: { $0.shelfGlosses.text == "cold" }, finds: ["Ada", "Bob"],
      ["Ada": ["cold", "good", "great", "plain"], "Bob": ["cold", "good", "great", "plain"], "Mary": []]),
    NestedShape(
      "manyThroughThenParent", queries: 4, \Athenaeum.Poet.Type.themesOfThemings, owner: \.name,
      targets: { try await $0.themesOfThemings.map(\.name) }, loaded: { try $0.themesOfThemings.loaded.map(\.name) },
      where: { $0.themesOfThemings.name == "Red" }, finds: ["Ada"], red),
    NestedShape(
      "parentThenManyThrough", queries: 4, \Athenaeum.Filing.Type.poetThemings, owner: \.note,
      targets: { try await $0.poetThemings.map { "\($0.id ?? 0)" } }, loaded: { try $0.poetThemings.loaded.map { "\($0.id ?? 0)" } },
      where: { $0.poetThemings.mark == "first" }, finds: ["of Bob"], ["of Ada": ["1", "2"], "of Bob": ["3", "4", "5"]]),
  ]

  private static let parents: [NestedShape] = [
    NestedShape(
      "singleOneThenOneThrough", queries: 3, \Lyceum.Fellow.Type.dossierRank, owner: \.name,
      targets: { [try await $0.dossierRank?.title].compactMap { $0 } }, loaded: { [try $0.$dossierRank.loaded?.title].compactMap { $0 } },
      where: { $0.dossierRank.title == "Master" }, finds: ["Ann"], ranks),
    NestedShape(
      "singleOneThroughThenParent", queries: 4, \Lyceum.Fellow.Type.lodgeKind, owner: \.name,
      targets: { [try await $0.lodgeKind?.name].compactMap { $0 } }, loaded: { [try $0.$lodgeKind.loaded?.name].compactMap { $0 } },
      where: { $0.lodgeKind.name == "Open" }, finds: ["Cid"], ["Ann": ["Secret"], "Ben": [], "Cid": ["Open"]]),
  ]
}
