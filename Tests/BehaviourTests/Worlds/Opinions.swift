import ActiveRecord

// Opinions are counted twice in one column: on whoever has them, and on whatever they are about.

@Model class Opiner: Record {
  var name = ""
  var opinionsCount = 0
  @HasMany var opinions: Many<Opinion> = .has(as: \.about)
}
/// Has a counter that its own opinions do not use.
@Model class Pamphlet: Record {
  var title = ""
  var opinionsCount = 0
  @HasMany var opinions: Many<Opinion>
}
@Polymorphic enum Opinable { case opiner(Opiner), pamphlet(Pamphlet) }
@Model class Opinion: Record {
  @BelongsTo var opiner: Opiner? = .belongs(counterCache: \.opinionsCount)
  @BelongsTo var pamphlet: Pamphlet?
  @BelongsTo var about: Opinable? = .belongs(counterCache: "opinions_count")
}

extension Worlds {
  static let opinions = [
    "CREATE TABLE opiners (id INTEGER PRIMARY KEY, name TEXT NOT NULL, opinions_count INTEGER NOT NULL)",
    "CREATE TABLE pamphlets (id INTEGER PRIMARY KEY, title TEXT NOT NULL, opinions_count INTEGER NOT NULL)",
    "CREATE TABLE opinions (id INTEGER PRIMARY KEY, opiner_id INTEGER, pamphlet_id INTEGER, about_id INTEGER, about_type TEXT)",
  ]
}
