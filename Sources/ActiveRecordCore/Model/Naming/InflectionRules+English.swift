extension InflectionRules {
  /// The rules of English, as the convention over table names has them.
  static let english: InflectionRules = {
    var rules = InflectionRules()
    rules.uncountables = [
      "equipment", "information", "rice", "money", "species", "series", "fish", "sheep", "jeans", "police",
    ]
    for (singular, plural) in irregularWords {
      rules.pluralWords[singular] = plural
      rules.pluralWords[plural] = plural
      rules.singularWords[plural] = singular
      rules.singularWords[singular] = singular
    }
    for word in wordsLikeCookie {
      rules.singularWords[word + "s"] = word
    }
    for word in wordsThatStay {
      rules.singularWords[word] = word
    }
    rules.pluralEnds = pluralEnds
    rules.singularEnds = singularEnds
    return rules
  }()

  /// Words of which only the whole gives the other form.
  private static let irregularWords = [
    ("ox", "oxen"), ("mouse", "mice"), ("louse", "lice"), ("axis", "axes"), ("testis", "testes"), ("basis", "bases"),
    ("cafe", "cafes"), ("safe", "saves"), ("life", "lives"), ("elf", "elves"), ("self", "selves"),
    ("human", "humans"), ("german", "germans"), ("roman", "romans"), ("shaman", "shamans"), ("talisman", "talismans"),
    ("specimen", "specimens"), ("regimen", "regimens"), ("abdomen", "abdomens"), ("omen", "omens"), ("stamen", "stamens"),
    ("abuse", "abuses"),
  ]

  /// Words that lose only the `s` although their plural looks as if it came from another end.
  private static let wordsLikeCookie = [
    "movie", "cookie", "zombie", "calorie", "prairie", "genie", "selfie", "rookie", "hoodie", "brownie", "smoothie",
    "freebie", "goalie", "foodie", "auntie", "birdie", "talkie", "junkie", "newbie", "sortie", "magpie", "veggie",
    "hippie", "pie", "tie", "lie", "die", "toe", "foe", "hoe", "doe", "canoe", "oboe", "cache", "niche", "ache",
    "headache", "avalanche",
  ]

  /// Singulars that end like plurals.
  private static let wordsThatStay = [
    "bonus", "campus", "census", "corpus", "focus", "genus", "nexus", "radius", "surplus", "circus", "cactus", "lens",
    "canvas", "atlas", "gas", "bias", "iris", "quota", "beta", "delta", "meta", "vista",
  ]

  /// The first that matches decides.
  private static let pluralEnds = [
    InflectionRule("person", "people"), InflectionRule("people", "people"),
    InflectionRule("child", "children"), InflectionRule("children", "children"),
    InflectionRule("man", "men"), InflectionRule("men", "men"),
    InflectionRule("quiz", "quizzes"),
    InflectionRule("matrix", "matrices"), InflectionRule("vertex", "vertices"), InflectionRule("index", "indices"),
    InflectionRule("x", "xes"), InflectionRule("ch", "ches"), InflectionRule("ss", "sses"), InflectionRule("sh", "shes"),
    InflectionRule("quy", "quies"), InflectionRule("y", "ies", .noneOf("aeiouy")),
    InflectionRule("fe", "ves", .noneOf("f")), InflectionRule("f", "ves", .oneOf("lr")),
    InflectionRule("sis", "ses"),
    InflectionRule("um", "a", .oneOf("ti")), InflectionRule("a", "a", .oneOf("ti")),
    InflectionRule("buffalo", "buffaloes"), InflectionRule("tomato", "tomatoes"), InflectionRule("potato", "potatoes"),
    InflectionRule("hero", "heroes"),
    InflectionRule("bus", "buses"), InflectionRule("alias", "aliases"), InflectionRule("status", "statuses"),
    InflectionRule("octopus", "octopi"), InflectionRule("virus", "viri"),
    InflectionRule("octopi", "octopi"), InflectionRule("viri", "viri"),
    InflectionRule("s", "s"), InflectionRule("", "s"),
  ]

  /// The first that matches decides.
  private static let singularEnds = [
    InflectionRule("people", "person"), InflectionRule("children", "child"), InflectionRule("men", "man"),
    InflectionRule("quizzes", "quiz"),
    InflectionRule("matrices", "matrix"), InflectionRule("vertices", "vertex"), InflectionRule("indices", "index"),
    InflectionRule("aliases", "alias"), InflectionRule("alias", "alias"),
    InflectionRule("statuses", "status"), InflectionRule("status", "status"),
    InflectionRule("octopi", "octopus"), InflectionRule("octopus", "octopus"),
    InflectionRule("viri", "virus"), InflectionRule("virus", "virus"),
    InflectionRule("buses", "bus"), InflectionRule("bus", "bus"),
    InflectionRule("shoes", "shoe"), InflectionRule("oes", "o"),
    InflectionRule("xes", "x"), InflectionRule("ches", "ch"), InflectionRule("sses", "ss"), InflectionRule("shes", "sh"),
    InflectionRule("series", "series"), InflectionRule("quies", "quy"), InflectionRule("ies", "y", .noneOf("aeiouy")),
    InflectionRule("halves", "half"), InflectionRule("calves", "calf"), InflectionRule("shelves", "shelf"),
    InflectionRule("wolves", "wolf"), InflectionRule("scarves", "scarf"), InflectionRule("wharves", "wharf"),
    InflectionRule("dwarves", "dwarf"), InflectionRule("knives", "knife"), InflectionRule("wives", "wife"),
    InflectionRule("leaves", "leaf"), InflectionRule("loaves", "loaf"), InflectionRule("thieves", "thief"),
    InflectionRule("analyses", "analysis"), InflectionRule("diagnoses", "diagnosis"), InflectionRule("crises", "crisis"),
    InflectionRule("parentheses", "parenthesis"), InflectionRule("prognoses", "prognosis"),
    InflectionRule("synopses", "synopsis"), InflectionRule("theses", "thesis"), InflectionRule("sis", "sis"),
    InflectionRule("criteria", "criterion"), InflectionRule("a", "um", .oneOf("ti")),
    InflectionRule("news", "news"), InflectionRule("ss", "ss"), InflectionRule("s", ""),
  ]
}
