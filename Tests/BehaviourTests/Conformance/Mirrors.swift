import ActiveRecord
import Foundation

// Models that are only asked about: they have no tables.

enum Mirrors {
  @Model class PriceEstimate: Record { var price = 0 }

  /// Columns of every sort, in a hierarchy.
  @Model(subclasses: Rejoinder.self) class Motion: Record {
    var title: String
    var authorName: String?
    var writtenOn: Date?
    var content: String?
    var approved = true
    var rejoindersCount = 0
    @BelongsTo var parent: Motion?
  }
  @Model class Rejoinder: Motion {}

  /// Every kind of association, with and without what decides about saving and validating its targets.
  @Model class Firm: Record {
    var name = ""
    @HasMany var clients: Many<Client> = .has(dependent: .destroy)
    @HasOne var client: Client?
    @BelongsTo var parent: Client?
    @HasMany var validMany: Many<Client> = .has(validate: true)
    @HasOne var validOne: Client? = .has(validate: true)
    @BelongsTo var validParent: Client? = .belongs(validate: true)
    @HasMany var savedMany: Many<Client> = .has(autosave: true)
    @HasOne var savedOne: Client? = .has(autosave: true)
    @BelongsTo var savedParent: Client? = .belongs(autosave: true)
    @HasMany var looseMany: Many<Client> = .has(autosave: true, validate: false)
    @HasOne var looseOne: Client? = .has(autosave: true, validate: false)
    @BelongsTo var looseParent: Client? = .belongs(autosave: true, validate: false)
    @BelongsTo var foo: Client?
    @BelongsTo var baz: Client? = .belongs(foreignKey: "xyzzy_id")
    @HasMany var lostItems: Many<PriceEstimate> = .through(\.clients)
  }
  @Model class Client: Record {
    @BelongsTo var firm: Firm?
    @HasMany var orders: Many<PriceEstimate>
  }

  /// Is found by one of the two columns of a sale's key.
  @Model class Slip: Record {
    var number: String?
    @BelongsTo var sale: Sale? = .belongs(foreignKey: \.number, primaryKey: \.number)
  }

  // Classes of one name in several namespaces.
  @Model class User: Record { var name = "" }
  @Model class Child: Record { var name = "" }
  @Model class Customer: Record { @HasMany var companies: Many<Application.Business.Company> }
  enum Admin {
    @Model class User: Record {
      @HasOne var user: Mirrors.User?
      @HasOne var nestedUser: Nested.User?
    }
  }
  enum Nested {
    @Model class User: Record { var name = "" }
    @Model class NestedUser: Record { @HasMany var nestedUsers: Many<NestedUser> }
    @Model class Child: Record { @HasMany var children: Many<Child> }
  }
  enum Application {
    enum Business {
      @Model class Company: Record { var name = "" }
      @Model(table: "companies") class Firm: Record { @HasMany var clients: Many<Client> }
      @Model(table: "companies") class Client: Record { @BelongsTo var firm: Firm? }
    }
    enum Billing {
      @Model(table: "companies") class Firm: Record { var name = "" }
      @Model class Account: Record {
        @BelongsTo var firm: Business.Firm?
        @BelongsTo var qualifiedFirm: Application.Billing.Firm?
        @BelongsTo var unqualifiedFirm: Firm?
        @BelongsTo var nestedFirm: Application.Billing.Inner.Firm?
        @BelongsTo var unqualifiedNestedFirm: Inner.Firm?
      }
      enum Inner { @Model(table: "companies") class Firm: Record { var name = "" } }
    }
  }

  // Tables of pairs between tables with and without prefixes.
  @Model class Category: Record {
    @HasAndBelongsToMany var products: Many<Product>
    @HasAndBelongsToMany var namedProducts: Many<Product> = .has(joinTable: "product_categories")
  }
  @Model class Product: Record {
    @HasAndBelongsToMany var categories: Many<Category>
    @HasAndBelongsToMany var namedCategories: Many<Category> = .has(joinTable: "product_categories")
  }
  enum Catalog: TableNamespace {
    static let tablePrefix = "catalog_"
    @Model class Category: Record {
      @HasAndBelongsToMany var products: Many<Product>
      @HasAndBelongsToMany var pages: Many<Content.Page>
    }
    @Model class Product: Record { @HasAndBelongsToMany var categories: Many<Category> }
  }
  enum Content: TableNamespace {
    static let tablePrefix = "content_"
    @Model class Page: Record { @HasAndBelongsToMany var categories: Many<Catalog.Category> }
  }
}
