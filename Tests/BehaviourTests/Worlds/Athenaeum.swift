import ActiveRecord

// Associations through associations, of every kind on either side: poets, their poems and who borrows them.

enum Athenaeum {
  /// Reaches everything through poems and volumes.
  @Model(table: "bards") class Poet: Record {
    var name: String
    var academyName: String?
    @HasMany var poems: Many<Poem>
    @HasMany var miscPoems: Many<Poem> = .has(hasInverse: false) { $0.where { $0.title == "misc by bob" || $0.title == "misc by mary" } }
    @HasMany var namesakes: Many<Poem> = .has(hasInverse: false) { poems, poet in poems.where { $0.title == poet.name } }
    @HasMany var namesakeGlosses: Many<Gloss> = .through(\.namesakes, source: \.glosses)
    @HasMany var signedGlosses: Many<Gloss> = .through(\.poems, source: \.glosses) { glosses, poet in glosses.where { $0.text == poet.name }
    }
    @HasMany var themings: Many<Theming> = .through(\.poems)
    @HasMany var themes: Many<Theme> = .through(\.poems)
    @HasMany var distinctThemes: Many<Theme> = .through(\.poems, source: \.themes) { $0.distinct() }
    @HasMany var themesOfThemings: Many<Theme> = .through(\.themings, source: \.theme)
    @HasMany var similarPoems: Many<Poem> = .through(\.themes, source: \.poems) { $0.distinct() }
    @HasMany var orderedPoems: Many<Poem> = .through(\.themes, source: \.orderedPoems) { $0.distinct() }
    @HasMany var miscFirstBlueThemes: Many<Theme> = .through(\.miscPoems, source: \.firstBlueThemes)
    @HasMany var miscFirstBlueThemesBySource: Many<Theme> = .through(\.poems, source: \.firstBlueThemesBySource) {
      $0.where("ballads.title IN ('misc by bob', 'misc by mary')")
    }
    @HasMany var volumes: Many<Volume>
    @HasMany var lendings: Many<Lending> = .through(\.volumes)
    @HasMany var fines: Many<Fine> = .through(\.lendings)
    @HasMany var borrowers: Many<Borrower> = .through(\.lendings)
    @HasMany var distinctBorrowers: Many<Borrower> = .through(\.lendings, source: \.borrower) { $0.distinct() }
    @HasMany var shelves: Many<Shelf> = .through(\.poems)
    @HasMany var shelfGlosses: Many<Gloss> = .through(\.shelves, source: \.glosses)
    @HasMany var essays: Many<Essay> = .has(foreignKey: \.writerName, primaryKey: \.name)
    @HasMany var essayShelves: Many<Shelf> = .through(\.essays, source: \.shelf)
    @HasOne var essay: Essay? = .has(foreignKey: \.writerName, primaryKey: \.name)
    @HasOne var essayShelf: Shelf? = .through(\.essay, source: \.shelf)
  }

  /// Is themed, stands on shelves, and gets glosses.
  @Model(table: "ballads") class Poem: Record {
    var title: String
    @BelongsTo var poet: Poet?
    @HasMany var themings: Many<Theming> = .has(as: \.themed)
    @HasMany var firstThemings: Many<Theming> = .has(as: \.themed) { $0.where { $0.mark == "first" } }
    @HasMany var themes: Many<Theme> = .through(\.themings)
    @HasMany var firstBlueThemes: Many<Theme> = .through(\.firstThemings, source: \.theme) { $0.where { $0.name == "Blue" } }
    @HasMany var firstBlueThemesBySource: Many<Theme> = .through(\.themings, source: \.blueTheme) { $0.where("themings.mark = 'first'") }
    @HasAndBelongsToMany var shelves: Many<Shelf>
    @HasMany var glosses: Many<Gloss>
    @HasMany var praises: Many<Praise>
    @HasMany var praiseGrades: Many<Grade> = .through(\.praises, source: \.grades)
    @HasMany var praiseGradeThemings: Many<Theming> = .through(\.praiseGrades, source: \.themings)
    @HasMany var essaysOfShelves: Many<Essay> = .through(\.shelves, source: \.essays)
    @HasMany var essayists: Many<Poet> = .through(\.essaysOfShelves, source: \.writer)
    @HasMany var essayistsNamedBob: Many<Poet> = .through(\.essaysOfShelves, source: \.patron) { $0.where { $0.name == "Bob" } }
  }

  /// What something is about.
  @Model class Theme: Record {
    var name: String
    @HasMany var themings: Many<Theming>
    @HasMany var poems: Many<Poem> = .through(\.themings, source: \.themed)
    @HasMany var orderedPoems: Many<Poem> = .through(\.themings, source: \.themed) { $0.order(\.id) }
  }

