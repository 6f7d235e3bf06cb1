import ActiveRecord

// Graphs that are written in bulk: members with unique columns, joined by a table, and by a model.

@Model class Cookbook: Record {
  var title: String
  var pages = 0
  @HasMany var platters: Many<Platter>
  @HasOne var cover: BookCover?
  @HasMany var credits: Many<Credit>
  @HasMany var tasters: Many<Taster> = .through(\.credits)
}
@Model class Platter: Record {
  var name: String
  var minutes = 0
  @BelongsTo var cookbook: Cookbook
  @HasAndBelongsToMany var spices: Many<Spice>
  static func rules(_ platter: Rules<Platter>) {
    platter.validates(\.minutes, .range(0...100))
    platter.afterSave { _ in throw Refused() }
  }
}
@Model class Spice: Record { var name: String }
@Model class BookCover: Record {
  var color: String
  @BelongsTo var cookbook: Cookbook?
}
@Model class Credit: Record {
  @BelongsTo var cookbook: Cookbook
  @BelongsTo var taster: Taster
}
@Model class Taster: Record { var name: String }

extension Worlds {
  static let cookery = [
    "CREATE TABLE cookbooks (id INTEGER PRIMARY KEY, title VARCHAR(100) NOT NULL, pages INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX index_cookbooks_on_title ON cookbooks (title)",
    "CREATE TABLE platters (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL, minutes INTEGER NOT NULL, cookbook_id INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX index_platters_on_cookbook_id_and_name ON platters (cookbook_id, name)",
    "CREATE TABLE spices (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL)",
    "CREATE UNIQUE INDEX index_spices_on_name ON spices (name)",
    "CREATE TABLE platters_spices (platter_id INTEGER NOT NULL, spice_id INTEGER NOT NULL)",
    "CREATE UNIQUE INDEX index_platters_spices_on_platter_id_and_spice_id ON platters_spices (platter_id, spice_id)",
    "CREATE TABLE book_covers (id INTEGER PRIMARY KEY, color TEXT NOT NULL, cookbook_id INTEGER)",
    "CREATE TABLE credits (id INTEGER PRIMARY KEY, cookbook_id INTEGER NOT NULL, taster_id INTEGER NOT NULL)",
    "CREATE TABLE tasters (id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL)",
  ]
}
