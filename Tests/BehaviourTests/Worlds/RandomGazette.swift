import ActiveRecord

/// Random rows of the gazette: keys without a value, keys without a row, and many that compare equal.
enum RandomGazette {
  static func fill(_ database: Database, _ random: inout SplitMix) async throws {
    for table in [
      "writers", "articles", "letters", "stamps", "subscribers", "desks", "rooms", "rubrics", "articles_rubrics", "circles_writers",
      "circles",
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
  }

  /// Some writers, in an order that leaves nothing open.
  static func query(_ random: inout SplitMix) -> Relation<Writer> {
    var query = Writer.all()
    if random.next(3) == 0 { query = query.where { $0.name != "x" } }
    if random.next(2) == 0 { query = query.order { $0.name.desc } }
    query = query.order(\.id)
    if random.next(4) == 0 { query = query.limit(2) }
    if random.next(8) == 0 { query = query.limit(2).offset(1) }
    return query
  }
}

/// A chain of associations from a writer, and what is read along it.
struct ReadPath {
  let name: String
  let add: (Relation<Writer>, Way) -> Relation<Writer>
  let read: (Writer) async throws -> String

  private init<Path: AssociationPath>(
    _ name: String, _ path: KeyPath<Writer.Type, Path>, read: @escaping (Writer) async throws -> String
  ) {
    self.name = name
    self.read = read
    add = { relation, way in
      switch way {
      case .lazily: relation
      case .preload: relation.preload(path)
      case .includes: relation.includes(path)
      case .eagerLoad: relation.eagerLoad(path)
      }
    }
  }

  /// Depth up to four, over every kind of association.
  static var all: [ReadPath] {
    [
      ReadPath("stamps of letters", \.articles.letters.stamps) { writer in
        try await list(writer.articles.load()) { article in
          try await list(article.letters.load()) { try await "\(type(of: $0))" + ids($0.stamps.load()) }
        }
      },
      ReadPath("editors", \.editor.editor.articles) { writer in
        guard let first = try await writer.editor, let second = try await first.editor else { return "none" }
        return try await ids(second.articles.load())
      },
      ReadPath("open letters", \.articles.openLetters) { try await list($0.articles.load()) { try await ids($0.openLetters.load()) } },
      ReadPath("letters", \.letters.article.writer) { writer in
        try await list(writer.letters.load()) { try await $0.article?.writer?.name ?? "none" }
      },
      ReadPath("stamps", \.stamps) { try await ids($0.stamps.load()) },
      ReadPath("good stamps", \.goodStamps) { try await ids($0.goodStamps.load()) },
      ReadPath("stamps apart", \.stampsApart) { try await ids($0.stampsApart.load()) },
      ReadPath("recent letters", \.recentLetters.stamps) { writer in
        var text = ""
        for letter in try await writer.recentLetters.load() { text += "\(letter.id!)" + (try await ids(letter.stamps.load())) }
        return text
      },
      ReadPath("newest", \.newest.lastLetter) { writer in
        guard let article = try await writer.newest else { return "none" }
        return try await "\(article.id!) \(article.lastLetter?.id ?? 0)"
      },
      ReadPath("rubrics", \.articles.rubrics) { try await list($0.articles.load()) { try await ids($0.rubrics.load()) } },
      ReadPath("distinct rubrics", \.rubrics) { try await ids($0.rubrics.load()) },
      ReadPath("circles", \.circles.writers) { try await list($0.circles.load()) { try await ids($0.writers.load()) } },
      ReadPath("room", \.room) { try await $0.room?.name ?? "none" },
      ReadPath("room apart", \.roomApart) { try await $0.roomApart?.name ?? "none" },
      ReadPath("edited", \.edited.desk.room) { try await list($0.edited.load()) { try await $0.desk?.room?.name ?? "none" } },
      ReadPath("silent", \.silentArticles) { try await ids($0.silentArticles.load()) },
      ReadPath("silent of edited", \.silentEdited) { try await ids($0.silentEdited.load()) },
      ReadPath("with letters", \.articlesWithLetters) {
        try await list($0.articlesWithLetters.load()) { try await ids($0.letters.load()) }
      },
    ]
  }

  private static func ids(_ records: [Record]) -> String { "\(records.map { "\($0)" }.sorted())" }

  /// A line for each record, in the order of the lines.
  private static func list<Element: Record>(_ records: [Element], _ line: (Element) async throws -> String) async throws -> String {
    var lines: [String] = []
    for record in records { lines.append("\(record)" + (try await line(record))) }
    return "\(lines.sorted())"
  }
}
