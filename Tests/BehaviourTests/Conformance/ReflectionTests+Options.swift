import ActiveRecord
import ActiveRecordTesting
import Testing

/// What Rails' suite shows of reflections: what options decide, names of tables of pairs, keys of several columns, and mistakes.
extension ReflectionTests {
  /// Which of the associations of a firm validate their targets: a name's end says which kind it is of.
  enum ValidationRule: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case byDefault, whenAsked, whenAutosaved, neverWhenRefused
    var testDescription: String { rawValue }

    var expected: [String: Bool] {
      switch self {
      case .byDefault: ["clients": true, "client": false, "parent": false]
      case .whenAsked: ["validMany": true, "validOne": true, "validParent": true]
      case .whenAutosaved: ["savedMany": true, "savedOne": true, "savedParent": true]
      case .neverWhenRefused: ["looseMany": false, "looseOne": false, "looseParent": false]
      }
    }
  }

  @Test(arguments: ValidationRule.allCases) func targetsAreValidated(_ rule: ValidationRule) {
    for (name, isValidated) in rule.expected { #expect(M.Firm.reflection(name)?.isValidated == isValidated) }
  }

  @Test func foreignKeys() {
    #expect(Theatre.reflection("plays")?.foreignKeyName == "theatre_id")
    #expect(Athenaeum.Borrower.reflection("wards")?.foreignKeyName == "guardian_id")
    #expect(Maker.reflection("seal")?.foreignKeyName == "maker_name")
    #expect(Play.reflection("players")?.foreignKeyName == "player_id")
  }

  /// Models whose tables of pairs are named after both, after what both begin with, after both prefixes, or by hand.
  enum Pairs: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case plain, commonPrefix, differentPrefixes, named
    var testDescription: String { rawValue }

    var reflections: [AssociationReflection?] {
      switch self {
      case .plain: [Mirrors.Category.reflection("products"), Mirrors.Product.reflection("categories")]
      case .commonPrefix: [Mirrors.Catalog.Category.reflection("products"), Mirrors.Catalog.Product.reflection("categories")]
      case .differentPrefixes: [Mirrors.Catalog.Category.reflection("pages"), Mirrors.Content.Page.reflection("categories")]
      case .named: [Mirrors.Category.reflection("namedProducts"), Mirrors.Product.reflection("namedCategories")]
      }
    }

    var table: String {
      switch self {
      case .plain: "categories_products"
      case .commonPrefix: "catalog_categories_products"
      case .differentPrefixes: "catalog_categories_content_pages"
      case .named: "product_categories"
      }
    }
  }

  @Test(arguments: Pairs.allCases) func joinTable(_ pairs: Pairs) {
    for reflection in pairs.reflections { #expect(reflection?.joinTable == pairs.table) }
  }

  /// Classes whose last name other classes bear, too: an association leads to the one that its type says.
  enum Place: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case nestedName, sameNameOutside, sameNameElsewhere, sameNamespace, sameNameInTheSameNamespace
    var testDescription: String { rawValue }

    var reflection: AssociationReflection? {
      switch self {
      case .nestedName: Mirrors.Customer.reflection("companies")
      case .sameNameOutside: Mirrors.Admin.User.reflection("user")
      case .sameNameElsewhere: Mirrors.Admin.User.reflection("nestedUser")
      case .sameNamespace: Mirrors.Nested.NestedUser.reflection("nestedUsers")
      case .sameNameInTheSameNamespace: Mirrors.Nested.Child.reflection("children")
      }
    }

    var target: Record.Type {
      switch self {
      case .nestedName: Mirrors.Application.Business.Company.self
      case .sameNameOutside: Mirrors.User.self
      case .sameNameElsewhere: Mirrors.Nested.User.self
      case .sameNamespace: Mirrors.Nested.NestedUser.self
      case .sameNameInTheSameNamespace: Mirrors.Nested.Child.self
      }
    }
  }

  @Test(arguments: Place.allCases) func targetsInNamespaces(_ place: Place) throws {
    let reflection = try #require(place.reflection)
    #expect(try reflection.targetType == place.target)
    #expect(reflection.targetName == place.target._facts.name)
  }

  @Test func associationsBetweenNamespaces() throws {
    typealias Billing = Mirrors.Application.Billing
    let clients = try #require(Mirrors.Application.Business.Firm.reflection("clients"))
    #expect(try clients.targetType == Mirrors.Application.Business.Client.self)
    #expect(clients.targetName == "Mirrors.Application.Business.Client")
    #expect(try clients.targetType._facts.tableName == "companies")
    let targets: [(String, Record.Type)] = [
      ("firm", Mirrors.Application.Business.Firm.self), ("qualifiedFirm", Billing.Firm.self), ("unqualifiedFirm", Billing.Firm.self),
      ("nestedFirm", Billing.Inner.Firm.self), ("unqualifiedNestedFirm", Billing.Inner.Firm.self),
    ]
    for (name, target) in targets {
      #expect(try Billing.Account.reflection(name)?.targetType == target)
      #expect(target._facts.tableName == "companies")
    }
  }

  @Test func reflectionsAreFoundByName() {
    #expect(Manors.Manor.reflection("wings")?.name == "wings")
    #expect(Manors.Manor.reflection("towers") == nil)
  }

  @Test func missingSource() throws {
    let lost = try #require(M.Firm.reflection("lostItems"))
    #expect(lost.sourceReflection == nil)
    #expect(lost.chain.map(\.name) == ["lostItems"])
  }

  @Test func missingSourceIsAMistake() throws {
    let error = #expect(throws: ModelGraphError.self) { try ModelGraph.check([M.Firm.self]) }
    #expect(error?.problems.contains { $0.contains("lostItem") && $0.contains("Write .through(\\.clients, source: \\.orders)") } == true)
  }

  @Test func explicitPrimaryKeysComeFirst() {
    #expect(M.Slip.reflection("sale")?.targetKeyNames == ["number"])
    #expect(Refund.reflection("sale")?.targetKeyNames == ["outlet_id", "number"])
  }

  @Test func keysOfSeveralColumnsBehindAThrough() {
    #expect(Outlet.reflection("items")?.targetKeyNames == ["outlet_id", "place"])
  }

  @Test func foreignKeysOfOneAndOfSeveralColumns() {
    #expect(SaleItem.reflection("ware")?.foreignKeyNames == ["ware_id"])
    #expect(SaleItem.reflection("sale")?.foreignKeyNames == ["outlet_id", "sale_number"])
  }

  @Test func foreignKeysOfSeveralColumnsFollowFromTheInverse() {
    #expect(Sale.reflection("items")?.foreignKeyNames == ["outlet_id", "sale_number"])
    #expect(Sale.reflection("items")?.inverseName == "sale")
  }

  @Test func tablesOfPairsWithKeysOfSeveralColumns() {
    let vouchers = Sale.reflection("vouchers"), sales = Voucher.reflection("sales")
    #expect(vouchers?.foreignKeyNames == ["sale_outlet_id", "sale_number"] && vouchers?.associationForeignKeyNames == ["voucher_id"])
    #expect(sales?.foreignKeyNames == ["voucher_id"] && sales?.associationForeignKeyNames == ["sale_outlet_id", "sale_number"])
  }

  @Test func columnsThatCount() {
    #expect(Answer.reflection("debate")?.counterCacheColumnName == "answers_count")
    #expect(Debate.reflection("answers")?.counterCacheColumnName == "answers_count")
    #expect(Debate.reflection("remarks")?.counterCacheColumnName == nil)
  }
}
