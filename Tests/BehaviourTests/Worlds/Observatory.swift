import ActiveRecord
import Foundation

// Every kind of association over keys that are UUIDs.

/// The owner of every kind.
@Model class Star: Record {
  @PrimaryKey var code: UUID = UUID()
  var name: String
  @BelongsTo var companion: Star?
  @HasMany var companions: Many<Star> = .has(inverse: \.companion)
  @HasMany var planets: Many<Planet>
  @HasMany var moons: Many<Moon> = .through(\.planets)
  @HasOne var survey: Survey?
  @HasOne var report: Report? = .through(\.survey)
  @HasAndBelongsToMany var catalogues: Many<Catalogue>
  @HasMany var sightings: Many<Sighting> = .has(as: \.subject)
}

/// Belongs to a star, and is passed through.
@Model class Planet: Record {
  @PrimaryKey var code: UUID = UUID()
  var name: String
  @BelongsTo var star: Star?
  @HasMany var moons: Many<Moon>
}

/// The far end of a has_many through.
@Model class Moon: Record {
  @PrimaryKey var code: UUID = UUID()
  var name: String
  @BelongsTo var planet: Planet?
}

/// The target of a has_one.
@Model class Survey: Record {
  @PrimaryKey var code: UUID = UUID()
  @BelongsTo var star: Star?
  @BelongsTo var report: Report?
}

/// The far end of a has_one through.
@Model class Report: Record {
  @PrimaryKey var code: UUID = UUID()
  var text: String
  @HasMany var surveys: Many<Survey>
}

/// The other end of a table of pairs.
@Model class Catalogue: Record {
  @PrimaryKey var code: UUID = UUID()
  var name: String
  @HasAndBelongsToMany var stars: Many<Star>
}

/// What a sighting can show; the keys are UUIDs.
@Polymorphic enum CelestialBody {
  typealias ID = UUID
  case star(Star), planet(Planet)
}

/// Polymorphic over UUIDs.
@Model class Sighting: Record {
  var place = ""
  @BelongsTo var subject: CelestialBody?
}

extension Worlds {
  /// The tables of the observatory, which its tests make themselves.
  static let observatory = Migrations {
    Migration("2025-03-01 create observatory") { schema in
      schema.createTable("stars", primaryKey: .uuid("code")) { t in
        t.string("name", null: false)
        t.references("companion", type: .uuid)
      }
      schema.createTable("planets", primaryKey: .uuid("code")) { t in
        t.string("name", null: false)
        t.references("star", type: .uuid)
      }
      schema.createTable("moons", primaryKey: .uuid("code")) { t in
        t.string("name", null: false)
        t.references("planet", type: .uuid)
      }
      schema.createTable("reports", primaryKey: .uuid("code")) { $0.text("text", null: false) }
      schema.createTable("surveys", primaryKey: .uuid("code")) { t in
        t.references("star", type: .uuid)
        t.references("report", type: .uuid)
      }
      schema.createTable("catalogues", primaryKey: .uuid("code")) { $0.string("name", null: false) }
      schema.createJoinTable("catalogues", "stars", type: .uuid)
      schema.createTable("sightings") { t in
        t.string("place", null: false)
        t.references("subject", type: .uuid, polymorphic: true)
      }
    }
  }
}