  /// Between a theme and a poem, or a grade.
  @Model class Theming: Record {
    var mark = ""
    @BelongsTo var themed: Record?
    var themeID: Int?
    @BelongsTo var theme: Theme? = .belongs(foreignKey: \.themeID)
    @BelongsTo var blueTheme: Theme? = .belongs(foreignKey: \.themeID) { $0.where { $0.name == "Blue" } }
  }

  /// Is lent.
  @Model class Volume: Record {
    var title = ""
    @BelongsTo var poet: Poet?
    @HasMany var lendings: Many<Lending>
    @HasMany var borrowers: Many<Borrower> = .through(\.lendings)
    @HasMany var wards: Many<Borrower> = .through(\.borrowers)
  }

  /// Lends a volume to a borrower.
  @Model class Lending: Record {
    @BelongsTo var volume: Volume?
    @BelongsTo var borrower: Borrower?
    @HasMany var fines: Many<Fine>
    @HasMany var wardsPoets: Many<Poet> = .through(\.borrower, source: \.wardsPoets)
  }

  /// Vouches for others.
  @Model class Borrower: Record {
    var name: String
    var guardianID: Int?
    @BelongsTo var guardian: Borrower? = .belongs(foreignKey: \.guardianID)
    @HasMany var wards: Many<Borrower> = .has(foreignKey: \.guardianID, inverse: \.guardian)
    @HasMany var lendings: Many<Lending>
    @HasMany var volumes: Many<Volume> = .through(\.lendings)
    @HasMany var wardsVolumes: Many<Volume> = .through(\.wards, source: \.volumes)
    @HasMany var wardsPoets: Many<Poet> = .through(\.wardsVolumes, source: \.poet)
  }

  /// For a lending that came back late.
  @Model class Fine: Record {
    var amount = 0
    @BelongsTo var lending: Lending?
  }

  /// Holds poems, by a table of pairs.
  @Model class Shelf: Record {
    var name: String
    @HasAndBelongsToMany var poems: Many<Poem>
    @HasMany var glosses: Many<Gloss> = .through(\.poems)
    @HasMany var orderedGlosses: Many<Gloss> = .through(\.poems, source: \.glosses) { $0.order { $0.id.desc } }
    @HasMany var essays: Many<Essay>
    @HasMany var essayists: Many<Poet> = .through(\.essays, source: \.writer)
  }

  /// On a poem.
  @Model(subclasses: Praise.self) class Gloss: Record {
    var text: String
    @BelongsTo var poem: Poem?
    @HasMany var grades: Many<Grade> = .has(foreignKey: \.glossID)
  }
  @Model(subclasses: LoudPraise.self) class Praise: Gloss {}
  @Model class LoudPraise: Praise {}

  /// Of a gloss.
  @Model class Grade: Record {
    var value = 0
    var glossID: Int?
    @BelongsTo var gloss: Gloss? = .belongs(foreignKey: \.glossID)
    @HasMany var themings: Many<Theming> = .has(as: \.themed)
  }

  /// Points at a poet by the name.
  @Model class Essay: Record {
    var writerName: String?
    @BelongsTo var writer: Poet? = .belongs(foreignKey: \.writerName, primaryKey: \.name)
    @BelongsTo var shelf: Shelf?
    @BelongsTo var patron: Record?
  }

  /// Of a poet's poem.
  @Model class Filing: Record {
    var note = ""
    @BelongsTo var poet: Poet?
    @HasMany var poetThemings: Many<Theming> = .through(\.poet, source: \.themings)
  }
}

/// Poets, poems, and all they are joined to, as the tests of nested associations want them.
struct AthenaeumSeed {
  typealias A = Athenaeum

  /// Ada's two poems are about red; Bob's two, a misc and another, and Mary's misc about blue, green, or both.
  static func run() async throws {
    let red = try await A.Theme.create { $0.name = "Red" }
    let blue = try await A.Theme.create { $0.name = "Blue" }
    let green = try await A.Theme.create { $0.name = "Green" }
    let ada = try await A.Poet.create {
      $0.name = "Ada"; $0.academyName = "Arts"
    }
    let bob = try await A.Poet.create { $0.name = "Bob" }
    let mary = try await A.Poet.create { $0.name = "Mary" }
    let rain = try await poem("Rain", ada, [(red, "")])
    let snow = try await poem("Snow", ada, [(red, "")])
    let miscByBob = try await poem("misc by bob", bob, [(blue, "first"), (green, "")])
    let otherByBob = try await poem("other by bob", bob, [(green, "first")])
    _ = try await poem("misc by mary", mary, [(green, ""), (blue, "")])
    try await shelve([rain, snow], [miscByBob, otherByBob], of: bob)
    try await gloss(rain, snow)
    try await lend(ada, bob)
    try await A.Filing.create {
      $0.note = "of Ada"; $0.poetID = ada.id
    }
    try await A.Filing.create {
      $0.note = "of Bob"; $0.poetID = bob.id
    }
  }

