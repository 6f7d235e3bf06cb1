import ActiveRecord

extension ShelterModel {
  /// What the database holds now, read past every model.
  static func stored(in database: Database) async throws -> ShelterModel {
    var model = ShelterModel()
    for row in try await database.query("SELECT name, visits FROM shelters WHERE name <> 'taken'", as: Visits.self) {
      model.owners.insert(row.name)
      if row.visits > 0 { model.visits[row.name] = row.visits }
    }
    for (kind, table) in [(ShelterKind.cats, "shelter_cats"), (.dogs, "shelter_dogs"), (.keeper, "shelter_keepers")] {
      let rows = try await names(
        database,
        "SELECT m.name AS name, s.name AS owner FROM \(identifier: table) m LEFT JOIN shelters s ON s.id = m.shelter_id")
      for row in rows { model.held[kind]?[row.name] = .some(row.owner) }
    }
    for (kind, table, joins, key) in [
      (ShelterKind.guests, "shelter_guests", "shelter_stays", "guest_id"), (.badges, "shelter_badges", "shelter_badge_pairs", "badge_id"),
    ] {
      model.free[kind] = Set(try await names(database, "SELECT name, '' AS owner FROM \(identifier: table)").map(\.name))
      let rows = try await names(
        database,
        """
        SELECT COALESCE(m.name, 'lost') AS name, COALESCE(s.name, 'lost') AS owner FROM \(identifier: joins) j
        LEFT JOIN shelters s ON s.id = j.shelter_id LEFT JOIN \(identifier: table) m ON m.id = j.\(identifier: key)
        """)
      model.pairs[kind] = rows.map { Pair(owner: $0.owner ?? "", member: $0.name) }
    }
    return model.sorted
  }

  private struct Visits: Decodable {
    let name: String
    let visits: Int
  }

  private struct Names: Decodable {
    let name: String
    let owner: String?
  }

  private static func names(_ database: Database, _ sql: SQL) async throws -> [Names] { try await database.query(sql, as: Names.self) }
}
