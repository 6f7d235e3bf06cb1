import ActiveRecord

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
    ] + deep + tied
  }

  /// Four associations in a row, with keys of several columns on the way.
  private static var deep: [ReadPath] {
    [
      ReadPath("stamps of edited", \.edited.articles.letters.stamps) { writer in
        try await list(writer.edited.load()) { edited in
          try await list(edited.articles.load()) { try await list($0.letters.load()) { try await ids($0.stamps.load()) } }
        }
      },
      ReadPath("scraps", \.clippings.scraps) { try await list($0.clippings.load()) { try await ids($0.scraps.load()) } },
      ReadPath("all scraps", \.scraps) { try await ids($0.scraps.load()) },
      ReadPath("letters of scraps", \.scraps.clipping.article.letters) { writer in
        try await list(writer.scraps.load()) { scrap in
          guard let article = try await scrap.clipping?.article else { return "none" }
          return try await "\(article)" + ids(article.letters.load())
        }
      },
      ReadPath("clippings of articles", \.articles.clippings.scraps.clipping) { writer in
        try await list(writer.articles.load()) { article in
          try await list(article.clippings.load()) { clipping in
            try await list(clipping.scraps.load()) { try await "\($0.clipping?.place ?? 0)" }
          }
        }
      },
      ReadPath("writers of clippings", \.articles.clippings.writer.desk) { writer in
        try await list(writer.articles.load()) { article in
          try await list(article.clippings.load()) { try await $0.writer?.desk?.label ?? "none" }
        }
      },
    ]
  }

  /// Orders that leave open which of several comes first: what they are ordered by is the same, whichever it is.
  private static var tied: [ReadPath] {
    [
      ReadPath("letters by text", \.articles.lettersByText) {
        try await list($0.articles.load()) { try await "\($0.lettersByText.map(\.text))" }
      },
      ReadPath("two letters", \.articles.twoByText) { try await list($0.articles.load()) { try await "\($0.twoByText.map(\.text))" } },
      ReadPath("first letter", \.articles.firstByText) { try await list($0.articles.load()) { try await $0.firstByText?.text ?? "none" } },
      ReadPath("scraps by text", \.clippings.scrapsByText) {
        try await list($0.clippings.load()) { try await "\($0.scrapsByText.map(\.text))" }
      },
      ReadPath("two scraps", \.clippings.twoScraps) { try await list($0.clippings.load()) { try await "\($0.twoScraps.map(\.text))" } },
      ReadPath("first scrap", \.clippings.firstScrap) { try await list($0.clippings.load()) { try await $0.firstScrap?.text ?? "none" } },
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
