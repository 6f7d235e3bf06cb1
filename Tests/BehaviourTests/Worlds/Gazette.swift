import ActiveRecord

// For reading: scopes that load, lock and refuse; single table inheritance on the way; steps without joins.

/// Writes articles, and reaches everything else through them.
@Model class Writer: Record {
  var name: String
  var editorID: Int?
  @BelongsTo var editor: Writer? = .belongs(foreignKey: \.editorID)
  @BelongsTo var strictEditor: Writer? = .belongs(foreignKey: \.editorID) { $0.strictLoading() }
  @HasMany var edited: Many<Writer> = .has(foreignKey: \.editorID, inverse: \.editor)
  @BelongsTo var no1Editor: Writer? = .belongs(foreignKey: \.editorID)
  @HasMany var articles: Many<Article> = .has(inverse: \.writer)
  @HasMany var articlesWithLetters: Many<Article> = .has { $0.includes(\.letters) }
  @HasMany var articlesWithRubrics: Many<Article> = .has { $0.includes(\.rubrics) }
  @HasMany var articlesWithBoth: Many<Article> = .has { $0.includes(\.letters, \.rubrics) }
  @HasMany var silentArticles: Many<Article> = .has { $0.includes(\.letters).where { $0.letters.articleID == nil } }
  @HasMany var strictArticles: Many<Article> = .has { $0.strictLoading() }
  @HasMany var guardedArticles: Many<StrictArticle> = .has(foreignKey: "writer_id", hasInverse: false)
  @HasMany var letters: Many<Letter> = .through(\.articles)
  @HasMany var openLetters: Many<OpenLetter> = .through(\.articles)
  @HasMany var loudLetters: Many<Letter> = .through(\.articles, source: \.letters) { $0.where { $0.text == "loud" } }
  @HasMany var lockedLetters: Many<Letter> = .through(\.articles, source: \.letters) { $0.readonly() }
  @HasMany var lettersAndArticles: Many<Letter> = .through(\.articles, source: \.letters) {
    $0.includes(\.article).where { $0.article.title == "Rain" }
  }
  @HasMany var rubrics: Many<Rubric> = .through(\.articles) { $0.distinct() }
  @HasMany var stamps: Many<Stamp> = .through(\.letters)
  @HasMany var goodStamps: Many<Stamp> = .through(\.letters, source: \.stamps) { $0.where { $0.value > 5 } }
  @HasMany var recentLetters: Many<Letter> = .through(\.articles, source: \.letters) { $0.order { $0.id.desc } }
  @HasMany var senders: Many<Subscriber> = .through(\.letters, source: \.sender) { $0.order { $0.id.desc } }
  @HasMany var recentSenders: Many<Subscriber> = .through(\.recentLetters, source: \.sender)
  @HasMany var lettersApart: Many<Letter> = .through(\.articles, source: \.letters, disableJoins: true)
  @HasMany var stampsApart: Many<Stamp> = .through(\.lettersApart, source: \.stamps, disableJoins: true)
  @HasMany var goodStampsApart: Many<Stamp> = .through(\.lettersApart, source: \.stamps, disableJoins: true) { $0.where { $0.value > 5 } }
  @HasMany var sendersApart: Many<Subscriber> = .through(\.letters, source: \.sender, disableJoins: true) { $0.order { $0.id.desc } }
  @HasMany var recentSendersApart: Many<Subscriber> = .through(\.recentLetters, source: \.sender, disableJoins: true)
  @HasMany var silentEdited: Many<Article> = .through(\.edited, source: \.articles) {
    $0.includes(\.letters).where { $0.letters.articleID == nil }
  }
  @HasOne var newest: Article? = .has { $0.order { $0.id.desc } }
  @HasOne var newestWithLetter: Article? = .has { $0.includes(\.lastLetter).order { $0.id.desc } }
  @HasOne var newestLetter: Letter? = .through(\.newest, source: \.lastLetter)
  @HasOne var desk: Desk?
  @HasOne var lockedDesk: Desk? = .has { $0.readonly() }
  @HasOne var strictDesk: Desk? = .has { $0.strictLoading() }
  @HasOne var mainDesk: Desk? = .has { $0.where { $0.label == "main" } }
  @HasMany var desks: Many<Desk>
  @HasMany var clippings: Many<Clipping> = .has(foreignKey: \.writerID)
  @HasMany var scraps: Many<Scrap> = .through(\.clippings)
  @HasOne var room: Room? = .through(\.desk)
  @HasOne var roomApart: Room? = .through(\.desk, source: \.room, disableJoins: true)
  @HasOne var roomOfMain: Room? = .through(\.desk, source: \.room) { $0.leftJoins(\.desks).where { $0.desks.label == "main" } }
  @HasOne var mainRoom: Room? = .through(\.mainDesk, source: \.room)
  @HasOne var mainRoomApart: Room? = .through(\.mainDesk, source: \.room, disableJoins: true)
  @HasAndBelongsToMany var circles: Many<Circle>
  @HasAndBelongsToMany var lockedCircles: Many<Circle> = .has(joinTable: "circles_writers", associationForeignKey: "circle_id") {
    $0.readonly()
  }
  @HasAndBelongsToMany var strictCircles: Many<Circle> = .has(joinTable: "circles_writers", associationForeignKey: "circle_id") {
    $0.strictLoading()
  }
}

