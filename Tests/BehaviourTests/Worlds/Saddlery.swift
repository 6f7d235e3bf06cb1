import ActiveRecord

// An owner of more members than are in memory at once.

/// Takes its hooks with it.
@Model class SaddleRack: Record {
  var name: String?
  @HasMany var hooks: Many<SaddleHook> = .has(dependent: .destroy)
}
@Model class SaddleHook: Record { @BelongsTo var saddleRack: SaddleRack? }

extension Worlds {
  static let saddlery = [
    "CREATE TABLE saddle_racks (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE saddle_hooks (id INTEGER PRIMARY KEY, saddle_rack_id INTEGER)",
  ]
}
