import ActiveRecord

// Graphs of many records: a tree of five levels in which nobody is called, and a class with callbacks among them.

@Model class Estate: Record {
  var name: String
  var hedgesCount = 0
  @HasMany var meadows: Many<Meadow>
  @HasMany var hedges: Many<Hedge>
  @HasMany var beetles: Many<Beetle>
}
@Model class Meadow: Record {
  var name: String
  @BelongsTo var estate: Estate
  @HasMany var furrows: Many<Furrow>
}
@Model class Furrow: Record {
  var name: String
  @BelongsTo var meadow: Meadow
  @HasMany var saplings: Many<Sapling>
}
@Model class Sapling: Record {
  var name: String
  var height: Int?
  @BelongsTo var furrow: Furrow
  @HasMany var petals: Many<Petal>
  @HasOne var mark: BarkMark?
}
@Model class Petal: Record {
  var colour: String
  @BelongsTo var sapling: Sapling
  static func rules(_ petal: Rules<Petal>) { petal.validates(\.colour, .presence) }
}
@Model class BarkMark: Record {
  var number: Int
  @BelongsTo var sapling: Sapling
}
/// Is counted by its estate.
@Model class Hedge: Record {
  var name: String
  @BelongsTo var estate: Estate = .belongs(counterCache: \.hedgesCount)
}
/// Is called when it is saved.
@Model class Beetle: Record {
  var name: String
  @Transient var log: [String] = []
  @BelongsTo var estate: Estate
  static func rules(_ beetle: Rules<Beetle>) {
    beetle.beforeCreate { $0.log.append("before") }
    beetle.afterCreate { $0.log.append("after \($0.id ?? 0)") }
  }
}

extension Worlds {
  static let nursery = [
    "CREATE TABLE estates (id INTEGER PRIMARY KEY, name TEXT NOT NULL, hedges_count INTEGER NOT NULL)",
    "CREATE TABLE meadows (id INTEGER PRIMARY KEY, name TEXT NOT NULL, estate_id INTEGER NOT NULL)",
    "CREATE TABLE furrows (id INTEGER PRIMARY KEY, name TEXT NOT NULL, meadow_id INTEGER NOT NULL)",
    "CREATE TABLE saplings (id INTEGER PRIMARY KEY, name TEXT NOT NULL, height INTEGER DEFAULT 7, furrow_id INTEGER NOT NULL)",
    "CREATE TABLE petals (id INTEGER PRIMARY KEY, colour TEXT NOT NULL CHECK (colour <> 'grey'), sapling_id INTEGER NOT NULL)",
    "CREATE TABLE bark_marks (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, sapling_id INTEGER NOT NULL)",
    "CREATE TABLE hedges (id INTEGER PRIMARY KEY, name TEXT NOT NULL, estate_id INTEGER NOT NULL)",
    "CREATE TABLE beetles (id INTEGER PRIMARY KEY, name TEXT NOT NULL, estate_id INTEGER NOT NULL)",
  ]

  /// An estate with so many meadows, furrows in each, saplings in each, and petals on each.
  static func estate(_ meadows: Int, _ furrows: Int, _ saplings: Int, _ petals: Int) -> Estate {
    let estate = Estate(name: "Kew")
    for m in 0..<meadows {
      let meadow = estate.meadows.build { $0.name = "m\(m)" }
      for f in 0..<furrows {
        let furrow = meadow.furrows.build { $0.name = "m\(m)f\(f)" }
        for s in 0..<saplings {
          let sapling = furrow.saplings.build { $0.name = "m\(m)f\(f)s\(s)" }
          for p in 0..<petals { sapling.petals.build { $0.colour = "m\(m)f\(f)s\(s)p\(p)" } }
        }
      }
    }
    return estate
  }
}