/// Gets letters, some of them open.
@Model class Article: Record {
  var title: String
  var writerID: Int?
  @BelongsTo var writer: Writer? = .belongs(foreignKey: \.writerID)
  @BelongsTo var lockedWriter: Writer? = .belongs(foreignKey: \.writerID) { $0.readonly() }
  @BelongsTo var knownWriter: Writer? = .belongs(foreignKey: \.writerID) { $0.includes(\.articles) }
  @BelongsTo var writerWithDesk: Writer? = .belongs(foreignKey: \.writerID) { $0.includes(\.desk) }
  @HasMany var letters: Many<Letter>
  @HasMany var lettersByText: Many<Letter> = .has { $0.order(\.text) }
  @HasMany var twoByText: Many<Letter> = .has { $0.order(\.text).limit(2) }
  @HasOne var firstByText: Letter? = .has { $0.order(\.text) }
  @HasMany var clippings: Many<Clipping>
  @HasMany var openLetters: Many<OpenLetter>
  @HasOne var openLetter: OpenLetter?
  @HasOne var lastLetter: Letter? = .has { $0.order { $0.id.desc } }
  @HasOne var letterWithArticle: Letter? = .has { $0.includes(\.article).order(\.id) }
  @HasOne var joinedLetter: Letter? = .has { $0.joins(\.article).order(\.id) }
  @HasMany var silentOpenLetters: Many<OpenLetter> = .has { $0.where { $0.text == "" } }
  @HasMany var openStamps: Many<Stamp> = .through(\.openLetters, source: \.stamps)
  @HasMany var silentOpenStamps: Many<Stamp> = .through(\.silentOpenLetters, source: \.stamps) { $0.where { $0.value < 0 } }
  @HasAndBelongsToMany var rubrics: Many<Rubric>
  @HasAndBelongsToMany var paperRubrics: Many<PaperRubric> = .has(joinTable: "articles_rubrics", associationForeignKey: "rubric_id")
}

/// To an article, from anybody.
@Model(subclasses: OpenLetter.self) class Letter: Record {
  var text: String
  @BelongsTo var article: Article?
  @BelongsTo var sender: Record?
  @HasMany var stamps: Many<Stamp>
  @HasOne var writer: Writer? = .through(\.article)
}
@Model class OpenLetter: Letter {}

/// On a letter.
@Model class Stamp: Record {
  var value = 0
  @BelongsTo var letter: Letter?
}

/// Sends letters.
@Model class Subscriber: Record {
  var name: String?
  @HasMany var letters: Many<Letter> = .has(as: \.sender)
  @HasMany var unstamped: Many<Letter> = .has(as: \.sender) { $0.leftJoins(\.stamps).where { $0.stamps.letterID == nil } }
  @HasMany var unstampedByHand: Many<Letter> = .has(as: \.sender) {
    $0.joins("LEFT OUTER JOIN stamps ON stamps.letter_id = letters.id").where("stamps.id IS NULL")
  }
}

/// Of a writer, in a room.
@Model class Desk: Record {
  var label: String
  @BelongsTo var writer: Writer?
  @BelongsTo var room: Room?
  @HasOne var newest: Article? = .through(\.writer)
  @HasOne var newestApart: Article? = .through(\.writer, source: \.newest, disableJoins: true)
}
@Model class Room: Record {
  var name: String
  @HasMany var desks: Many<Desk>
}
@Model(subclasses: PaperRubric.self) class Rubric: Record { var name: String }
@Model class PaperRubric: Rubric {}

/// Notes each record that is made of it.
@Model class Circle: Record {
  var name: String
  @HasAndBelongsToMany var writers: Many<Writer>
  static func rules(_ circle: Rules<Circle>) { circle.afterInitialize { Flight.note($0.name) } }
}

/// Between two writers.
@Model class Duel: Record {
  @BelongsTo var challenger: Writer?
  @BelongsTo var rival: Writer?
  @HasOne var challengerDesk: Desk? = .through(\.challenger, source: \.desk)
  @HasOne var rivalDesk: Desk? = .through(\.rival, source: \.desk)
}

/// Names that are words of SQL.
@Model(table: "order") class Hire: Record {
  @Column("select") var choice = ""
  @Column("group_id") var teamID: Int?
  @Column("user_id") var personID: Int?
  @BelongsTo var team: HireTeam? = .belongs(foreignKey: \.teamID)
  @BelongsTo var person: HirePerson? = .belongs(foreignKey: \.personID)
}
@Model(table: "group") class HireTeam: Record {
  @Column("where") var name = ""
  @HasOne var hire: Hire? = .has(foreignKey: \.teamID, inverse: \.team)
  @HasMany var hires: Many<Hire> = .has(foreignKey: \.teamID, inverse: \.team)
  @HasMany var people: Many<HirePerson> = .through(\.hires, source: \.person)
  @HasMany var peopleApart: Many<HirePerson> = .through(\.hires, source: \.person, disableJoins: true)
}
@Model(table: "user") class HirePerson: Record { @Column("from") var name = "" }

