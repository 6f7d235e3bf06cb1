import ActiveRecord

/// Finders of a collection, loaded and not, with unsaved members.
enum Scenario18: Twin {
  static let topic = "18-finders-in-collection"
  static let schema: [SQL] = [
    "CREATE TABLE decks (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    "CREATE TABLE cards (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, face VARCHAR, value INTEGER, deck_id INTEGER)",
  ]

  @Model class Deck: Record {
    var name: String?
    @HasMany var cards: Many<Card> = .has { $0.order(\.value) }
    @HasMany var piles: Many<Card>
  }
  @Model class Card: Record {
    var face: String?
    var value: Int?
    @BelongsTo var deck: Deck?
  }

  static func run(_ t: Scenario) async throws {
    try await t.quiet {
      let deck = try await Deck.create { $0.name = "D" }
      for (face, value) in [("king", 13), ("two", 2), ("ten", 10)] {
        try await deck.cards.create {
          $0.face = face; $0.value = value
        }
      }
      try await Card.create {
        $0.face = "loose"; $0.value = 1
      }
    }
    let deck = try await t.quiet { try await Deck.find(1) }
    await positions(t, deck)
    await lookups(t, deck)
    await loaded(t, deck)
    try await unsaved(t)
  }

  private static func positions(_ t: Scenario, _ deck: Deck) async {
    t.section("not loaded")
    await t.show("first") { try await deck.cards.first()?.face }
    await t.show("first is cached?") { try await deck.cards.first()?.face }
    await t.show("last") { try await deck.cards.last()?.face }
    await t.show("last of the unordered") { try await deck.piles.last()?.face }
    await t.show("first(2)") { try await deck.cards.first(2).map(\.face) }
    await t.show("second") { try await deck.cards.element(at: 1)?.face }
    await t.show("take") { try await deck.piles.take()?.face }
  }

  private static func lookups(_ t: Scenario, _ deck: Deck) async {
    await t.show("find") { try await deck.cards.find(1).face }
    await t.show("find several") { try await deck.cards.find([3, 1]).map(\.face) }
    await t.show("find_by") { try await deck.cards.findBy { $0.face == "two" }?.value }
    await t.show("include?") { try await deck.cards.contains(try await Card.find(2)) }
    await t.show("include? of another's") { try await deck.cards.contains(try await Card.find(4)) }
    await t.show("exists? with conditions") { try await deck.cards.exists { $0.face == "ten" } }
    await t.show("ids") { try await deck.cards.ids() }
    await t.raises("find of another's") { _ = try await deck.cards.find(4) }
    await t.raises("find_by!") { _ = try await deck.cards.findByOrThrow { $0.face == "ace" } }
    t.omits("find without an id")
    await t.raises("sole") { _ = try await deck.cards.sole() }
    await t.show("loaded?") { deck.cards.isLoaded }
  }

  private static func loaded(_ t: Scenario, _ deck: Deck) async {
    t.section("loaded")
    await t.show("first, last, take, [1] ask nothing") {
      try await deck.cards.load()
      let ends = [try await deck.cards.first()?.face, try await deck.cards.last()?.face]
      return ends + [try await deck.cards.take()?.face, try await deck.cards.element(at: 1)?.face]
    }
    await t.show("include? asks nothing") {
      guard let first = try await deck.cards.first() else { return false }
      return try await deck.cards.contains(first)
    }
    await t.show("find and find_by still ask") {
      guard let first = try await deck.cards.first(), let id = first.id else { return [Bool]() }
      return [try await deck.cards.find(id) === first, try await deck.cards.findBy { $0.id == id } === first]
    }
  }

  private static func unsaved(_ t: Scenario) async throws {
    t.section("unsaved members")
    let deck = try await t.quiet { try await Deck.find(1) }
    await t.show("first with an unsaved one, not loaded") {
      deck.piles.build {
        $0.face = "new"; $0.value = 0
      }
      return try await deck.piles.first()?.face
    }
    await t.show("last is the unsaved one") { try await deck.piles.last()?.face }
    await t.show("include? of an unsaved one") {
      guard let last = try await deck.piles.last() else { return [Bool]() }
      return [try await deck.piles.contains(last), try await deck.piles.contains(Card())]
    }
    await t.show("where does not see it") { try await deck.piles.where { $0.value == 0 }.load() }
  }
}
