import ActiveRecord

// What is left to jobs through others, and by keys of several columns.

/// Leaves what it reaches to jobs, and what is in between.
@Model class Silo: Record {
  var code: String
  // Targets before what is in between: without a queue each goes at once, in this order.
  @HasMany var grains: Many<SiloGrain> = .through(\.hatches, dependent: .destroyAsync)
  @HasMany var hatches: Many<SiloHatch> = .has(foreignKey: \.siloCode, primaryKey: \.code, dependent: .destroyAsync, hasInverse: false)
  @HasMany var tickets: Many<SiloTicket>
  @HasMany var lots: Many<SiloLot> = .through(\.tickets, dependent: .destroyAsync)
}

/// Leaves some of what it reaches.
@Model(table: "silos") class PickySilo: Record {
  var code: String
  @HasMany var hatches: Many<SiloHatch> = .has(foreignKey: \.siloCode, primaryKey: \.code, hasInverse: false)
  @HasMany var grains: Many<SiloGrain> = .through(\.hatches, dependent: .destroyAsync) { $0.where { $0.name == "rye" } }
}

@Model class SiloHatch: Record {
  var siloCode: String?
  @BelongsTo var grain: SiloGrain?
}

@Model class SiloGrain: Record { var name = "" }

/// Known by its site and its number there.
@Model class SiloLot: Record {
  @PrimaryKey var siteID: Int
  @PrimaryKey var number: Int
  @HasMany var parts: Many<SiloPart> = .has(foreignKey: [\.siteID, \.lotNumber], dependent: .destroyAsync)
}

@Model class SiloTicket: Record {
  var lotSiteID: Int?
  var lotNumber: Int?
  @BelongsTo var silo: Silo?
  @BelongsTo var lot: SiloLot? = .belongs(foreignKey: [\.lotSiteID, \.lotNumber])
}

@Model class SiloPart: Record {
  @PrimaryKey var siteID: Int
  @PrimaryKey var place: Int
  var lotNumber: Int?
  @BelongsTo var lot: SiloLot? = .belongs(foreignKey: [\.siteID, \.lotNumber])
}

/// Takes its lot with it, later.
@Model class SiloClerk: Record {
  var lotSiteID: Int?
  var lotNumber: Int?
  @BelongsTo var lot: SiloLot? = .belongs(foreignKey: [\.lotSiteID, \.lotNumber], dependent: .destroyAsync)
}

enum SiloWorld {
  static let migrations = Migrations {
    Migration("2025-03-01 create silos") { schema in
      schema.createTable("silos") { $0.string("code", null: false) }
      schema.createTable("silo_hatches") { table in
        table.string("silo_code")
        table.bigint("grain_id")
      }
      schema.createTable("silo_grains") { $0.string("name", null: false) }
      schema.createTable("silo_tickets") { table in
        table.bigint("silo_id")
        table.bigint("lot_site_id")
        table.bigint("lot_number")
      }
      schema.createTable("silo_clerks") { table in
        table.bigint("lot_site_id")
        table.bigint("lot_number")
      }
      schema.createJobTable()
    }
  }

  static let models: [Record.Type] = [
    Silo.self, PickySilo.self, SiloHatch.self, SiloGrain.self, SiloLot.self, SiloTicket.self, SiloPart.self, SiloClerk.self,
  ]
}

extension Worlds {
  static let silos = [
    "CREATE TABLE silo_lots (site_id INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (site_id, number))",
    "CREATE TABLE silo_parts (site_id INTEGER NOT NULL, place INTEGER NOT NULL, lot_number INTEGER, PRIMARY KEY (site_id, place))",
  ]
}
