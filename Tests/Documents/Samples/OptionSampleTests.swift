import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// The documents' examples of options and scopes, macro by macro.
@Suite struct OptionSampleTests {
  typealias Firm = Optioned.Firm
  typealias Client = Optioned.Client
  typealias Country = Optioned.Country

  /// An example for belongs_to.
  enum BelongsToExample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case foreignKey, primaryKey, className, polymorphic, readonly, counterCache, touch, touchColumn, optional, condition, join, includes
    var testDescription: String { rawValue }
  }

  @Test(arguments: BelongsToExample.allCases) func belongsTo(_ example: BelongsToExample) async throws {
    try await Optioned.run { firm, recorder in
      let client = try await Client.find(1)
      switch example {
      case .foreignKey, .className:
        #expect(Client.reflection("firm")?.foreignKeyName == "client_of")
        #expect(try await client.firm == firm)
      case .primaryKey:
        client.$named.set(firm)
        #expect(client.firmName == "first")
        #expect(try await client.$named.reload() == firm)
      case .polymorphic:
        let file = Optioned.File(attachable: firm)
        try await file.save()
        #expect(try await Optioned.File.find(1).attachable == firm)
      case .readonly: #expect(try await client.frozen?.isReadonly == true)
      case .counterCache: #expect(firm.clientsCount == 2)
      case .touch:
        try await client.update { $0.$touched.set(firm) }
        try await Firm.updateAll { [$0.updatedAt.set(nil)] }
        try await client.update { $0.name = "x" }
        #expect(try await firm.reload().updatedAt != nil)
      case .touchColumn:
        try await client.update { $0.$stamped.set(firm) }
        try await Firm.updateAll { [$0.updatedAt.set(nil), $0.employeesLastUpdatedAt.set(nil)] }
        try await client.destroy()
        try await firm.reload()
        #expect(firm.updatedAt != nil && firm.employeesLastUpdatedAt != nil)
      case .optional: #expect(try await Client(name: "x").saveIfValid())
      case .condition: #expect(try await client.second == nil)
      case .join:
        #expect(try await client.joined == nil)
        try await firm.$membership.create()
        #expect(try await Client.find(1).joined == firm)
      case .includes: #expect(try await client.withClub?.$membership.isLoaded == true)
      }
    }
  }

  /// An example for has_many.
  enum HasManyExample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case condition, join, owner, order, includes, conditionAndOrder, polymorphic, readonly, source, create
    var testDescription: String { rawValue }
  }

  @Test(arguments: HasManyExample.allCases) func hasMany(_ example: HasManyExample) async throws {
    try await Optioned.run { firm, recorder in
      switch example {
      case .condition, .conditionAndOrder:
        try await Client.where { $0.name == "second" }.updateAll { [$0.deleted.set(true)] }
        #expect(try await firm.living.map(\.name) == ["first"])
        #expect(try firm.living.toSQL().hasSuffix(#"ORDER BY "clients"."name" ASC"#))
      case .join:
        try await Client.find(2).nations.create { $0.name = "Chile" }
        #expect(try await firm.joined.map(\.name) == ["second"])
      case .owner: #expect(try await firm.namesakes.map(\.name) == ["first"])
      case .order: #expect(try await firm.ordered.map(\.name) == ["second", "first"])
      case .includes:
        recorder.clear()
        #expect(try await firm.withNations.load().allSatisfy(\.nations.isLoaded))
        #expect(recorder.queries.count == 2)
      case .polymorphic:
        let file = try await firm.files.create()
        #expect(file.$attachable.type?.hasSuffix("Firm") == true && file.attachableID == firm.id)
      case .readonly: #expect(try await firm.reports.load().map(\.isReadonly) == [true, true])
      case .source:
        let user = try await Optioned.Subscriber.create { $0.name = "u" }
        try await firm.subscriptions.create { $0.$user.set(user) }
        #expect(try await firm.subscribers.load() == [user])
      case .create: #expect(try await firm.living.create { $0.name = "x" }.deleted == false)
      }
    }
  }

  /// An example for has_one.
  enum HasOneExample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case condition, join, order, polymorphic, readonly, through, includes
    var testDescription: String { rawValue }
  }

  @Test(arguments: HasOneExample.allCases) func hasOne(_ example: HasOneExample) async throws {
    try await Optioned.run { firm, recorder in
      switch example {
      case .condition: #expect(try await firm.first?.name == "first")
      case .join:
        try await Client.find(2).nations.create { $0.name = "Chile" }
        #expect(try await firm.joinedOne?.name == "second")
      case .order: #expect(try await firm.last?.name == "second")
      case .polymorphic:
        let file = try await firm.$file.create()
        #expect(file.$attachable.type?.hasSuffix("Firm") == true && file.attachableID == firm.id)
      case .readonly: #expect(try await firm.boss?.isReadonly == true)
      case .through:
        let club = try await Optioned.Club.create { $0.name = "c" }
        try await firm.$club.set(club)
        #expect(try await Firm.find(1).club == club)
      case .includes: #expect(try await firm.withNation?.nations.isLoaded == true)
      }
    }
  }

  /// An example for has_and_belongs_to_many.
  enum JoinTableExample: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case plain, includes, className, joinTable, readonly, owner, orderAndLimit
    var testDescription: String { rawValue }
  }

  @Test(arguments: JoinTableExample.allCases) func hasAndBelongsToMany(_ example: JoinTableExample) async throws {
    try await Optioned.run { firm, recorder in
      let client = try await Client.find(1)
      for name in ["first", "Peru", "Chile"] { try await client.nations.create { $0.name = name } }
      let found = try await Client.find(1)
      switch example {
      case .plain, .className: #expect(try await found.nations.map(\.name) == ["first", "Peru", "Chile"])
      case .includes: #expect(try await found.nationsWithClients.load().allSatisfy(\.clients.isLoaded))
      case .joinTable: #expect(Client.reflection("nations")?.joinTable == "clients_nations")
      case .readonly: #expect(try await found.frozenNations.load().allSatisfy(\.isReadonly))
      case .owner: #expect(try await found.namedNations.map(\.name) == ["first"])
      case .orderAndLimit: #expect(try await found.nationsWithClients.map(\.name) == ["Chile", "Peru"])
      }
    }
  }
}
