import ActiveRecord

// A has_one that leads through a has_one, a belongs_to and a polymorphic one, under conditions on either side.

/// Reaches its club through a pass, and its sponsor through a polymorphic has_one.
@Model class Angler: Record {
  var name = ""
  @BelongsTo var rank: AnglerRank?
  @HasOne var pass: AnglerPass?
  @HasOne var club: AnglerClub? = .through(\.pass)
  @HasOne var goodPass: AnglerPass? = .has(hasInverse: false) { $0.where { $0.isGood == true } }
  @HasOne var goodClub: AnglerClub? = .through(\.goodPass, source: \.club)
  @HasOne var troutClub: AnglerClub? = .through(\.pass, source: \.club) { $0.where { $0.name == "Trout" } }
  @HasOne var sponsorship: AnglerSponsorship? = .has(as: \.sponsored)
  @HasOne var sponsor: AnglerClub? = .through(\.sponsorship, source: \.club)
  @HasOne var detail: AnglerDetail?
}

/// The record in between.
@Model class AnglerPass: Record {
  var isGood = false
  @BelongsTo var angler: Angler?
  @BelongsTo var club: AnglerClub?
}

/// Sponsors something, of which one class is asked for.
@Model class AnglerClub: Record {
  var name = ""
  @HasOne var sponsorship: AnglerSponsorship? = .has(foreignKey: "club_id")
  @HasOne var sponsored: Angler? = .through(\.sponsorship, source: \.sponsored)
}

/// The polymorphic record in between.
@Model class AnglerSponsorship: Record {
  @BelongsTo var club: AnglerClub?
  @BelongsTo var sponsored: Record?
}

/// Reached through an angler that the owner belongs to.
@Model class AnglerRank: Record {
  var name = ""
}

/// Reaches its rank through the angler that it belongs to.
@Model class AnglerDetail: Record {
  @BelongsTo var angler: Angler?
  @BelongsTo var subject: Record?
  @HasOne var rank: AnglerRank? = .through(\.angler)
}

extension Worlds {
  static let anglers = [
    "CREATE TABLE anglers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rank_id INTEGER)",
    "CREATE TABLE angler_passes (id INTEGER PRIMARY KEY, is_good BOOLEAN NOT NULL, angler_id INTEGER, club_id INTEGER)",
    "CREATE TABLE angler_clubs (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE angler_sponsorships (id INTEGER PRIMARY KEY, club_id INTEGER, sponsored_id INTEGER, sponsored_type TEXT)",
    "CREATE TABLE angler_ranks (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE angler_details (id INTEGER PRIMARY KEY, angler_id INTEGER, subject_id INTEGER, subject_type TEXT)",
  ]
}
