import ActiveRecord
import ActiveRecordTesting
import Testing

// Keys of several columns, further: through associations that compare two columns at each step.

/// Keeps books under the number of its ward.
@Model class WardBook: Record {
  @PrimaryKey var wardID: Int
  @PrimaryKey var number: Int
  var title = ""
  @HasMany var pairs: Many<WardPair> = .has(foreignKey: [\.wardID, \.bookNumber])
  @HasMany var topics: Many<WardTopic> = .through(\.pairs)
  @HasMany var loans: Many<WardLoan> = .has(foreignKey: [\.wardID, \.bookNumber])
}
@Model class WardTopic: Record {
  @PrimaryKey var wardID: Int
  @PrimaryKey var number: Int
  var name = ""
  @HasMany var pairs: Many<WardPair> = .has(foreignKey: [\.wardID, \.topicNumber])
  @HasMany var books: Many<WardBook> = .through(\.pairs)
}
@Model class WardPair: Record {
  var wardID: Int?
  var bookNumber: Int?
  var topicNumber: Int?
  @BelongsTo var book: WardBook? = .belongs(foreignKey: [\.wardID, \.bookNumber])
  @BelongsTo var topic: WardTopic? = .belongs(foreignKey: [\.wardID, \.topicNumber])
}

/// Reads books that are lent by several columns of their own.
@Model class WardReader: Record {
  var name = ""
  @HasMany var loans: Many<WardLoan> = .has(foreignKey: "reader_id")
  @HasMany var books: Many<WardBook> = .through(\.loans)
}
@Model class WardLoan: Record {
  var readerID: Int?
  var wardID: Int?
  var bookNumber: Int?
  @BelongsTo var reader: WardReader? = .belongs(foreignKey: \.readerID)
  @BelongsTo var book: WardBook? = .belongs(foreignKey: [\.wardID, \.bookNumber])
}

/// Another model of the refunds: reaches what the sale's items are.
@Model(table: "refunds") class OpenRefund: Record {
  var saleOutletID: Int?
  var saleNumber: String?
  var amount = 0
  @BelongsTo var sale: Sale? = .belongs(foreignKey: [\.saleOutletID, \.saleNumber], hasInverse: false)
  @HasMany var items: Many<SaleItem> = .through(\.sale, source: \.items)
}

/// Other models of the sales: one whose items go by a statement, and one that has one item only, with refunds of its own.
@Model(table: "sales") class BulkSale: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var number: String
  var itemsCount = 0
  @HasMany var items: Many<SaleItem> = .has(foreignKey: [\.outletID, \.saleNumber], dependent: .deleteAll, hasInverse: false)
  @HasOne var loose: LooseReceipt? = .has(foreignKey: [\.outletID, \.saleNumber])
  @HasMany var words: Many<LooseWord> = .through(\.loose, source: \.words)
}
@Model(table: "receipts") class LooseReceipt: Record {
  var outletID: Int?
  var saleNumber: String?
  var text = ""
  @BelongsTo var sale: BulkSale? = .belongs(foreignKey: [\.outletID, \.saleNumber])
  @HasMany var words: Many<LooseWord> = .has(foreignKey: \.receiptID, inverse: \.receipt)
}
@Model(table: "ward_loans") class LooseWord: Record {
  @Column("reader_id") var receiptID: Int?
  @BelongsTo var receipt: LooseReceipt? = .belongs(foreignKey: \.receiptID, inverse: \.words)
}

extension Worlds {
  static let wards = [
    "CREATE TABLE ward_books (ward_id INTEGER NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, PRIMARY KEY (ward_id, number))",
    "CREATE TABLE ward_topics (ward_id INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (ward_id, number))",
    "CREATE TABLE ward_pairs (id INTEGER PRIMARY KEY, ward_id INTEGER, book_number INTEGER, topic_number INTEGER)",
    "CREATE TABLE ward_readers (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE ward_loans (id INTEGER PRIMARY KEY, reader_id INTEGER, ward_id INTEGER, book_number INTEGER)",
  ]
}

