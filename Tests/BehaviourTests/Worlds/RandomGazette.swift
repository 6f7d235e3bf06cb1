import ActiveRecord

/// Random rows of the gazette: keys without a value, keys without a row, and many that compare equal.
enum RandomGazette {
  static func fill(_ database: Database, _ random: inout SplitMix) async throws {
    for table in [
      "writers", "articles", "letters", "stamps", "subscribers", "desks", "rooms", "rubrics", "articles_rubrics", "circles_writers",
      "circles", "clippings", "scraps",
    ] {
      try await database.execute(SQL(raw: "DELETE FROM \(table)"))
    }
    let names = ["'x'", "'y'", "'loud'"]
    func key(_ count: Int) -> String {
      switch random.next(8) {
      case 0: "NULL"
      case 1: "99"
      default: "\(random.next(count) + 1)"
      }
    }
    func insert(_ table: String, _ columns: String, _ count: Int, _ row: (Int) -> String) async throws {
      let rows = (0..<count).map { "(\(row($0 + 1)))" }
      if !rows.isEmpty { try await database.execute(SQL(raw: "INSERT INTO \(table) (\(columns)) VALUES \(rows.joined(separator: ", "))")) }
    }
    let writers = random.next(4) + 1, articles = random.next(8), letters = random.next(12)
    try await insert("writers", "id, name, editor_id", writers) { "\($0), \(names[random.next(3)]), \(key(writers))" }
    try await insert("articles", "id, title, writer_id", articles) { "\($0), \(names[random.next(3)]), \(key(writers))" }
    try await insert("letters", "id, text, type, article_id, sender_id, sender_type", letters) { id in
      let type = random.next(2) == 0 ? "NULL" : "'OpenLetter'"
      let sender = random.next(2) == 0 ? "'Subscriber'" : random.next(2) == 0 ? "'Writer'" : "NULL"
      return "\(id), \(names[random.next(3)]), \(type), \(key(Swift.max(articles, 1))), \(key(3)), \(sender)"
    }
    try await insert("stamps", "id, value, letter_id", random.next(10)) { "\($0), \(random.next(10)), \(key(Swift.max(letters, 1)))" }
    try await insert("subscribers", "id, name", 3) { "\($0), NULL" }
    try await insert("rooms", "id, name", 2) { "\($0), \(names[random.next(3)])" }
    try await insert("desks", "id, label, writer_id, room_id", writers) { "\($0), \(names[random.next(3)]), \($0), \(key(2))" }
    try await insert("rubrics", "id, name, type", 3) {
      "\($0), \(names[random.next(3)]), \(random.next(2) == 0 ? "NULL" : "'PaperRubric'")"
    }
    try await insert("circles", "id, name", 2) { "\($0), \(names[random.next(3)])" }
    try await insert("articles_rubrics", "article_id, rubric_id", 9) { "\($0 % 3 + 1), \($0 / 3 + 1 + (random.next(3) == 0 ? 90 : 0))" }
    try await insert("circles_writers", "circle_id, writer_id", 4) { "\($0 % 2 + 1), \($0 / 2 + 1)" }
    let folders = (1...writers).map { $0 } + [99]
    let places = folders.flatMap { writer in (1...2).map { (writer, $0) } }.filter { _ in random.next(3) > 0 }
    try await insert("clippings", "writer_id, place, article_id", places.count) { number in
      "\(places[number - 1].0), \(places[number - 1].1), \(key(Swift.max(articles, 1)))"
    }
    try await insert("scraps", "id, text, writer_id, clipping_place", random.next(12)) {
      "\($0), \(names[random.next(3)]), \(key(writers)), \(key(3))"
    }
  }

  /// Some writers.
  static func query(_ random: inout SplitMix) -> RandomQuery {
    var query = RandomQuery(writers: Writer.all())
    if random.next(3) == 0 { query.writers = query.writers.where { $0.name != "x" } }
    query.repeatsOwners = random.next(6) == 0
    query.hasTies = random.next(6) == 0
    if query.repeatsOwners { query.writers = query.writers.joins(\.articles) }
    if query.hasTies || random.next(2) == 0 { query.writers = query.writers.order { $0.name.desc } }
    if !query.hasTies { query.writers = query.writers.order(\.id) }
    if query.repeatsOwners || query.hasTies { return query }
    if random.next(4) == 0 { query.writers = query.writers.limit(2) }
    if random.next(8) == 0 { query.writers = query.writers.limit(2).offset(1) }
    return query
  }
}

/// A query for writers, and what it leaves open.
struct RandomQuery {
  var writers: Relation<Writer>
  /// A writer comes once for each article.
  var repeatsOwners = false
  /// Writers of one name come in any order.
  var hasTies = false

  /// Whether what was read along paths is the same: owners that a join repeats are one where their associations are joined, too.
  func finds(_ found: [ReadWriter], _ expected: [ReadWriter], _ way: Way) -> Bool {
    let joins = repeatsOwners && (way == .eagerLoad || way == .includes)
    let (found, expected) = joins ? (found.onceEach, expected.onceEach) : (found, expected)
    if !hasTies { return found == expected }
    return found.map(\.name) == expected.map(\.name) && found.sorted() == expected.sorted()
  }
}

/// What was read of a writer.
struct ReadWriter: Hashable, Comparable, CustomStringConvertible {
  var id: Int
  var name: String
  var lines: [String] = []
  var description: String { "\(id) \(name): \(lines.joined(separator: "; "))" }

  static func < (left: ReadWriter, right: ReadWriter) -> Bool { left.description < right.description }
}

extension [ReadWriter] {
  fileprivate var onceEach: [ReadWriter] {
    var known: Set<ReadWriter> = []
    return filter { known.insert($0).inserted }
  }
}
