import ActiveRecord
import Foundation

// Counters of a polymorphic association, delegated types, a join table with a column of its own, and secrets.

/// What a notice hangs on.
@Polymorphic enum NoticePlace { case wall(NoticeWall), door(NoticeDoor) }

/// Counted where its place has a counter.
@Model class Notice: Record {
  var text: String?
  @BelongsTo var place: NoticePlace? = .belongs(counterCache: "notices_count", inverse: "notices")
}
@Model class NoticeWall: Record {
  var name: String?
  var noticesCount = 0
  @HasMany var notices: Many<Notice> = .has(as: \.place)
}
/// Counts nothing.
@Model class NoticeDoor: Record {
  var name: String?
  @HasMany var notices: Many<Notice> = .has(as: \.place)
}
/// What stands on a card: a delegated type.
@Polymorphic enum CardBody { case memo(CardMemo), picture(CardPicture) }
@Model class NoticeCard: Record {
  var title: String?
  @BelongsTo var body: CardBody?
  static func rules(_ card: Rules<NoticeCard>) { card.acceptsNestedAttributes(for: \.body, allowDestroy: true, updateOnly: true) }
}
@Model class CardMemo: Record {
  var text: String?
  @HasOne var card: NoticeCard? = .has(as: \.body)
  static func rules(_ memo: Rules<CardMemo>) { memo.validates(\.text, .presence) }
}
@Model class CardPicture: Record { var url: String? }

/// A table of pairs that says more than who belongs to whom.
@Model class Etude: Record {
  var name: String?
  @HasAndBelongsToMany var folios: Many<Folio>
}
@Model class Folio: Record {
  var name: String?
  @HasAndBelongsToMany var etudes: Many<Etude>
}

/// Keeps secrets.
@Model class SecretBox: Record {
  var name: String?
  var passwordDigest: String?
  var apiToken: String?
}

extension Worlds {
  static let notices = [
    """
    CREATE TABLE notices (id INTEGER PRIMARY KEY, text TEXT, place_id INTEGER, place_type TEXT)
    """,
    "CREATE TABLE notice_walls (id INTEGER PRIMARY KEY, name TEXT, notices_count INTEGER NOT NULL)",
    "CREATE TABLE notice_doors (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE notice_cards (id INTEGER PRIMARY KEY, title TEXT, body_id INTEGER, body_type TEXT)",
    "CREATE TABLE card_memos (id INTEGER PRIMARY KEY, text TEXT)",
    "CREATE TABLE card_pictures (id INTEGER PRIMARY KEY, url TEXT)",
    "CREATE TABLE etudes (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE folios (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE etudes_folios (etude_id INTEGER NOT NULL, folio_id INTEGER NOT NULL, place INTEGER)",
    "CREATE TABLE secret_boxes (id INTEGER PRIMARY KEY, name TEXT, password_digest TEXT, api_token TEXT)",
  ]
}
