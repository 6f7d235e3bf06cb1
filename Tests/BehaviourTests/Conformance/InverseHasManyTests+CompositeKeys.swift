import ActiveRecord
import ActiveRecordTesting
import Testing

/// Other models of outlets, what they sold and wares: a member with a key of two columns belongs to a ware of its own.
@Model(table: "outlets") class SoleOutlet: Record {
  var name = ""
  @HasMany var items: Many<SoleItem> = .has(foreignKey: \.outletID)
}
@Model(table: "sale_items") class SoleItem: Record {
  @PrimaryKey var outletID: Int
  @PrimaryKey var place: Int
  var text = ""
  @BelongsTo var outlet: SoleOutlet? = .belongs(foreignKey: \.outletID)
  @BelongsTo var ware: SoleWare?
}
@Model(table: "wares") class SoleWare: Record {
  var name = ""
  @HasOne var item: SoleItem? = .has(foreignKey: "ware_id")
}

/// What Rails' suite shows of the inverses of has_many whose members have a key of two columns.
extension InverseHasManyTests {
  @Test(arguments: Engine.allCases) func inverseShouldBeSetOnCompositePrimaryKeyChild(_ engine: Engine) async throws {
    try await engine.database { _, _ async throws in
      let outlet = SoleOutlet(name: "North")
      let item = outlet.items.build {
        $0.place = 1; $0.text = "The Way"
      }
      let ware = SoleWare(name: "paid", item: item)
      try await outlet.save()
      #expect(item.$ware.isLoaded)
      #expect(try item.$ware.loaded === ware)
    }
  }
}
