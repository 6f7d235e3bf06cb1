import ActiveRecord

// Names whose plurals end in what looks like another plural, or are Latin.

@Model class Virus: Record {
  var species = ""
  @BelongsTo var octopus: Octopus?
}
@Model class Octopus: Record {
  var species = ""
  @HasOne var virus: Virus?
}
@Model class Bus: Record {
  var name = ""
  @HasMany var glasses: Many<Glass>
}
@Model class Glass: Record {
  var size = 0
  @BelongsTo var bus: Bus?
}
@Model class Mess: Record {
  var name = ""
  @HasAndBelongsToMany var crises: Many<Crisis>
}
@Model class Crisis: Record {
  var name = ""
  @HasAndBelongsToMany var messes: Many<Mess>
  @HasMany var analyses: Many<Analysis> = .has(dependent: .destroy)
  @HasMany var successes: Many<Success> = .through(\.analyses)
  @HasMany var dresses: Many<Dress> = .has(dependent: .destroy)
  @HasMany var compresses: Many<Compress> = .through(\.dresses)
}
@Model class Analysis: Record {
  @BelongsTo var crisis: Crisis?
  @BelongsTo var success: Success?
}
@Model class Success: Record {
  var name = ""
  @HasMany var analyses: Many<Analysis> = .has(dependent: .destroy)
  @HasMany var crises: Many<Crisis> = .through(\.analyses)
}
@Model class Dress: Record {
  @BelongsTo var crisis: Crisis?
  @HasMany var compresses: Many<Compress>
}
@Model class Compress: Record { @BelongsTo var dress: Dress? }

extension Worlds {
  static let plurals = [
    "CREATE TABLE viri (id INTEGER PRIMARY KEY, species TEXT NOT NULL, octopus_id INTEGER)",
    "CREATE TABLE octopi (id INTEGER PRIMARY KEY, species TEXT NOT NULL)",
    "CREATE TABLE glasses (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, bus_id INTEGER)",
    "CREATE TABLE buses (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE crises_messes (crisis_id INTEGER NOT NULL, mess_id INTEGER NOT NULL)",
    "CREATE TABLE messes (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE crises (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE successes (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE analyses (id INTEGER PRIMARY KEY, crisis_id INTEGER, success_id INTEGER)",
    "CREATE TABLE dresses (id INTEGER PRIMARY KEY, crisis_id INTEGER)",
    "CREATE TABLE compresses (id INTEGER PRIMARY KEY, dress_id INTEGER)",
  ]
}
