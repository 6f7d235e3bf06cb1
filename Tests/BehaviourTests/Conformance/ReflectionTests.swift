import ActiveRecord
import Testing

/// What Rails' suite shows of the columns of models, and of what associations tell about themselves.
@Suite struct ReflectionTests {
  typealias M = Mirrors

  @Test func humanNames() {
    #expect(M.PriceEstimate.modelFacts.humanName == "Price estimate")
    #expect(Subscriber.modelFacts.humanName == "Subscriber")
    #expect(M.Motion.modelFacts.column(named: "author_name")?.humanName == "Author name")
  }

  static let columnNames = [
    "id", "title", "author_name", "written_on", "content", "approved", "rejoinders_count", "parent_id", "type",
  ]

  @Test func columnsAreThoseOfTheModel() {
    #expect(M.Motion.modelFacts.columns.count == 9)
    #expect(Set(M.Motion.modelFacts.columns.map(\.name)) == Set(Self.columnNames))
    #expect(Set(M.Rejoinder.modelFacts.columns.map(\.name)) == Set(Self.columnNames))
  }

  @Test func columnsAreInTheOrderOfTheirDeclaration() {
    #expect(M.Motion.modelFacts.columns.map(\.name) == Self.columnNames)
  }

  @Test func contentColumns() {
    #expect(M.Motion.modelFacts.contentColumns.map(\.name) == ["title", "author_name", "written_on", "content", "approved"])
  }

  @Test func contentColumnsLeaveOutEveryColumnOfTheKey() {
    #expect(Sale.modelFacts.contentColumns.map(\.name) == ["note"])
    #expect(SaleItem.modelFacts.contentColumns.map(\.name) == ["sale_number", "text"])
  }

  @Test func columnsThatMayBeNull() {
    let facts = M.Motion.modelFacts
    #expect(facts.column(named: "author_name")?.isOptional == true)
    #expect(facts.column(named: "title")?.isOptional == false)
  }

  @Test func kindsOfColumns() {
    let facts = M.Motion.modelFacts
    #expect(facts.column(named: "id")?.kind == .integer && facts.column(named: "rejoindersCount")?.kind == .integer)
    #expect(facts.column(named: "title")?.kind == .text && facts.column(named: "written_on")?.kind == .date)
    #expect(facts.column(named: "approved")?.kind == .boolean)
  }

  @Test func columnsThatDoNotExist() {
    #expect(M.Motion.modelFacts.column(named: "attribute_that_does_not_exist") == nil)
  }

  @Test func autosavedAssociations() {
    let autosaved = M.Firm.reflections.filter(\.isAutosaved)
    #expect(autosaved.map(\.name) == ["savedMany", "savedOne", "savedParent", "looseMany", "looseOne", "looseParent"])
    #expect(autosaved.allSatisfy { $0.optionNames.contains("autosave") })
  }

  @Test func hasManyReflection() throws {
    let clients = try #require(M.Firm.reflection("clients"))
    #expect(clients.kind == .hasMany && clients.dependent == .destroy && clients.ownerType == M.Firm.self)
    #expect(try clients.targetType == M.Client.self)
    #expect(try clients.targetType._facts.tableName == "clients")
    #expect(try Debate.reflection("approved")?.targetType == Answer.self)
    #expect(try Debate.reflection("approved")?.targetType._facts.tableName == "answers")
  }

  @Test func hasOneReflection() throws {
    let anchor = try #require(Ship.reflection("anchor"))
    #expect(anchor.kind == .hasOne && anchor.dependent == .destroy && anchor.foreignKeyName == "ship_id")
    #expect(try anchor.targetType == Anchor.self)
    #expect(try anchor.targetType._facts.tableName == "anchors")
  }

  @Test func foreignKeyOfABelongsToFollowsFromItsName() {
    #expect(M.Firm.reflection("foo")?.foreignKeyName == "foo_id")
    #expect(M.Firm.reflection("parent")?.foreignKeyName == "parent_id")
    #expect(M.Firm.reflection("baz")?.foreignKeyName == "xyzzy_id")
  }

  @Test func tableOfPairsReflection() {
    #expect(Play.reflection("genres")?.kind == .hasAndBelongsToMany)
    #expect(Play.reflections(.hasAndBelongsToMany).first?.name == "genres")
  }

  @Test func hasManyThroughReflection() {
    let players = Play.reflection("players")
    #expect(players?.kind == .hasMany && players?.throughReflection === Play.reflection("roles"))
    #expect(players?.sourceReflection === Role.reflection("player"))
    #expect(Play.reflection("roles")?.throughReflection == nil)
  }

  @Test func chain() throws {
    let shelves = try #require(Lyceum.Academy.reflection("essayShelves"))
    #expect(shelves.chain.map(\.name) == ["essayShelves", "essays", "poets"])
    #expect(shelves.chain.map(\.ownerName) == ["Lyceum.Academy", "Athenaeum.Poet", "Lyceum.Academy"])
    #expect(shelves.chain[1] === Athenaeum.Poet.reflection("essays"))
  }

  @Test func nested() {
    #expect(Athenaeum.Poet.reflection("poems")?.isNested == false)
    #expect(Athenaeum.Poet.reflection("themings")?.isNested == false)
    #expect(Athenaeum.Poet.reflection("themes")?.isNested == true)
    // A table of pairs is one more step.
    #expect(Athenaeum.Shelf.reflection("glosses")?.isNested == true)
    #expect(Athenaeum.Poem.reflection("shelves")?.isNested == false)
  }

  @Test func targetKeys() {
    #expect(Theatre.reflection("plays")?.targetKeyNames == ["id"])
    #expect(Athenaeum.Poet.reflection("essay")?.targetKeyNames == ["id"])
    #expect(Athenaeum.Essay.reflection("writer")?.targetKeyNames == ["name"])
    #expect(City.reflection("country")?.targetKeyNames == ["code"])
    // Of the source, also where that goes through others.
    #expect(Athenaeum.Shelf.reflection("essayists")?.targetKeyNames == ["name"])
    #expect(Athenaeum.Poem.reflection("essayists")?.targetKeyNames == ["name"])
    #expect(Athenaeum.Poet.reflection("themes")?.targetKeyNames == ["id"])
  }

  @Test func ownerKeys() {
    #expect(Country.reflection("cities")?.ownerKeyName == "code")
    #expect(Athenaeum.Poet.reflection("essay")?.ownerKeyName == "name")
  }

  @Test func typeColumnsOfTargets() {
    #expect(Athenaeum.Poem.reflection("themings")?.foreignTypeName == "themed_type")
    #expect(Hero.reflection("badges")?.foreignTypeName == "wearer_kind")
    #expect(Athenaeum.Poem.reflection("glosses")?.foreignTypeName == nil)
  }

  @Test func typeColumnsOfOwners() {
    #expect(Athenaeum.Theming.reflection("themed")?.foreignTypeName == "themed_type")
    #expect(Badge.reflection("holder")?.foreignTypeName == "wearer_kind")
    #expect(Athenaeum.Poem.reflection("poet")?.foreignTypeName == nil)
  }

  @Test func collections() {
    #expect(Ship.reflection("sailors")?.isCollection == true && Play.reflection("genres")?.isCollection == true)
    #expect(Ship.reflection("anchor")?.isCollection == false && Anchor.reflection("ship")?.isCollection == false)
  }
}
