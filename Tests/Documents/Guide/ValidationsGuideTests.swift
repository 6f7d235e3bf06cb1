import ActiveRecord
import ActiveRecordTesting
import Testing

/// Models of the chapter on validations.
enum GuideValidations {
  // snippet.validations
  @Model class Customer: Record {
    var name: String
    var email: String?
    var discount: Int?
    var from: Int?
    var until: Int?
    var shopID: Int?
    @Transient var terms: Bool? = nil
    @Transient var emailConfirmation: String? = nil
    @HasMany var bills: Many<Bill> = .has(autosave: true)

    static func rules(_ customer: Rules<Customer>) {
      customer.validates(\.name, .presence, .length(2...40))
      customer.validates(\.email, .format(/\S+@\S+/).allowingNil(), .confirmation { $0.emailConfirmation })
      customer.validates(\.email, .uniqueness(within: \.shopID, caseSensitive: false).allowingNil())
      customer.validates(\.discount, .numericality(.integer, .range(0...90)).allowingNil())
      customer.validates(\.until, .greater { $0.from }.message("must come after %{count}"))
      customer.validates("terms", { $0.terms }, .acceptance, on: .create)
      customer.validates(\.bills, .count(...3), on: "closing")
      customer.validate { if $0.name == $0.email { $0.errors.add("name and email are the same") } }
      customer.indexesErrors(of: \.bills)
    }
  }
  @Model class Bill: Record {
    var amount = 0
    @BelongsTo var customer: Customer?
    static func rules(_ bill: Rules<Bill>) { bill.validates(\.amount, .numericality(.greater(than: 0))) }
  }
  // snippet.end

  static func run(_ body: nonisolated(nonsending) (SQLRecorder) async throws -> Void) async throws {
    try await TemporaryDatabase.inMemory { database in
      try await database.execute(
        """
        CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, discount INTEGER, "from" INTEGER, until INTEGER,
          shop_id INTEGER)
        """)
      try await database.execute("CREATE TABLE bills (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, customer_id INTEGER)")
      try await body(SQLRecorder(database))
    }
  }
}

@Suite struct ValidationsGuideTests {
  typealias Customer = GuideValidations.Customer
  typealias Bill = GuideValidations.Bill

  @Test func errorsAndLanguages() async throws {
    try await GuideValidations.run { _ in
      // snippet.validation-errors
      let customer = Customer(name: "A", email: "nowhere", discount: 95)
      let isValid = try await customer.isValid()
      #expect(!isValid)
      #expect(
        customer.errors.fullMessages == [
          "Name is too short (minimum is 2 characters)", "Email is invalid", "Discount must be in 0..90",
        ])
      #expect(customer.errors["email"] == ["is invalid"])
      #expect(customer.errors.contains("name", kind: "too_short", options: ["count": "2"]))
      // snippet.end
      // snippet.validation-languages
      let german = ErrorMessages(
        messages: ["too_short.other": "ist zu kurz (mindestens %{count} Zeichen)", "Customer.email.invalid": "sieht falsch aus"],
        attributes: ["Customer.name": "Der Name"])
      let sentences = customer.errors.fullMessages(in: german)
      // snippet.end
      #expect(sentences == ["Der Name ist zu kurz (mindestens 2 Zeichen)", "Email sieht falsch aus", "Discount must be in 0..90"])
    }
  }

  @Test func members() async throws {
    try await GuideValidations.run { _ in
      // snippet.validation-members
      let shopper = Customer(name: "Ada")
      shopper.bills.build { $0.amount = 5 }
      shopper.bills.build()
      let saved = try await shopper.saveIfValid()
      #expect(!saved && shopper.errors.attributes == ["bills[1].amount"])
      #expect(shopper.errors.fullMessages == ["Bills[1] amount must be greater than 0"])
      // snippet.end
    }
  }

  @Test func contexts() async throws {
    try await GuideValidations.run { _ in
      let customer = try await Customer.create { $0.name = "Ada" }
      // snippet.validation-contexts
      let canClose = try await customer.isValid(in: "closing")
      try await customer.save(in: "closing")
      // snippet.end
      #expect(canClose)
      for amount in 1...4 { try await customer.bills.create { $0.amount = amount } }
      #expect(try await customer.saveIfValid(in: "closing") == false)
      #expect(customer.errors.fullMessages == ["Bills is too long (maximum is 3 characters)"])
    }
  }

  @Test func uniqueness() async throws {
    try await GuideValidations.run { recorder in
      // snippet.validation-uniqueness
      try await Customer(name: "Ada", email: "ada@b.org", shopID: 1).save()
      // snippet.end
      #expect(
        recorder.sql.first
          == #"SELECT "customers"."id" FROM "customers" WHERE LOWER("customers"."email") = LOWER(?) AND "customers"."shop_id" = ? LIMIT ?"#)
    }
  }
}
