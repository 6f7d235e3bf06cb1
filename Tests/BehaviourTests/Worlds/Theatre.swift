import ActiveRecord

// The world of most tests: every kind of association, with the names that the conventions give.

/// Owns a collection that has no dependent, scoped and limited views of it, and chains through it.
@Model class Theatre: Record {
  var name: String
  @HasMany var plays: Many<Play>
  @HasMany var hits: Many<Play> = .has { $0.where { $0.isHit == true }.order { $0.title.asc } }
  @HasMany var latest: Many<Play> = .has { $0.order { $0.id.desc }.limit(2) }
  @HasMany var namesakes: Many<Play> = .has { plays, theatre in plays.where { $0.title == theatre.name } }
  @HasMany var roles: Many<Role> = .through(\.plays)
  @HasMany var players: Many<Player> = .through(\.roles)
  @HasOne var license: License?
  @HasOne var office: Office? = .through(\.license)
}

/// Belongs to one theatre, joined to players by roles, and to genres by a table without a model.
@Model class Play: Record {
  var title: String
  var seats = 0
  var isHit = false
  @BelongsTo var theatre: Theatre?
  @HasMany var roles: Many<Role> = .has(dependent: .destroy)
  @HasMany var players: Many<Player> = .through(\.roles)
  @HasMany var cast: Many<Player> = .through(\.roles, source: \.player)
  @HasAndBelongsToMany var genres: Many<Genre>
  @HasMany var photos: Many<Photo> = .has(as: \.subject, dependent: .destroy)
}

/// The join model, with a column of its own.
@Model class Role: Record {
  var name = ""
  @BelongsTo var play: Play?
  @BelongsTo var player: Player?
}

/// Points at its own class in three ways: a mentor, pupils, and friends.
@Model class Player: Record {
  var name: String
  @BelongsTo var mentor: Player?
  @HasMany var pupils: Many<Player> = .has(inverse: \.mentor)
  @HasAndBelongsToMany var friends: Many<Player> = .has(
    joinTable: "friendships", foreignKey: "player_id", associationForeignKey: "friend_id")
  @HasMany var roles: Many<Role>
  @HasMany var plays: Many<Play> = .through(\.roles)
  @HasOne var contract: Contract? = .has(dependent: .destroy)
  @HasMany var photos: Many<Photo> = .has(as: \.subject)
}

/// Cannot do without its owner.
@Model class Contract: Record {
  var salary = 0
  @BelongsTo var player: Player

  static func rules(_ contract: Rules<Contract>) { contract.validates(\.salary, .range(0...)) }
}

/// The other end of a has_and_belongs_to_many.
@Model class Genre: Record {
  var name: String
  @HasAndBelongsToMany var plays: Many<Play>
}

/// The target of a has_one that has no dependent.
@Model class License: Record {
  var number: String
  @BelongsTo var theatre: Theatre?
  @BelongsTo var office: Office?
}

/// Reached by a has_one through.
@Model class Office: Record {
  var city: String
  @HasMany var licenses: Many<License>
}

/// What a photo can show.
@Polymorphic enum Subject { case play(Play), player(Player) }

/// Polymorphic over a closed set.
@Model class Photo: Record {
  var file = ""
  @BelongsTo var subject: Subject?
}

/// Polymorphic over any model.
@Model class Note: Record {
  var text = ""
  @BelongsTo var about: Record?
}

extension Worlds {
  static let theatre = [
    "CREATE TABLE theatres (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    """
    CREATE TABLE plays (id INTEGER PRIMARY KEY, title TEXT NOT NULL, seats INTEGER NOT NULL DEFAULT 0,
      is_hit BOOLEAN NOT NULL DEFAULT FALSE, theatre_id INTEGER)
    """,
    "CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT NOT NULL, play_id INTEGER, player_id INTEGER)",
    "CREATE TABLE players (id INTEGER PRIMARY KEY, name TEXT NOT NULL, mentor_id INTEGER)",
    "CREATE TABLE friendships (player_id INTEGER NOT NULL, friend_id INTEGER NOT NULL)",
    "CREATE TABLE contracts (id INTEGER PRIMARY KEY, salary INTEGER NOT NULL, player_id INTEGER NOT NULL)",
    "CREATE TABLE genres (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE genres_plays (genre_id INTEGER NOT NULL, play_id INTEGER NOT NULL)",
    "CREATE TABLE licenses (id INTEGER PRIMARY KEY, number TEXT NOT NULL, theatre_id INTEGER, office_id INTEGER)",
    "CREATE TABLE offices (id INTEGER PRIMARY KEY, city TEXT NOT NULL)",
    "CREATE TABLE photos (id INTEGER PRIMARY KEY, file TEXT NOT NULL, subject_id INTEGER, subject_type TEXT)",
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL, about_id INTEGER, about_type TEXT)",
  ]
}