/// What Rails' suite shows of keys of several columns in has_many and has_many through.
@Suite struct CompositeRowTests {
  @Test(arguments: Engine.allCases) func destroyAllOnCompositePrimaryKeyModel(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let pen = try await Ware.findByOrThrow { $0.name == "pen" }
      #expect(try await pen.sales.load().count == 3)
      try await pen.sales.destroyAll()
      #expect(try await pen.sales.isEmpty())
      #expect(try await pen.sales.reload().isEmpty)
      #expect(try await Sale.count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func compositePrimaryKeyJoinTable(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.create {
        $0.outletID = 2; $0.number = "open"
      }
      let pen = try await Ware.findByOrThrow { $0.name == "pen" }
      let item = SaleItem(outletID: 2, place: 9, saleNumber: "open", text: "Nikita", ware: pen)
      try await item.save()
      #expect(try await item.sale == sale)
      #expect(try await item.ware == pen)
      try await item.update { $0.text = "loyal" }
      #expect(try await sale.items.load().first { $0.wareID == pen.id }?.text == "loyal")
    }
  }

  @Test(arguments: Engine.allCases, ["topics of a book", "books of a topic"]) func throughComparesBothColumnsAtEachStep(
    _ engine: Engine, _ side: String
  ) async throws {
    try await engine.database { _, recorder async throws in
      for ward in [1, 2] {
        let book = WardBook(wardID: ward, number: 1, title: "b\(ward)"), topic = WardTopic(wardID: ward, number: 1, name: "t\(ward)")
        try await book.save()
        try await topic.save()
        try await WardPair(wardID: ward, bookNumber: 1, topicNumber: 1).save()
      }
      recorder.clear()
      if side == "topics of a book" {
        let book = try await WardBook.find((1, 1))
        #expect(try await book.topics.load().map(\.name) == ["t1"])
        let join = #"ON "ward_topics"."ward_id" = "ward_pairs"."ward_id" AND "ward_topics"."number" = "ward_pairs"."topic_number""#
        #expect(recorder.sql.last?.contains(join) == true)
        #expect(recorder.sql.last?.hasSuffix(#"WHERE "ward_pairs"."ward_id" = ? AND "ward_pairs"."book_number" = ?"#) == true)
      } else {
        let topic = try await WardTopic.find((2, 1))
        #expect(try await topic.books.load().map(\.title) == ["b2"])
        let join = #"ON "ward_books"."ward_id" = "ward_pairs"."ward_id" AND "ward_books"."number" = "ward_pairs"."book_number""#
        #expect(recorder.sql.last?.contains(join) == true)
        #expect(recorder.sql.last?.hasSuffix(#"WHERE "ward_pairs"."ward_id" = ? AND "ward_pairs"."topic_number" = ?"#) == true)
      }
    }
  }

  @Test(arguments: Engine.allCases) func loadingAnAssociationWithAnUnpersistedOwner(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let refund = OpenRefund(sale: try await Sale.find((1, "A")))
      #expect(refund.isNew)
      #expect(try await refund.items.load().map(\.text).sorted() == ["a1", "a2"])
    }
  }

  @Test(arguments: Engine.allCases) func anotherKeyMakesTheTargetStale(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let refund = OpenRefund(sale: try await Sale.find((1, "A")))
      try await refund.save()
      try await refund.items.load()
      #expect(refund.items.isLoaded)
      refund.$sale.set(Sale(outletID: 2, number: "new"))
      #expect(!refund.items.isLoaded)
    }
  }

  @Test(arguments: Engine.allCases) func buildThroughASingularAssociation(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await BulkSale.find((1, "B"))
      let receipt = try await sale.$loose.create { $0.text = "r" }
      let word = sale.words.build()
      #expect(word.receiptID == receipt.id)
      #expect(try await word.receipt === receipt)
    }
  }

  @Test(arguments: Engine.allCases) func removeAllNullifiesBothColumnsOfTheSource(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let reader = try await WardReader.create { $0.name = "author" }
      let book = WardBook(wardID: 9999, number: 30001, title: "Book")
      try await book.save()
      try await reader.books.append(book)
      #expect(try await reader.books.count() == 1)
      try await reader.books.removeAll(.nullify)
      let loan = try await WardLoan.find(1)
      #expect(loan.readerID == reader.id && loan.wardID == nil && loan.bookNumber == nil)
    }
  }

  @Test(arguments: Engine.allCases) func bothColumnsOfMembersAreRead(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let outlet = try await Outlet.find(1)
      let read = { (keys: [(Int, Int)]) in keys.map { "\($0.0).\($0.1)" }.sorted() }
      #expect(try await read(outlet.items.pluck(\.outletID, \.place)) == ["1.1", "1.2", "1.3"])
      let preloaded = try await Outlet.preload(\.items).find(1)
      #expect(try read(preloaded.items.loaded.map { ($0.outletID, $0.place) }) == ["1.1", "1.2", "1.3"])
      #expect(try await read(preloaded.items.ids(as: (Int, Int).self)) == read(outlet.items.ids(as: (Int, Int).self)))
      #expect(try await Set(preloaded.items.loaded) == Set(outlet.items.load()))
    }
  }

  @Test(arguments: Engine.allCases) func membersAreDeletedByTheWholeKey(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let sale = try await Sale.find((1, "A"))
      #expect(try await sale.items.size() == 2)
      try await sale.items.remove(try #require(try await sale.items.load().first))
      #expect(try await sale.reload().items.size() == 1)
      #expect(try await SaleItem.count() == 4)
    }
  }

  @Test(arguments: Engine.allCases) func severalMembersAreDeletedByOneStatement(_ engine: Engine) async throws {
    try await engine.outlets { recorder async throws in
      let sale = try await BulkSale.find((1, "A"))
      let items = try await sale.items.load()
      #expect(items.count == 2)
      recorder.clear()
      try await sale.items.remove(items)
      let deletes = recorder.sql.filter { $0.hasPrefix(#"DELETE FROM "sale_items""#) }
      #expect(deletes.count == 1)
      #expect(deletes.first?.contains(#"("sale_items"."outlet_id", "sale_items"."place") IN "#) == true)
      #expect(try await SaleItem.count() == 3)
      #expect(try await sale.items.reload().isEmpty)
    }
  }

  @Test(arguments: Engine.allCases) func membersAreIncludedByTheWholeKey(_ engine: Engine) async throws {
    try await engine.outlets { _ async throws in
      let outlet = try await Outlet.find(1)
      let sale = try await Sale.find((1, "A")), other = try await Sale.find((2, "A"))
      #expect(try await outlet.sales.contains(sale))
      #expect(try await !outlet.sales.contains(other))
    }
  }

  @Test(arguments: Engine.allCases, ["present", "missing"]) func newOwnersReadByTheirWholeKey(_ engine: Engine, _ key: String) async throws
  {
    try await engine.outlets { recorder async throws in
      let sale = Sale { $0.outletID = 1 }
      if key == "present" { sale.number = "A" }
      #expect(sale.isNew)
      recorder.clear()
      #expect(try await sale.items.load().map(\.text).sorted() == (key == "present" ? ["a1", "a2"] : []))
      #expect(recorder.queries.count == (key == "present" ? 1 : 0))
    }
  }

  @Test(arguments: ["has_many", "to a key of one column"]) func keysOfAnotherWidthAreTold(_ side: String) throws {
    let told = #expect(throws: AssociationError.self) {
      _ = try (side == "has_many" ? Mismatched.Order.reflection("books") : Mismatched.Order.reflection("plainBooks"))?.resolved()
    }
    #expect(told?.code == .badKey)
    #expect(told?.description.contains("the key of Mismatched.Order has 2 columns") == true)
  }
}

/// Declarations that cannot be resolved; they have no tables.
enum Mismatched {
  @Model class Order: Record {
    @PrimaryKey var shopID: Int
    @PrimaryKey var status: String
    @HasMany var books: Many<Book> = .has(foreignKey: "order_id", hasInverse: false)
    @HasMany var plainBooks: Many<PlainBook> = .has(foreignKey: "order_id", hasInverse: false)
  }
  @Model class Book: Record {
    @PrimaryKey var authorID: Int
    @PrimaryKey var number: Int
    var orderID: Int?
  }
  @Model class PlainBook: Record { var orderID: Int? }
}
