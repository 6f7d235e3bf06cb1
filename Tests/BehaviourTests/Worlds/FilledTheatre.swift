import ActiveRecord

extension Worlds {
  /// Two theatres with licenses, three plays, three roles and two genres.
  static func fillTheatre() async throws {
    let globe = try await Theatre.create { $0.name = "Globe" }, rose = try await Theatre.create { $0.name = "Rose" }
    try await globe.$license.create { $0.number = "1" }
    try await rose.$license.create { $0.number = "2" }
    var plays: [Play] = []
    for title in ["A", "B", "C"] {
      plays.append(
        try await (title == "C" ? rose : globe).plays.create {
          $0.title = title
          $0.isHit = title == "A"
        })
    }
    let ann = try await Player.create { $0.name = "Ann" }, bob = try await Player.create { $0.name = "Bob" }
    for (play, player, name) in [(plays[0], ann, "king"), (plays[0], bob, "fool"), (plays[1], ann, "king")] {
      try await play.roles.create {
        $0.name = name
        $0.$player.set(player)
      }
    }
    let drama = try await Genre.create { $0.name = "Drama" }
    try await plays[0].genres.append(drama, Genre(name: "Farce"))
    try await plays[1].genres.append(drama)
  }
}
