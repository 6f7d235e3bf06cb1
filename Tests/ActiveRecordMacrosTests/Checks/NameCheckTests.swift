import Testing

@Suite struct NameCheckTests {
  @Test(arguments: ["isNew", "errors", "changes", "attributes", "association", "description", "hashValue", "identity"])
  func membersOfRecordsAreTaken(_ name: String) {
    let expanded = Expanded("@Model class Post: Record {\n  var \(name) = 1\n}")
    let column = name == "isNew" ? "is_new" : name == "hashValue" ? "hash_value" : name
    #expect(
      expanded.messages == [
        "2:7 error: '\(name)' is a member of every record: name the property otherwise, and the column with '@Column(\"\(column)\")'"
      ])
  }

  @Test func associationsAreNamedOtherwise() {
    let expanded = Expanded("@Model class Post: Record {\n  @HasMany var errors: Many<Failure>\n}")
    #expect(expanded.messages == ["2:16 error: 'errors' is a member of every record: name the association otherwise"])
  }

  /// A function is told apart from an association by its parentheses, so that `save` is free.
  @Test(arguments: ["@BelongsTo", "@HasOne"]) func toOneAssociationsAreNamedOtherwise(_ mark: String) {
    let expanded = Expanded("@Model class Post: Record {\n  \(mark) var errors: Failure?\n}")
    #expect(expanded.messages == ["2:\(mark.count + 8) error: 'errors' is a member of every record: name the association otherwise"])
    #expect(Expanded("@Model class Post: Record {\n  \(mark) var save: Failure?\n}").messages == [])
  }

  @Test(arguments: ["order", "count", "first", "all", "find", "limit", "facts", "value", "context", "flags", "slot", "rules"])
  func otherNamesAreFree(_ name: String) {
    let expanded = Expanded("@Model class Post: Record {\n  var \(name) = 1\n}")
    #expect(expanded.messages == [])
    #expect(expanded.syntaxErrors == [])
  }

  @Test func anIDIsAKey() {
    let expanded = Expanded("@Model class Post: Record {\n  var id: UUID\n}")
    #expect(
      expanded.messages == ["2:7 error: every record has an 'id'; a key of another type is declared with '@PrimaryKey var id: UUID'"])
    #expect(expanded.fixed() == "@Model class Post: Record {\n  @PrimaryKey var id: UUID\n}")
    #expect(Expanded("@Model class Post: Record {\n  @PrimaryKey var id: UUID\n}").messages == [])
  }

  @Test(arguments: ["_title", "`two words`"])
  func generatedNamesAreTaken(_ name: String) {
    let expanded = Expanded("@Model class Post: Record {\n  var \(name) = 1\n}")
    let bare = name.filter { $0 != "`" }
    #expect(
      expanded.messages == ["2:7 error: '\(bare)' cannot be the name of a property of a model: names with '_' in front are generated"])
  }
}
