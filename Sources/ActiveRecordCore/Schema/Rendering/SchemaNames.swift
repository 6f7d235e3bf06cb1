/// The names that follow from others: of indexes, foreign keys and references.
enum SchemaNames {
  /// `index_posts_on_author_id_and_title`
  static func index(_ table: String, _ columns: [String]) -> String {
    "index_\(flat(table))_on_\(columns.joined(separator: "_and_"))"
  }

  /// `fk_posts_author_id`
  static func foreignKey(_ table: String, _ column: String) -> String { "fk_\(flat(table))_\(column)" }

  /// What one row of a table is called: `post` for `posts` and for `blog.posts`.
  static func reference(to table: String) -> String { Inflector.singularized(split(table).name) }

  /// A name in two parts: the schema, and what stands in it.
  static func split(_ name: String) -> (schema: String?, name: String) {
    guard let dot = name.lastIndex(of: ".") else { return (nil, name) }
    return (String(name[..<dot]), String(name[name.index(after: dot)...]))
  }

  /// A name that fits the engine: a longer one is cut, and gets a number that tells it from others with the same start.
  static func fitting(_ name: String, limit: Int?) -> String {
    guard let limit, name.utf8.count > limit else { return name }
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    let ending = "_" + String(repeating: "0", count: 8 - digits.count) + digits
    var start = name[...]
    while start.utf8.count + ending.utf8.count > limit, !start.isEmpty { start.removeLast() }
    return start + ending
  }

  private static func flat(_ table: String) -> String { table.replacing(".", with: "_") }
}