  private static func poem(_ title: String, _ poet: A.Poet, _ themes: [(A.Theme, String)]) async throws -> A.Poem {
    let poem = try await poet.poems.create { $0.title = title }
    for (theme, rank) in themes {
      try await poem.themings.create {
        $0.mark = rank; $0.themeID = theme.id
      }
    }
    return poem
  }

  /// Verse holds Ada's first poem and Bob's first, Odes the second ones. Ada wrote an essay for Odes, Bob, who is his own patron, for Verse.
  private static func shelve(_ adas: [A.Poem], _ others: [A.Poem], of bob: A.Poet) async throws {
    let verse = try await A.Shelf.create { $0.name = "Verse" }, odes = try await A.Shelf.create { $0.name = "Odes" }
    try await verse.poems.append(adas[0], others[0])
    try await odes.poems.append(adas[1], others[1])
    try await A.Essay.create {
      $0.writerName = "Ada"; $0.shelfID = odes.id
    }
    try await A.Essay.create {
      $0.writerName = "Bob"; $0.shelfID = verse.id; $0.$patron.set(bob)
    }
  }

  /// Rain has a plain gloss and two praises, one of them loud; each is graded, the praise's grade is themed.
  private static func gloss(_ rain: A.Poem, _ snow: A.Poem) async throws {
    let glosses = [
      A.Gloss(text: "plain", poem: rain),
      A.Praise {
        $0.text = "good"; $0.$poem.set(rain)
      },
      A.LoudPraise {
        $0.text = "great"; $0.$poem.set(rain)
      }, A.Gloss(text: "cold", poem: snow),
    ]
    for (value, gloss) in glosses.enumerated() {
      try await gloss.save()
      let grade = try await gloss.grades.create { $0.value = value + 1 }
      if gloss.text == "good" { try await grade.themings.create { $0.mark = "of a grade" } }
      if gloss.text == "plain" { try await grade.themings.create { $0.mark = "of a plain grade" } }
    }
  }

  /// Ann borrowed one volume of Ada's, Ben both, and pays fines for them; Ann vouches for Ben, and Cid borrowed Bob's only.
  private static func lend(_ ada: A.Poet, _ bob: A.Poet) async throws {
    let ann = try await A.Borrower.create { $0.name = "Ann" }
    let ben = try await A.Borrower.create {
      $0.name = "Ben"; $0.guardianID = ann.id
    }
    let cid = try await A.Borrower.create { $0.name = "Cid" }
    let one = try await ada.volumes.create { $0.title = "One" }, two = try await ada.volumes.create { $0.title = "Two" }
    let three = try await bob.volumes.create { $0.title = "Three" }
    for (volume, borrower, fine) in [(one, ann, 0), (one, ben, 5), (two, ben, 7), (three, cid, 0)] {
      let lending = try await volume.lendings.create { $0.borrowerID = borrower.id }
      if fine > 0 { try await lending.fines.create { $0.amount = fine } }
    }
  }
}

extension Worlds {
  static let athenaeum = [
    "CREATE TABLE bards (id INTEGER PRIMARY KEY, name TEXT NOT NULL, academy_name TEXT)",
    "CREATE TABLE ballads (id INTEGER PRIMARY KEY, title TEXT NOT NULL, poet_id INTEGER)",
    "CREATE TABLE themes (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE themings (id INTEGER PRIMARY KEY, mark TEXT NOT NULL, themed_id INTEGER, themed_type TEXT, theme_id INTEGER)",
    "CREATE TABLE volumes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, poet_id INTEGER)",
    "CREATE TABLE lendings (id INTEGER PRIMARY KEY, volume_id INTEGER, borrower_id INTEGER)",
    "CREATE TABLE borrowers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, guardian_id INTEGER)",
    "CREATE TABLE fines (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, lending_id INTEGER)",
    "CREATE TABLE shelves (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE ballads_shelves (poem_id INTEGER NOT NULL, shelf_id INTEGER NOT NULL)",
    "CREATE TABLE glosses (id INTEGER PRIMARY KEY, type TEXT, text TEXT NOT NULL, poem_id INTEGER)",
    "CREATE TABLE grades (id INTEGER PRIMARY KEY, value INTEGER NOT NULL, gloss_id INTEGER)",
    "CREATE TABLE essays (id INTEGER PRIMARY KEY, writer_name TEXT, shelf_id INTEGER, patron_id INTEGER, patron_type TEXT)",
    "CREATE TABLE filings (id INTEGER PRIMARY KEY, note TEXT NOT NULL, poet_id INTEGER)",
  ]
}
