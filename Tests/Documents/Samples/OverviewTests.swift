import ActiveRecord
import ActiveRecordTesting
import Testing

/// The methods that the documents list for a project in their first lines.
@Suite struct OverviewTests {
  typealias Project = Overview.Project
  typealias Category = Overview.Category
  typealias Milestone = Overview.Milestone

  /// Which document.
  enum Document: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case first = "001", second = "002"
    var testDescription: String { rawValue }
  }

  /// A method as the documents write it.
  enum Word: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case portfolio, assignPortfolio = "portfolio=", portfolioIsNil = "portfolio.nil?", reloadPortfolio = "reload_portfolio"
    case manager = "project_manager", assignManager = "project_manager=", managerIsNil = "project_manager.nil?"
    case reloadManager = "reload_project_manager"
    case milestones, milestonesEmpty = "milestones.empty?", milestonesSize = "milestones.size", milestonesAppend = "milestones<<"
    case milestonesDelete = "milestones.delete", milestonesDestroy = "milestones.destroy", milestonesFind = "milestones.find"
    case milestonesFindAll = "milestones.find(:all)", milestonesBuild = "milestones.build", milestonesCreate = "milestones.create"
    case categories, categoriesEmpty = "categories.empty?", categoriesSize = "categories.size", categoriesAppend = "categories<<"
    case categoriesDelete = "categories.delete", categoriesDestroy = "categories.destroy"
    var testDescription: String { rawValue }
  }

  @Test(arguments: Document.allCases, Word.allCases) func project(_ document: Document, _ word: Word) async throws {
    try await Overview.run { project, recorder in
      switch word {
      case .portfolio, .assignPortfolio, .portfolioIsNil, .reloadPortfolio: try await portfolio(word, project)
      case .manager, .assignManager, .managerIsNil, .reloadManager: try await manager(word, project)
      case .categories, .categoriesEmpty, .categoriesSize, .categoriesAppend, .categoriesDelete, .categoriesDestroy:
        try await categories(word, project)
      default: try await milestones(word, project)
      }
    }
  }

  private func portfolio(_ word: Word, _ project: Project) async throws {
    #expect(try await project.portfolio == nil)
    guard word != .portfolioIsNil else { return }
    let portfolio = try await Overview.Portfolio.create { $0.name = "f" }
    project.$portfolio.set(portfolio)
    #expect(project.portfolioID == portfolio.id)
    guard word != .assignPortfolio else { return }
    try await project.save()
    let found = try await Project.find(project.id!)
    #expect(try await found.portfolio == portfolio)
    guard word == .reloadPortfolio else { return }
    try await Overview.Portfolio.updateAll { [$0.name.set("changed")] }
    #expect(try await found.$portfolio.reload()?.name == "changed")
  }

  private func manager(_ word: Word, _ project: Project) async throws {
    #expect(try await project.projectManager == nil)
    guard word != .managerIsNil else { return }
    let manager = Overview.ProjectManager(name: "m")
    try await project.$projectManager.set(manager)
    #expect(manager.isPersisted && manager.projectID == project.id)
    guard word != .assignManager else { return }
    let found = try await Project.find(project.id!)
    #expect(try await found.projectManager == manager)
    guard word == .reloadManager else { return }
    try await Overview.ProjectManager.updateAll { [$0.name.set("changed")] }
    #expect(try await found.$projectManager.reload()?.name == "changed")
  }

  private func milestones(_ word: Word, _ project: Project) async throws {
    #expect(try await project.milestones.isEmpty())
    let milestone = Milestone(name: "a")
    try await project.milestones.append(milestone)
    switch word {
    case .milestonesEmpty: #expect(try await project.milestones.isEmpty() == false)
    case .milestonesSize: #expect(try await project.milestones.size() == 1)
    case .milestonesAppend: #expect(milestone.isPersisted && milestone.projectID == project.id)
    case .milestonesDelete:
      try await project.milestones.remove(milestone)
      #expect(try await Milestone.find(1).projectID == nil)
    case .milestonesDestroy:
      try await project.milestones.destroy(milestone)
      #expect(try await Milestone.count() == 0)
    case .milestonesFind: #expect(try await project.milestones.find(1) == milestone)
    case .milestonesFindAll: #expect(try await project.milestones.where { $0.name == "a" }.order { $0.name.desc }.load() == [milestone])
    case .milestonesBuild:
      let built = project.milestones.build { $0.name = "b" }
      #expect(built.isNew && built.projectID == project.id)
    case .milestonesCreate: #expect(try await project.milestones.create { $0.name = "b" }.projectID == project.id)
    default: #expect(try await project.milestones.load() == [milestone])
    }
  }

  private func categories(_ word: Word, _ project: Project) async throws {
    #expect(try await project.categories.isEmpty())
    let category = Category(name: "a")
    try await project.categories.append(category)
    switch word {
    case .categoriesEmpty: #expect(try await project.categories.isEmpty() == false)
    case .categoriesSize: #expect(try await project.categories.size() == 1)
    case .categoriesAppend: #expect(try await Project.find(1).categories.load() == [category])
    case .categoriesDelete:
      try await project.categories.remove(category)
      #expect(try await project.categories.reload().isEmpty)
      #expect(try await Category.count() == 1)
    case .categoriesDestroy:
      try await project.categories.destroy(category)
      #expect(try await project.categories.reload().isEmpty)
      #expect(try await Category.count() == 1)
    default: #expect(try await project.categories.load() == [category])
    }
  }
}
