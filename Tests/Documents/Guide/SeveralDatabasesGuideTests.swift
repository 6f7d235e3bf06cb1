import ActiveRecord
import ActiveRecordTesting
import Testing

// snippet.databases-models
extension DatabaseName { static let visits: DatabaseName = "visits" }
// snippet.end

enum GuideDatabases {
  // snippet.databases-models
  @Model(abstract: true) class VisitsRecord: Record {
    override class var databaseName: DatabaseName? { .visits }
  }
  @Model class Visit: VisitsRecord {
    var path: String
    @BelongsTo var customer: Customer?
    @HasMany var coupons: Many<Coupon>
  }
  @Model class Customer: Record {
    var name: String
    @HasMany var visits: Many<Visit>
    @HasMany var coupons: Many<Coupon> = .through(\.visits, disableJoins: true)
  }
  @Model class Coupon: Record {
    var code: String
    @BelongsTo var visit: Visit?
  }
  // snippet.end
}

@Suite struct SeveralDatabasesGuideTests {
  typealias Visit = GuideDatabases.Visit
  typealias Customer = GuideDatabases.Customer
  typealias Coupon = GuideDatabases.Coupon

  @Test func associationsLeadThroughThem() async throws {
    // snippet.databases-connect
    let shop = try await Database.connect(.memory)
    let visits = try await Database.connect(.memory, as: .visits)
    // snippet.end
    try await Self.makeTables(shop, visits)
    let shopLog = SQLRecorder(shop), visitsLog = SQLRecorder(visits)
    try await shop.use {
      try await visits.use {
        // snippet.databases-use
        let customer = try await Customer.create { $0.name = "Ada" }
        let visit = try await customer.visits.create { $0.path = "/shoes" }
        try await visit.coupons.create { $0.code = "SHOE5" }
        let codes = try await customer.coupons.pluck(\.code)
        // snippet.end
        #expect(codes == ["SHOE5"])
        #expect(
          visitsLog.sql.last == #"SELECT "visits"."customer_id", "visits"."id" FROM "visits" WHERE "visits"."customer_id" = ?"#)
        #expect(shopLog.sql.last == #"SELECT "coupons"."code" FROM "coupons" WHERE "coupons"."visit_id" = ?"#)
        let error = await #expect(throws: AssociationError.self) { try await Customer.joins(\.visits).load() }
        #expect(error?.code == .severalDatabases)
        let current = try Database.current(for: Visit.self)
        #expect(current === visits)
      }
    }
    await visits.close()
    await shop.close()
  }

  @Test func transactionsOfBoth() async throws {
    let shop = try await Database.connect(.memory), visits = try await Database.connect(.memory, as: .visits)
    try await Self.makeTables(shop, visits)
    try await shop.use {
      try await visits.use {
        let customer = Customer(name: "Ada")
        _ = customer.visits.build { $0.path = "/" }
        // snippet.databases-transactions
        try await shop.transaction {
          try await visits.transaction { try await customer.save() }
        }
        // snippet.end
        #expect(try await Visit.count() == 1)
      }
    }
    // snippet.databases-shards
    let year2025 = try await Database.connect(.memory, as: .visits)
    let years = Shards([2025: year2025, 2026: visits])
    // snippet.end
    try await Self.makeTables(shop, year2025, isNew: false)
    try await shop.use {
      // snippet.databases-shards-use
      let before = try await years.use(2025) { try await Visit.count() }
      // snippet.end
      #expect(before == 0)
      #expect(try await years.use(2026) { try await Visit.count() } == 1)
      #expect(try await years.use(2025) { try await Customer.count() } == 1)
    }
    await years.close()
    await shop.close()
  }

  private static func makeTables(_ shop: Database, _ visits: Database, isNew: Bool = true) async throws {
    if isNew {
      try await shop.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
      try await shop.execute("CREATE TABLE coupons (id INTEGER PRIMARY KEY, code TEXT NOT NULL, visit_id INTEGER)")
    }
    try await visits.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, path TEXT NOT NULL, customer_id INTEGER)")
  }
}
