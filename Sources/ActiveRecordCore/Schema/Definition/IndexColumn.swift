/// A column of an index, with its order, or an expression.
///
/// ```swift
/// schema.addIndex("posts", "author_id", .desc("created_at"))
/// // CREATE INDEX "index_posts_on_author_id_and_created_at" ON "posts" ("author_id", "created_at" DESC)
/// schema.addIndex("users", .expression("lower(email)"), unique: true)
/// // CREATE UNIQUE INDEX "index_users_on_lower_email" ON "users" ((lower(email)))
/// ```
public struct IndexColumn: Sendable, Hashable, ExpressibleByStringLiteral {
  enum Kind: Sendable, Hashable {
    case column(String)
    case expression(SQL)
  }
  let kind: Kind
  let isDescending: Bool

  private init(_ kind: Kind, isDescending: Bool = false) {
    self.kind = kind
    self.isDescending = isDescending
  }

  /// A column in ascending order.
  public init(stringLiteral value: String) { self.init(.column(value)) }

  /// A column in ascending order.
  public static func asc(_ name: String) -> IndexColumn { IndexColumn(.column(name)) }
  /// A column in descending order.
  public static func desc(_ name: String) -> IndexColumn { IndexColumn(.column(name), isDescending: true) }
  /// An expression.
  public static func expression(_ sql: SQL) -> IndexColumn { IndexColumn(.expression(sql)) }

  /// The part of the index's name that stands for this.
  var nameInIndex: String {
    switch kind {
    case .column(let name): return name
    case .expression(let sql):
      let words = sql.fragments.flatMap { fragment -> [Substring] in
        switch fragment {
        case .text(let text): text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        case .identifier(let name): [Substring(name)]
        case .column(let reference): [Substring(reference.name)]
        case .value, .expression: []
        }
      }
      return words.joined(separator: "_")
    }
  }
}
