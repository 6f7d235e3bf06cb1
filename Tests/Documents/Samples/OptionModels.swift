import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// The models of the documents' examples of options and scopes.
enum Optioned {
  @Model class Firm: Record {
    var name = ""
    var clientsCount = 0
    var updatedAt: Date?
    var employeesLastUpdatedAt: Date?
    @HasMany var clients: Many<Client> = .has(foreignKey: \.clientOf, hasInverse: false)
    @HasMany var ordered: Many<Client> = .has(foreignKey: \.clientOf, hasInverse: false) { $0.order { $0.name.desc } }
    @HasMany var withNations: Many<Client> = .has(foreignKey: \.clientOf, hasInverse: false) { $0.includes(\.nations) }
    @HasMany var living: Many<Client> = .has(foreignKey: \.clientOf, hasInverse: false) {
      $0.where { $0.deleted == false }.order { $0.name.asc }
    }
    @HasMany var joined: Many<Client> = .has(foreignKey: \.clientOf, hasInverse: false) { $0.joins(\.nations) }
    @HasMany var namesakes: Many<Client> = .has(foreignKey: \.clientOf, hasInverse: false) { clients, firm in
      clients.where { $0.name == firm.name }
    }
    @HasMany var reports: Many<Client> = .has(foreignKey: \.clientOf, hasInverse: false) { $0.readonly() }
    @HasMany var files: Many<File> = .has(as: \.attachable)
    @HasOne var first: Client? = .has(foreignKey: \.clientOf, hasInverse: false) { $0.where { $0.name == "first" } }
    @HasOne var joinedOne: Client? = .has(foreignKey: \.clientOf, hasInverse: false) { $0.joins(\.nations) }
    @HasOne var last: Client? = .has(foreignKey: \.clientOf, hasInverse: false) { $0.order { $0.name.desc } }
    @HasOne var boss: Client? = .has(foreignKey: \.clientOf, hasInverse: false) { $0.readonly() }
    @HasOne var withNation: Client? = .has(foreignKey: \.clientOf, hasInverse: false) { $0.includes(\.nations) }
    @HasOne var file: File? = .has(as: \.attachable)
    @HasOne var membership: Membership?
    @HasOne var club: Club? = .through(\.membership)
    @HasMany var subscriptions: Many<Subscription>
    @HasMany var subscribers: Many<Subscriber> = .through(\.subscriptions, source: \.user)
  }
  @Model class Client: Record {
    var name = ""
    var deleted = false
    var clientOf: Int?
    var firmName: String?
    @BelongsTo var firm: Firm? = .belongs(foreignKey: \.clientOf, counterCache: \.clientsCount)
    @BelongsTo var named: Firm? = .belongs(foreignKey: \.firmName, primaryKey: \.name)
    @BelongsTo var second: Firm? = .belongs(foreignKey: \.clientOf) { $0.where { $0.id == 2 } }
    @BelongsTo var joined: Firm? = .belongs(foreignKey: \.clientOf) { $0.joins(\.membership) }
    @BelongsTo var frozen: Firm? = .belongs(foreignKey: \.clientOf) { $0.readonly() }
    @BelongsTo var withClub: Firm? = .belongs(foreignKey: \.clientOf) { $0.includes(\.membership) }
    @BelongsTo var touched: Firm? = .belongs(foreignKey: "touched_id", touch: true)
    @BelongsTo var stamped: Firm? = .belongs(foreignKey: "stamped_id", touch: "employees_last_updated_at")
    @HasAndBelongsToMany var nations: Many<Country> = .has(joinTable: "clients_nations", associationForeignKey: "nation_id")
    @HasAndBelongsToMany var frozenNations: Many<Country> = .has(joinTable: "clients_nations", associationForeignKey: "nation_id") {
      $0.readonly()
    }
    @HasAndBelongsToMany var namedNations: Many<Country> = .has(joinTable: "clients_nations", associationForeignKey: "nation_id") {
      nations, client in nations.where { $0.name == client.name }
    }
    @HasAndBelongsToMany var nationsWithClients: Many<Country> = .has(joinTable: "clients_nations", associationForeignKey: "nation_id") {
      $0.includes(\.clients).order { $0.name.asc }.limit(2)
    }
  }
  @Model class Country: Record {
    var name = ""
    @HasAndBelongsToMany var clients: Many<Client> = .has(joinTable: "clients_nations", foreignKey: "nation_id")
  }
  @Model class File: Record { @BelongsTo var attachable: Record? }
  @Model class Membership: Record {
    @BelongsTo var firm: Firm?
    @BelongsTo var club: Club?
  }
  @Model class Club: Record { var name = "" }
  @Model class Subscription: Record {
    @BelongsTo var firm: Firm?
    @BelongsTo var user: Subscriber?
  }
  @Model class Subscriber: Record { var name = "" }

  /// Runs `body` with the tables, a firm with two clients, and a recorder.
  static func run(_ body: nonisolated(nonsending) (Firm, SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory(models: [Firm.self]) { database in
      try await database.changeSchema { schema in
        schema.createTable("firms") { t in
          t.string("name", null: false)
          t.integer("clients_count", null: false, default: 0)
          t.datetime("updated_at")
          t.datetime("employees_last_updated_at")
        }
        schema.createTable("clients") { t in
          t.string("name", null: false)
          t.boolean("deleted", null: false, default: false)
          t.integer("client_of")
          t.string("firm_name")
          t.references("touched")
          t.references("stamped")
        }
        schema.createJoinTable("clients", "nations")
        for table in ["countries", "clubs", "subscribers"] { schema.createTable(table) { $0.string("name", null: false) } }
        schema.createTable("files") { $0.references("attachable", polymorphic: true) }
        schema.createTable("memberships") { t in
          t.references("firm")
          t.references("club")
        }
        schema.createTable("subscriptions") { t in
          t.references("firm")
          t.references("user")
        }
      }
      let firm = try await Firm.create { $0.name = "first" }
      for name in ["first", "second"] { try await Client(name: name, firm: firm).save() }
      try await body(try await Firm.find(1), SQLRecorder(database))
    }
  }
}
