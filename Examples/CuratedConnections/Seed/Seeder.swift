import ActiveRecord

/// Fills an empty database with people and what they do: always the same for the same seed.
struct Seeder {
  var random: SeededGenerator
  var users: [User] = []
  var communities: [Community] = []
  var members: [CommunityMember] = []
  var events: [Event] = []

  /// Users who do a bit of everything: they make the communities, have mentors and are mentors.
  static let active = 4..<11

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Writes everything in one transaction.
  static func fill(_ database: Database, seed: UInt64) async throws {
    try await database.transaction {
      var seeder = Seeder(seed: seed)
      try await seeder.makeUsers()
      try await seeder.makePrograms()
      try await seeder.makeInterests()
      try await seeder.makeCommunities()
      try await seeder.makeEvents()
      try await seeder.makeMeetings()
      try await seeder.makeAttachments()
    }
  }
}
