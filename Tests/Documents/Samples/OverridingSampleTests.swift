import ActiveRecord
import ActiveRecordTesting
import Testing

/// The documents' samples of a writer that is overridden, and of a has_one that must be there.
@Suite struct OverridingSampleTests {
  /// `owner=` that remembers the owner before: what is done where an association is set stands in `didAssign`.
  @Test func overridingGeneratedMethods() async throws {
    try await Garage.run { recorder in
      let ada = try await Garage.Owner.create { $0.name = "Ada" }, bob = try await Garage.Owner.create { $0.name = "Bob" }
      let car = Garage.Car(owner: ada)
      #expect(try await car.owner == ada)
      #expect(try await car.oldOwner == nil)
      car.$owner.set(bob)
      #expect(try await car.owner == bob)
      #expect(try await car.oldOwner == ada)
      try await car.save()
      let found = try await Garage.Car.find(car.id!)
      #expect(found.ownerID == bob.id && found.oldOwnerID == ada.id)
      // What was read before it is set again is known, too.
      _ = try await found.owner
      found.$owner.set(nil)
      try await found.save()
      #expect(try await Garage.Car.find(car.id!).oldOwner == bob)
      #expect(try await Garage.Car.find(car.id!).owner == nil)
    }
  }

  /// `has_one :credit_card, required: true`: a type without a question mark.
  @Test func requiredHasOne() async throws {
    try await Garage.run { recorder in
      #expect(Garage.Member.reflection("creditCard")?.isRequired == true)
      let member = Garage.Member(name: "Ada")
      #expect(try await member.saveIfValid() == false)
      #expect(member.errors.fullMessages == ["Credit card must exist"])
      #expect(try await Garage.Member.count() == 0)
      try await member.$creditCard.set(Garage.CreditCard(number: "1"))
      try await member.save()
      #expect(try await Garage.Member.find(member.id!).creditCard.number == "1")
      try await Garage.Member(name: "Bob", creditCard: Garage.CreditCard(number: "2")).save()
      #expect(try await Garage.CreditCard.order(\.id).pluck(\.memberID) == [1, 2])
    }
  }
}

/// The models of these samples.
enum Garage {
  @Model class Owner: Record { var name = "" }
  @Model class Car: Record {
    @BelongsTo var owner: Owner?
    @BelongsTo var oldOwner: Owner?

    static func rules(_ car: Rules<Car>) {
      car.didAssign(\.owner) { car, former in if let former { car.$oldOwner.set(former) } }
    }
  }
  @Model class Member: Record {
    var name = ""
    @HasOne var creditCard: CreditCard
  }
  @Model class CreditCard: Record {
    var number = ""
    @BelongsTo var member: Member?
  }

  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory(models: [Car.self, Member.self]) { database in
      try await database.changeSchema { schema in
        for table in ["owners", "members"] { schema.createTable(table) { $0.string("name", null: false) } }
        schema.createTable("cars") { t in
          t.references("owner")
          t.references("old_owner")
        }
        schema.createTable("credit_cards") { t in
          t.string("number", null: false)
          t.references("member")
        }
      }
      try await body(SQLRecorder(database))
    }
  }
}
