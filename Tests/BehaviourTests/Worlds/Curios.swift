import ActiveRecord

// What abstract classes declare is each class's own below them: its name, its table and its keys.

enum Curios {
  /// Has no table; nor has the class below it.
  @Model(abstract: true) class Labelled: Record {
    var name = ""
    @BelongsTo var cabinet: CurioCabinet?
    @HasOne var label: CurioLabel? = .has(as: \.curio)
    @HasMany var labels: Many<CurioLabel> = .has(as: \.curio)
  }
  @Model(abstract: true) class Curio: Labelled {
    @HasMany var repairs: Many<CurioRepair>
    @HasMany var menders: Many<CurioMender> = .through(\.repairs, source: \.mender)
  }
  @Model(table: "curio_vases") class CurioVase: Curio { var height = 0 }
  @Model(table: "curio_clocks") class CurioClock: Curio {}
  /// The clocks under another name.
  @Model(table: "curio_clocks", storedName: "plain clock") class PlainClock: Labelled {}

  /// Belongs to anything.
  @Model class CurioLabel: Record {
    var text = ""
    @BelongsTo var curio: Record?
    @BelongsTo var mender: CurioMender?
  }
  @Model class CurioRepair: Record {
    @BelongsTo var curioVase: CurioVase?
    @BelongsTo var curioClock: CurioClock?
    @BelongsTo var mender: CurioMender?
  }
  @Model class CurioMender: Record {
    var name = ""
    @HasMany var labels: Many<CurioLabel>
  }
  @Model class CurioCabinet: Record {
    @HasMany var vases: Many<CurioVase>
  }

  /// An abstract class between two that have rows of one table.
  @Model class CurioNote: Record { var text = "" }
  @Model(abstract: true) class AbstractCurioNote: CurioNote {}
  @Model(table: "curio_notes") class LoneCurioNote: AbstractCurioNote {}
}

extension Worlds {
  static let curios = [
    "CREATE TABLE curio_cabinets (id INTEGER PRIMARY KEY)",
    "CREATE TABLE curio_vases (id INTEGER PRIMARY KEY, name TEXT NOT NULL, height INTEGER NOT NULL, cabinet_id INTEGER)",
    "CREATE TABLE curio_clocks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, cabinet_id INTEGER)",
    "CREATE TABLE curio_labels (id INTEGER PRIMARY KEY, text TEXT NOT NULL, curio_id INTEGER, curio_type TEXT, mender_id INTEGER)",
    "CREATE TABLE curio_repairs (id INTEGER PRIMARY KEY, curio_vase_id INTEGER, curio_clock_id INTEGER, mender_id INTEGER)",
    "CREATE TABLE curio_menders (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE curio_notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
  ]
}
