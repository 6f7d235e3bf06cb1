import ActiveRecord
import ActiveRecordTesting
import Testing

/// The tables of the methods that singular associations have, row by row, for each kind.
@Suite struct SingularTableTests {
  typealias Portfolio = Overview.Portfolio
  typealias Project = Overview.Project
  typealias ProjectManager = Overview.ProjectManager
  typealias Sticker = Overview.Sticker

  /// Where a document lists the methods.
  enum List: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case first = "001", second = "002", belongsTo = "belongs_to", hasOne = "has_one"
    var testDescription: String { rawValue }
  }

  /// A method as the documents write it.
  enum Word: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case other, assign = "other=", build = "build_other", create = "create_other", createBang = "create_other!", reload = "reload_other"
    var testDescription: String { rawValue }
  }

  @Test(arguments: List.allCases, Word.allCases) func singular(_ list: List, _ word: Word) async throws {
    try await Overview.run { project, recorder in
      if list != .hasOne { try await belongsTo(word, project, recorder) }
      if list == .first || list == .second { try await polymorphic(word, project, recorder) }
      if list != .belongsTo { try await hasOne(word, project, recorder) }
    }
  }

  private func belongsTo(_ word: Word, _ project: Project, _ recorder: SQLRecorder) async throws {
    let old = try await project.$portfolio.create { $0.name = "old" }
    try await project.save()
    let project = try await Project.find(project.id!)
    recorder.clear()
    switch word {
    case .other:
      #expect(try await project.portfolio == old)
      #expect(recorder.queries.count == 1)
    case .assign:
      project.$portfolio.set(nil)
      #expect(project.portfolioID == nil && recorder.queries.isEmpty)
    case .build:
      let new = project.$portfolio.build { $0.name = "new" }
      #expect(try await project.portfolio === new)
      #expect(new.isNew && recorder.queries.isEmpty)
    case .create: #expect(try await project.$portfolio.createIfValid { $0.name = "new" }.id == project.portfolioID)
    case .createBang: #expect(try await project.$portfolio.create { $0.name = "new" }.id == project.portfolioID)
    case .reload:
      _ = try await project.portfolio
      try await Portfolio.updateAll { [$0.name.set("changed")] }
      #expect(try await project.$portfolio.reload()?.name == "changed")
    }
  }

  private func polymorphic(_ word: Word, _ project: Project, _ recorder: SQLRecorder) async throws {
    let sticker = Sticker(owner: project)
    try await sticker.save()
    let found = try await Sticker.find(sticker.id!)
    recorder.clear()
    switch word {
    case .other:
      #expect(try await found.owner == project)
      #expect(recorder.queries.count == 1)
    case .assign:
      let portfolio = try await Portfolio.create { $0.name = "p" }
      found.$owner.set(portfolio)
      #expect(found.ownerID == portfolio.id)
      #expect(try await found.owner === portfolio)
    case .reload:
      _ = try await found.owner
      try await Project.updateAll { [$0.name.set("changed")] }
      #expect((try await found.$owner.reload() as? Project)?.name == "changed")
    case .build, .create, .createBang: break
    }
  }

  private func hasOne(_ word: Word, _ project: Project, _ recorder: SQLRecorder) async throws {
    let old = try await project.$projectManager.create { $0.name = "old" }
    let project = try await Project.find(project.id!)
    recorder.clear()
    switch word {
    case .other:
      #expect(try await project.projectManager == old)
      #expect(recorder.queries.count == 1)
    case .assign:
      let new = ProjectManager(name: "new")
      try await project.$projectManager.set(new)
      #expect(new.projectID == project.id && new.isPersisted)
      #expect(try await ProjectManager.find(old.id!).projectID == nil)
    case .build:
      let new = project.$projectManager.build { $0.name = "new" }
      #expect(try await project.projectManager === new)
      #expect(new.isNew)
    case .create: #expect(try await project.$projectManager.createIfValid { $0.name = "new" }.projectID == project.id)
    case .createBang: #expect(try await project.$projectManager.create { $0.name = "new" }.projectID == project.id)
    case .reload:
      _ = try await project.projectManager
      try await ProjectManager.updateAll { [$0.name.set("changed")] }
      #expect(try await project.$projectManager.reload()?.name == "changed")
    }
  }
}