/// Writers that load nothing lazily.
@Model(table: "writers") class StrictWriter: Record {
  override class var strictLoadingMode: StrictLoadingMode { .all }
  var name: String
  var editorID: Int?
  @BelongsTo var editor: Writer? = .belongs(foreignKey: \.editorID)
  @BelongsTo var looseEditor: Writer? = .belongs(foreignKey: \.editorID) { $0.strictLoading(.off) }
  @HasMany var articles: Many<Article> = .has(foreignKey: "writer_id", hasInverse: false)
  @HasMany var claims: Many<StrictClaim> = .has(foreignKey: "writer_id")
  @HasOne var desk: Desk? = .has(foreignKey: "writer_id", hasInverse: false)
  @HasAndBelongsToMany var circles: Many<Circle> = .has(
    joinTable: "circles_writers", foreignKey: "writer_id", associationForeignKey: "circle_id")
}

/// Articles that load nothing lazily.
@Model(table: "articles") class StrictArticle: Record {
  override class var strictLoadingMode: StrictLoadingMode { .all }
  var title: String
  var writerID: Int?
  @HasMany var letters: Many<Letter> = .has(foreignKey: "article_id", hasInverse: false)
}

/// Articles that cannot do without their strict writer.
@Model(table: "articles") class StrictClaim: Record {
  var title: String
  @BelongsTo var writer: StrictWriter
}

/// Rooms whose strictness is inherited, and taken back.
@Model(table: "rooms", subclasses: StrictAttic.self, LooseAttic.self) class StrictRoom: Record {
  override class var strictLoadingMode: StrictLoadingMode { .all }
  var name: String
}
@Model class StrictAttic: StrictRoom {}
@Model class LooseAttic: StrictRoom { override class var strictLoadingMode: StrictLoadingMode { .off } }

extension Worlds {
  static let gazette = [
    "CREATE TABLE writers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, editor_id INTEGER)",
    "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT NOT NULL, writer_id INTEGER)",
    """
    CREATE TABLE letters (id INTEGER PRIMARY KEY, text TEXT NOT NULL, type TEXT, article_id INTEGER, sender_id INTEGER, sender_type TEXT)
    """,
    "CREATE TABLE stamps (id INTEGER PRIMARY KEY, value INTEGER NOT NULL DEFAULT 0, letter_id INTEGER)",
    "CREATE TABLE subscribers (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE desks (id INTEGER PRIMARY KEY, label TEXT NOT NULL, writer_id INTEGER, room_id INTEGER)",
    "CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE rubrics (id INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT)",
    "CREATE TABLE articles_rubrics (article_id INTEGER NOT NULL, rubric_id INTEGER NOT NULL, level INTEGER NOT NULL DEFAULT 1)",
    "CREATE TABLE circles (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE circles_writers (circle_id INTEGER NOT NULL, writer_id INTEGER NOT NULL)",
    "CREATE TABLE duels (id INTEGER PRIMARY KEY, challenger_id INTEGER, rival_id INTEGER)",
    "CREATE TABLE \"order\" (id INTEGER PRIMARY KEY, \"select\" TEXT NOT NULL, group_id INTEGER, user_id INTEGER)",
    "CREATE TABLE \"group\" (id INTEGER PRIMARY KEY, \"where\" TEXT NOT NULL)",
    "CREATE TABLE \"user\" (id INTEGER PRIMARY KEY, \"from\" TEXT NOT NULL)",
  ]

  /// Ada edits Ben. Ada wrote two articles and Ben one; the first has a loud and an open letter, the second none, Ben's a quiet one.
  static func fillGazette() async throws {
    let ada = try await Writer.create { $0.name = "Ada" }
    let ben = try await Writer.create {
      $0.name = "Ben"; $0.editorID = ada.id
    }
    let rain = try await ada.articles.create { $0.title = "Rain" }
    _ = try await ada.articles.create { $0.title = "Apple" }
    let snow = try await ben.articles.create { $0.title = "Snow" }
    let joe = try await Subscriber.create { $0.name = nil }, kim = try await Subscriber.create { $0.name = nil }
    let loud = try await Letter.create {
      $0.text = "loud"; $0.articleID = rain.id; $0.$sender.set(joe)
    }
    try await OpenLetter.create {
      $0.text = "open"; $0.articleID = rain.id; $0.$sender.set(kim)
    }
    try await Letter.create {
      $0.text = "quiet"; $0.articleID = snow.id
    }
    for value in [8, 9, 1] { try await loud.stamps.create { $0.value = value } }
    let attic = try await Room.create { $0.name = "Attic" }
    try await Desk.create {
      $0.label = "main"; $0.writerID = ada.id; $0.roomID = attic.id
    }
    let red = try await Rubric.create { $0.name = "red" }
    let blue = try await PaperRubric.create { $0.name = "blue" }
    try await rain.rubrics.append(red, blue)
    try await snow.rubrics.append(red)
    try await ada.circles.append(Circle(name: "Poets"))
  }
}
