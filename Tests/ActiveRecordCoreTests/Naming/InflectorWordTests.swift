import ActiveRecordCore
import Testing

@Suite struct InflectorWordTests {
  static let pairs: [(String, String)] = [
    ("search", "searches"), ("switch", "switches"), ("fix", "fixes"), ("box", "boxes"), ("process", "processes"),
    ("address", "addresses"), ("case", "cases"), ("stack", "stacks"), ("wish", "wishes"), ("category", "categories"),
    ("query", "queries"), ("ability", "abilities"), ("agency", "agencies"), ("movie", "movies"), ("archive", "archives"),
    ("index", "indices"), ("wife", "wives"), ("half", "halves"), ("shelf", "shelves"), ("knife", "knives"), ("safe", "saves"),
    ("elf", "elves"), ("move", "moves"), ("drive", "drives"), ("curve", "curves"), ("wave", "waves"), ("hive", "hives"),
    ("person", "people"), ("salesperson", "salespeople"), ("man", "men"), ("woman", "women"), ("spokesman", "spokesmen"),
    ("human", "humans"), ("specimen", "specimens"), ("child", "children"), ("grandchild", "grandchildren"),
    ("basis", "bases"), ("database", "databases"), ("codebase", "codebases"), ("diagnosis", "diagnoses"),
    ("analysis", "analyses"), ("hypothesis", "hypotheses"), ("crisis", "crises"), ("axis", "axes"), ("testis", "testes"),
    ("datum", "data"), ("medium", "media"), ("stadium", "stadia"), ("experience", "experiences"), ("day", "days"),
    ("comment", "comments"), ("newsletter", "newsletters"), ("quiz", "quizzes"), ("perspective", "perspectives"),
    ("ox", "oxen"), ("photo", "photos"), ("buffalo", "buffaloes"), ("tomato", "tomatoes"), ("potato", "potatoes"),
    ("hero", "heroes"), ("shoe", "shoes"), ("toe", "toes"), ("horse", "horses"), ("house", "houses"), ("purchase", "purchases"),
    ("bus", "buses"), ("abuse", "abuses"), ("status", "statuses"), ("alias", "aliases"), ("mouse", "mice"), ("louse", "lice"),
    ("octopus", "octopi"), ("virus", "viri"), ("vertex", "vertices"), ("matrix", "matrices"), ("tax", "taxes"),
    ("taxi", "taxis"), ("portfolio", "portfolios"), ("prize", "prizes"), ("edge", "edges"), ("sex", "sexes"),
    ("zombie", "zombies"), ("cookie", "cookies"), ("property", "properties"), ("cache", "caches"), ("coach", "coaches"),
    ("menu", "menus"), ("review", "reviews"), ("price", "prices"), ("soliloquy", "soliloquies"), ("key", "keys"),
  ]

  @Test(arguments: pairs) func goesBothWays(singular: String, plural: String) {
    #expect(Inflector.pluralized(singular) == plural)
    #expect(Inflector.singularized(plural) == singular)
  }

  @Test(arguments: pairs) func isStable(singular: String, plural: String) {
    #expect(Inflector.pluralized(plural) == plural)
    #expect(Inflector.singularized(singular) == singular)
  }

  @Test(
    arguments: [
      "equipment", "information", "rice", "money", "species", "series", "miniseries", "fish", "sheep", "jeans", "police", "news",
      "old_news", "contact_information", "funky jeans", "bonus", "campus",
    ])
  func sameInBothNumbers(word: String) {
    #expect(Inflector.pluralized(word) == word)
    #expect(Inflector.singularized(word) == word)
  }

  @Test(
    arguments: [
      ("status_code", "status_codes"), ("node_child", "node_children"), ("field_mouse", "field_mice"), ("Person", "People"),
      ("ProgramChild", "ProgramChildren"), ("BlogCategory", "BlogCategories"), ("Billing.Account", "Billing.Accounts"),
      ("FieldMouse", "FieldMice"), ("blouse", "blouses"), ("spice", "spices"), ("", ""),
    ])
  func lastWordCounts(singular: String, plural: String) {
    #expect(Inflector.pluralized(singular) == plural)
    #expect(Inflector.singularized(plural) == singular)
  }

  @Test func singularOfOddPlurals() {
    #expect(Inflector.singularized("leaves") == "leaf")
    #expect(Inflector.singularized("criteria") == "criterion")
    #expect(Inflector.singularized("business") == "business")
    #expect(Inflector.singularized("a") == "a")
  }
}
