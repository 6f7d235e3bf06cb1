import ActiveRecord

// Join models with scopes and subclasses, owners that meet over several join models, and sections that two owners save.

/// Reaches singers through seats, by what the seats are.
@Model class Choir: Record {
  var name = ""
  @HasMany var seats: Many<ChoirSeat> = .has(inverse: \.choir)
  @HasMany var singers: Many<Singer> = .through(\.seats)
  @HasMany var favourites: Many<Singer> = .through(\.seats, source: \.singer) { $0.where { $0.seats.isFavourite == true } }
  @HasMany var others: Many<Singer> = .through(\.seats, source: \.singer) { $0.where { $0.seats.isFavourite == false } }
  @HasMany var seatsBackwards: Many<ChoirSeat> = .has(hasInverse: false) { $0.order { $0.id.desc } }
  @HasMany var singersBackwards: Many<Singer> = .through(\.seatsBackwards, source: \.singer)
  @HasMany var singersByName: Many<Singer> = .through(\.seatsBackwards, source: \.singer) { $0.order(\.name) }
  @HasMany var singersUnordered: Many<Singer> = .through(\.seatsBackwards, source: \.singer) { $0.unscope(.order).distinct() }
  @HasMany var distinctSeats: Many<ChoirSeat> = .has(hasInverse: false) { $0.distinct() }
  @HasMany var singersOfDistinctSeats: Many<Singer> = .through(\.distinctSeats, source: \.singer)
  @HasMany var noSeats: Many<ChoirSeat> = .has(hasInverse: false) { $0.none() }
  @HasMany var noSingers: Many<Singer> = .through(\.noSeats, source: \.singer)
  @HasMany var openSeats: Many<ChoirSeat> = .has(hasInverse: false) { $0.where { $0.isFavourite == false } }
  @HasMany var openSeatsByHand: Many<ChoirSeat> = .has(hasInverse: false) { $0.where("is_favourite = \(false)") }
  @HasMany var openSingers: Many<Singer> = .through(\.openSeats, source: \.singer)
  @HasMany var openSingersByHand: Many<Singer> = .through(\.openSeatsByHand, source: \.singer)
  @HasMany var uniqueSingers: Many<Singer> = .through(\.seats, source: \.singer) { $0.distinct() }
  @HasMany var singersOnce: Many<Singer> = .through(\.seats, source: \.singer) { $0.distinct().order(\.id) }
  @HasMany var singersOnceBackwards: Many<Singer> = .through(\.seats, source: \.singer) { $0.distinct().order { $0.id.desc } }
  @HasMany var choirConcerts: Many<ChoirConcert>
  @HasMany var concerts: Many<Concert> = .through(\.choirConcerts)
  @Transient var seen: [String] = []

  static func rules(_ choir: Rules<Choir>) {
    choir.beforeAdd(\.seats) { choir, seat in choir.seen.append("before \(try await seat.singer?.name ?? "nobody")") }
    choir.afterAdd(\.seats) { choir, seat in choir.seen.append("after \(try await seat.singer?.name ?? "nobody")") }
  }
}

/// The join model, of several classes.
@Model(subclasses: SoloSeat.self, HonorSeat.self) class ChoirSeat: Record {
  var isFavourite = false
  @BelongsTo var choir: Choir? = .belongs(inverse: \.seats)
  @BelongsTo var singer: Singer? = .belongs(inverse: \.seats)
}
@Model class SoloSeat: ChoirSeat {}
@Model class HonorSeat: ChoirSeat {}

@Model class Singer: Record {
  var name = ""
  var fame = 0
  @HasMany var seats: Many<ChoirSeat> = .has(inverse: \.singer)
  @HasMany var choirs: Many<Choir> = .through(\.seats)
  @HasMany var parts: Many<ConcertPart>
}

/// Another model of the choirs: its singers have solo seats.
@Model(table: "choirs") class SoloChoir: Record {
  var name = ""
  @HasMany var seats: Many<SoloSeat> = .has(foreignKey: "choir_id", hasInverse: false)
  @HasMany var singers: Many<Singer> = .through(\.seats, source: \.singer)
}

@Model class Concert: Record {
  var name = ""
  @HasMany var parts: Many<ConcertPart>
  @HasMany var singers: Many<Singer> = .through(\.parts)
}
@Model class ChoirConcert: Record {
  @BelongsTo var choir: Choir?
  @BelongsTo var concert: Concert?
}
@Model class ConcertPart: Record {
  @BelongsTo var concert: Concert?
  @BelongsTo var singer: Singer?
}

/// Saves its sections, as their term does.
@Model class Seminar: Record {
  var name = ""
  @HasMany var sections: Many<SeminarSection> = .has(dependent: .destroy, inverse: \.seminar, autosave: true)
}
@Model class SeminarTerm: Record {
  var name = ""
  @HasMany var sections: Many<SeminarSection> = .has(foreignKey: "term_id", dependent: .destroy, inverse: \.term, autosave: true)
  @HasMany var seminars: Many<Seminar> = .through(\.sections)
}
@Model class SeminarSection: Record {
  var name = ""
  @BelongsTo var seminar: Seminar? = .belongs(inverse: \.sections, autosave: true)
  @BelongsTo var term: SeminarTerm? = .belongs(inverse: \.sections, autosave: true)
}

extension Worlds {
  static let choirs = [
    "CREATE TABLE choirs (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE singers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, fame INTEGER NOT NULL)",
    """
    CREATE TABLE choir_seats (id INTEGER PRIMARY KEY, type TEXT, is_favourite BOOLEAN NOT NULL, choir_id INTEGER, singer_id INTEGER)
    """,
    "CREATE TABLE concerts (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE choir_concerts (id INTEGER PRIMARY KEY, choir_id INTEGER, concert_id INTEGER)",
    "CREATE TABLE concert_parts (id INTEGER PRIMARY KEY, concert_id INTEGER, singer_id INTEGER)",
    "CREATE TABLE seminars (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE seminar_terms (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE seminar_sections (id INTEGER PRIMARY KEY, name TEXT NOT NULL, seminar_id INTEGER, term_id INTEGER)",
  ]
}
