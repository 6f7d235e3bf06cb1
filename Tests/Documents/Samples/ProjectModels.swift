import ActiveRecord
import ActiveRecordTesting
import Testing

/// The models of the documents' overviews: a project with each kind of association.
enum Overview {
  @Model class Portfolio: Record {
    var name = ""
    @HasMany var projects: Many<Project>
  }
  @Model class Project: Record, Named {
    var name = ""
    @BelongsTo var portfolio: Portfolio?
    @HasOne var projectManager: ProjectManager?
    @HasMany var milestones: Many<Milestone>
    @HasAndBelongsToMany var categories: Many<Category>
    @HasMany var assignments: Many<Assignment>
    @HasMany var programmers: Many<Programmer> = .through(\.assignments)
  }
  @Model class ProjectManager: Record, Named {
    var name = ""
    @BelongsTo var project: Project?
  }
  @Model class Milestone: Record, Named {
    var name = ""
    @BelongsTo var project: Project?
  }
  @Model class Category: Record, Named {
    var name = ""
    @HasAndBelongsToMany var projects: Many<Project>
  }
  @Model class Assignment: Record {
    @BelongsTo var programmer: Programmer
    @BelongsTo var project: Project
  }
  @Model class Programmer: Record, Named {
    var name = ""
    @HasMany var assignments: Many<Assignment>
    @HasMany var projects: Many<Project> = .through(\.assignments)
  }
  @Model class Sticker: Record {
    @BelongsTo var owner: Record?
  }

  /// Runs `body` with the tables and a project that is saved.
  static func run(_ body: nonisolated(nonsending) (Project, SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory(models: [Portfolio.self, Project.self]) { database in
      try await database.changeSchema { schema in
        schema.createTable("portfolios") { $0.string("name", null: false) }
        schema.createTable("projects") { t in
          t.string("name", null: false)
          t.references("portfolio")
        }
        for table in ["project_managers", "milestones"] {
          schema.createTable(table) { t in
            t.string("name", null: false)
            t.references("project")
          }
        }
        schema.createTable("categories") { $0.string("name", null: false) }
        schema.createJoinTable("categories", "projects")
        schema.createTable("programmers") { $0.string("name", null: false) }
        schema.createTable("assignments") { t in
          t.references("programmer")
          t.references("project")
        }
        schema.createTable("stickers") { $0.references("owner", polymorphic: true) }
      }
      let project = try await Project.create { $0.name = "P" }
      try await body(project, SQLRecorder(database))
    }
  }
}

/// A record with a name.
protocol Named: Record { var name: String { get set } }
