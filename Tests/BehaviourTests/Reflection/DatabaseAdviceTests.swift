import ActiveRecord
import Testing

/// Has members whose keys the database guards in different ways.
@Model class AdviceShop: Record {
  var name: String?
  @HasMany var tills: Many<AdviceTill> = .has(dependent: .destroy)
  @HasMany var bills: Many<AdviceBill> = .has(dependent: .destroy)
  @HasMany var memos: Many<AdviceMemo>
  @HasMany var items: Many<AdviceItem> = .has(dependent: .destroy)
  @HasMany var wishes: Many<AdviceWish>
}
@Model class AdviceTill: Record { @BelongsTo var adviceShop: AdviceShop? }
@Model class AdviceBill: Record { @BelongsTo var adviceShop: AdviceShop? }
@Model class AdviceMemo: Record { @BelongsTo var adviceShop: AdviceShop? }
@Model class AdviceItem: Record { @BelongsTo var adviceShop: AdviceShop? }
@Model class AdviceWish: Record { @BelongsTo var adviceShop: AdviceShop? }

/// What `ModelGraph.advice(_:in:)` notices about the tables: a case of each rule, and one of none.
@Suite struct DatabaseAdviceTests {
  private static let migrations = Migrations {
    Migration("2025-03-01 shops") { schema in
      schema.createTable("advice_shops") { $0.string("name") }
      schema.createTable("advice_tills") { $0.references("advice_shop", index: false) }
      schema.createTable("advice_bills") { $0.references("advice_shop", foreignKey: .on(delete: .nullify)) }
      schema.createTable("advice_memos") { $0.references("advice_shop", foreignKey: .on(delete: .cascade)) }
      schema.createTable("advice_items") { $0.references("advice_shop", foreignKey: true) }
      schema.createTable("advice_wishes") { $0.references("advice_shop", foreignKey: true) }
    }
  }

  private func found(_ engine: Engine) async throws -> [ModelAdvice] {
    var found: [ModelAdvice] = []
    try await engine.emptyDatabase { database in
      try await database.migrate(Self.migrations)
      found = try await ModelGraph.advice(
        [AdviceShop.self, AdviceTill.self, AdviceBill.self, AdviceMemo.self, AdviceItem.self, AdviceWish.self], in: database)
    }
    return found
  }

  @Test(arguments: Engine.allCases) func eachRuleNoticesItsCaseOnly(_ engine: Engine) async throws {
    let found = try await found(engine).map { "\($0.model).\($0.association) \($0.rule)" }.sorted()
    #expect(
      found == [
        "AdviceShop.bills dependentAgainstDatabase", "AdviceShop.memos dependentAgainstDatabase",
        "AdviceShop.wishes dependentAgainstDatabase", "AdviceTill.adviceShop missingForeignKey", "AdviceTill.adviceShop missingIndex",
      ])
  }

  @Test(arguments: Engine.allCases) func eachSaysWhatToWrite(_ engine: Engine) async throws {
    let messages = try await found(engine).map(\.message)
    let expected = [
      "the column 'advice_shop_id' of 'advice_tills' has no index, so every row is read to find those with a key. "
        + #"Add to a migration: schema.addIndex("advice_tills", "advice_shop_id")"#,
      "the column 'advice_shop_id' of 'advice_tills' has no foreign key, so it may point at rows of 'advice_shops' that are gone. "
        + #"Add to a migration: schema.addForeignKey("advice_tills", "advice_shops", column: "advice_shop_id")"#,
      "the database deletes the rows with the one they point at (ON DELETE CASCADE), which runs no callbacks, and no 'dependent' is declared. "
        + "Let 'AdviceMemo.adviceShop' and the foreign key agree",
      "the database keeps the rows without their key (ON DELETE SET NULL) where the one they point at is deleted, and "
        + "'dependent: .destroy' is declared. Let 'AdviceBill.adviceShop' and the foreign key agree",
      "the database refuses to delete a row that others point at, and no 'dependent' is declared. "
        + "Let 'AdviceWish.adviceShop' and the foreign key agree",
    ]
    for text in expected { #expect(messages.contains(text)) }
  }
}
