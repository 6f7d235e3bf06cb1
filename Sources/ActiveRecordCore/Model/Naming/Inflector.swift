/// Derives names from names: columns from properties, tables from models, plurals from singulars.
///
/// ```swift
/// Inflector.columnName("authorID")               // "author_id"
/// Inflector.tableName(forModel: "ProgramUser")   // "program_users"
/// Inflector.singularized("people")               // "person"
/// ```
///
/// Words that the rules do not know are taught with ``Inflections``.
public enum Inflector {
  /// The column that a property stands for: `authorID` is `author_id`.
  public static func columnName(_ property: String) -> String {
    underscored(property.utf8.first == 96 ? property.filter { $0 != "`" } : property)
  }

  /// The words of `name` in lower case with underscores between them: `HTMLPage` is `html_page`, `tagIDs` is `tag_ids`.
  public static func underscored(_ name: String) -> String {
    let acronyms = Inflections.acronyms
    return WordSplitter.underscored(acronyms.isEmpty ? name : WordSplitter.spelled(name, acronyms))
  }

  /// The plural of `word`, or of its last word: `blog_category` is `blog_categories`. A plural stays as it is.
  public static func pluralized(_ word: String) -> String {
    Inflections.plural(of: word)
  }

  /// The singular of `word`, or of its last word: `blog_categories` is `blog_category`. A singular stays as it is.
  public static func singularized(_ word: String) -> String {
    Inflections.singular(of: word)
  }

  /// The table of a model: the last part of its name, underscored, in the plural: `Billing.Account` is `accounts`.
  public static func tableName(forModel model: String) -> String {
    pluralized(underscored(lastComponent(of: model)))
  }

  /// The column that points at a model: `Billing.Account` is `account_id`.
  public static func foreignKey(forModel model: String) -> String {
    underscored(lastComponent(of: model)) + "_id"
  }

  /// A name as people read it: `studio_id` is "Studio", `firstName` is "First name".
  public static func humanized(_ name: String) -> String {
    var words = underscored(name).drop { $0 == "_" }
    if words.hasSuffix("_id") { words = words.dropLast(3) }
    let acronyms = Inflections.acronyms
    let text = words.split(separator: "_").map { word in acronyms.first { $0.lowercased() == word } ?? String(word) }
      .joined(separator: " ")
    return text.prefix(1).uppercased() + String(text.dropFirst())
  }

  /// The table between two others: both names in lexical order; what they share up to an underscore or dot stands once.
  ///
  /// ```swift
  /// Inflector.joinTable("posts", "tags")                   // "posts_tags"
  /// Inflector.joinTable("music_records", "music_artists")  // "music_artists_records"
  /// ```
  public static func joinTable(_ a: String, _ b: String) -> String {
    let isSorted = !b.utf8.lexicographicallyPrecedes(a.utf8)
    let (first, second) = isSorted ? (a, b) : (b, a)
    let shared = sharedPrefix(first, second)
    return first + "_" + String(second.dropFirst(shared))
  }

  /// How many characters both names share up to an underscore or dot, with something left of each.
  private static func sharedPrefix(_ a: String, _ b: String) -> Int {
    var length = 0
    var shared = 0
    for (left, right) in zip(a, b) {
      guard left == right else { break }
      length += 1
      if left == "_" || left == ".", length < a.count, length < b.count { shared = length }
    }
    return shared
  }

  private static func lastComponent(of name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return name }
    return String(name[name.index(after: dot)...])
  }
}
