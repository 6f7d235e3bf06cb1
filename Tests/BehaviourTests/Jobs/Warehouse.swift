import ActiveRecord

// Records whose destruction is left to jobs, found by keys that are no primary ones.

/// Leaves what bears its code to jobs; counts as gone when it is closed.
@Model class Warehouse: Record {
  var code: String
  var isClosed = false
  @HasMany var pallets: Many<Pallet> = .has(foreignKey: \.warehouseCode, primaryKey: \.code, dependent: .destroyAsync, inverse: \.warehouse)
  @HasOne var sign: WarehouseSign? = .has(foreignKey: \.warehouseCode, primaryKey: \.code, dependent: .destroyAsync, hasInverse: false)

  static func rules(_ warehouse: Rules<Warehouse>) { warehouse.ensuringOwnerWas(for: \.sign) { $0.isClosed } }
}

@Model(subclasses: LongPallet.self) class Pallet: Record {
  var warehouseCode: String?
  @BelongsTo var warehouse: Warehouse? = .belongs(foreignKey: \.warehouseCode, primaryKey: \.code)
}

@Model class LongPallet: Pallet {}

@Model class WarehouseSign: Record { var warehouseCode: String? }

/// Takes its warehouse with it, later, found by the code; it counts as gone when it is marked.
@Model class LastLock: Record {
  var isGone = false
  var warehouseCode: String?
  @BelongsTo var warehouse: Warehouse? = .belongs(foreignKey: \.warehouseCode, primaryKey: \.code, dependent: .destroyAsync)

  static func rules(_ lock: Rules<LastLock>) { lock.ensuringOwnerWas(for: \.warehouse) { $0.isGone } }
}

/// Takes what it is tied to with it, later.
@Model class LastKnot: Record {
  @BelongsTo var tied: Record? = .belongs(dependent: .destroyAsync)
}

enum WarehouseWorld {
  static let migrations = Migrations {
    Migration("2025-02-01 create warehouses") { schema in
      schema.createTable("warehouses") { table in
        table.string("code", null: false)
        table.boolean("is_closed", null: false, default: false)
      }
      schema.createTable("pallets") { table in
        table.string("type")
        table.string("warehouse_code")
      }
      schema.createTable("warehouse_signs") { $0.string("warehouse_code") }
      schema.createTable("last_locks") { table in
        table.boolean("is_gone", null: false, default: false)
        table.string("warehouse_code")
      }
      schema.createTable("last_knots") { $0.references("tied", polymorphic: true) }
      schema.createJobTable()
    }
  }

  static let models: [Record.Type] = [
    Warehouse.self, Pallet.self, LongPallet.self, WarehouseSign.self, LastLock.self, LastKnot.self,
  ]
}
