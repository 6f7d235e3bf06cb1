import ActiveRecord
import ActiveRecordTesting
import Testing

/// The tables of the methods that collections have, row by row, for each kind of collection.
@Suite struct CollectionTableTests {
  /// Where a document lists the methods.
  enum List: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case first = "001", second = "002", habtm = "has_and_belongs_to_many", hasMany = "has_many"
    var testDescription: String { rawValue }
  }

  /// A method as the documents write it.
  enum Word: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case others, assign = "others=", ids = "other_ids", assignIDs = "other_ids=", append = "others<<", push = "others.push"
    case concat = "others.concat", build = "others.build", create = "others.create", createBang = "others.create!", size = "others.size"
    case length = "others.length", count = "others.count", sum = "others.sum", isEmpty = "others.empty?", clear = "others.clear"
    case delete = "others.delete", deleteAll = "others.delete_all", destroy = "others.destroy", destroyAll = "others.destroy_all"
    case find = "others.find", findFirst = "others.find_first", exists = "others.exists?", uniq = "others.uniq", distinct =
      "others.distinct"
    case reset = "others.reset", reload = "others.reload"
    var testDescription: String { rawValue }
  }

  @Test(arguments: List.allCases, Word.allCases) func collections(_ list: List, _ word: Word) async throws {
    try await Overview.run { project, recorder in
      if list != .hasMany { try await Method(project.categories, recorder, isLink: true).check(word) }
      if list != .habtm { try await Method(project.milestones, recorder, isLink: false).check(word) }
      if list == .first || list == .second { try await Method(project.programmers, recorder, isLink: true).check(word) }
    }
  }
}

/// One method of one collection that has two members.
private struct Method<Owner: Record, Element: Named> {
  let many: ManyAssociation<Owner, Element, Plain>
  let recorder: SQLRecorder
  /// Whether removing takes a link away, not the member.
  let isLink: Bool

  init(_ many: ManyAssociation<Owner, Element, Plain>, _ recorder: SQLRecorder, isLink: Bool) {
    self.many = many
    self.recorder = recorder
    self.isLink = isLink
  }

  func check(_ word: CollectionTableTests.Word) async throws {
    for name in ["a", "b"] { try await many.create { $0.name = name } }
    many.reset()
    recorder.clear()
    switch word {
    case .others, .size, .length, .count, .sum, .isEmpty, .find, .findFirst, .exists, .uniq, .distinct: try await reads(word)
    case .reset, .reload, .ids: try await caches(word)
    case .assign, .assignIDs, .append, .push, .concat, .build, .create, .createBang: try await adds(word)
    case .clear, .delete, .deleteAll, .destroy, .destroyAll: try await removes(word)
    }
  }

  private func reads(_ word: CollectionTableTests.Word) async throws {
    switch word {
    case .others: #expect(try await many.load().map(\.name) == ["a", "b"])
    case .size: #expect(try await many.size() == 2)
    case .length: #expect(try await many.load().count == 2 && many.isLoaded)
    case .count: #expect(try await many.count() == 2)
    case .sum: #expect(try await many.sum(\.id) == many.ids().reduce(0, +))
    case .isEmpty: #expect(try await many.isEmpty() == false)
    case .find: #expect(try await many.find(many.ids()[1]).name == "b")
    case .findFirst: #expect(try await many.first()?.name == "a")
    case .exists:
      #expect(try await [many.exists(), many.exists(many.ids()[0]), many.exists(99)] == [true, true, false])
      #expect(try await many.exists { $0.id == 99 } == false)
    default:
      #expect(try await many.distinct().load().count == 2)
      #expect(recorder.sql.last?.hasPrefix("SELECT DISTINCT ") == true)
    }
    #expect(recorder.queries.allSatisfy { $0.sql.hasPrefix("SELECT ") })
  }

  private func caches(_ word: CollectionTableTests.Word) async throws {
    let members = try await many.load()
    switch word {
    case .ids: #expect(try await many.ids() == members.map { $0.id! })
    case .reset:
      many.reset()
      #expect(!many.isLoaded && recorder.queries.count == 1)
    default:
      members[0].name = "changed"
      try await members[0].save()
      recorder.clear()
      #expect(try await many.reload().map(\.name) == ["changed", "b"])
      #expect(recorder.queries.count == 1)
    }
  }

  private func adds(_ word: CollectionTableTests.Word) async throws {
    let new = Element { $0.name = "c" }, other = Element { $0.name = "d" }
    switch word {
    case .assign: try await many.replace(with: [many.load()[1], new])
    case .assignIDs: try await many.replace(withIDs: [many.ids()[1]])
    case .append: try await many.append(new)
    case .push: try await many.append(new, other)
    case .concat: try await many.append([new, other])
    case .build:
      let built = many.build { $0.name = "c" }
      #expect(built.isNew && recorder.queries.isEmpty)
      try await many.owner.save()
      #expect(built.isPersisted)
    case .create: #expect(try await many.createIfValid { $0.name = "c" }.isPersisted)
    default: #expect(try await many.create { $0.name = "c" }.isPersisted)
    }
    let expected: [String] =
      switch word {
      case .assign: ["b", "c"]
      case .assignIDs: ["b"]
      case .push, .concat: ["a", "b", "c", "d"]
      default: ["a", "b", "c"]
      }
    #expect(try await many.reload().map(\.name).sorted() == expected)
  }

  private func removes(_ word: CollectionTableTests.Word) async throws {
    let members = try await many.load()
    var rowsThatGo = 0
    switch word {
    case .clear: try await many.clear()
    case .delete: try await many.remove(members[0])
    case .deleteAll: try await many.removeAll()
    case .destroy:
      try await many.destroy(members[0])
      rowsThatGo = 1
    default:
      try await many.destroyAll()
      rowsThatGo = 2
    }
    #expect(try await many.reload().map(\.name) == (word == .delete || word == .destroy ? ["b"] : []))
    #expect(try await Element.count() == (isLink ? 2 : 2 - rowsThatGo))
  }
}
