import Testing

@Suite struct OwnerScopeCheckTests {
  private func source(_ declaration: String) -> String { "@Model class Shift: Record {\n  \(declaration)\n}" }

  @Test func theScopeOfAToOneAssociationWritesTypes() {
    let expanded = Expanded(source("@HasOne var report: Report? = .has { reports, shift in reports.where { $0.day == shift.day } }"))
    #expect(
      expanded.messages == [
        "2:40 error: a scope that takes the owner of 'report' writes the types of both: '{ (reports: Relation<Report>, shift: Shift) in …'"
      ])
    #expect(
      expanded.fixed()
        == source(
          "@HasOne var report: Report? = .has { (reports: Relation<Report>, shift: Shift) in reports.where { $0.day == shift.day } }"))
  }

  @Test(arguments: [
    "@BelongsTo var report: Report? = .belongs(scope: { reports, shift in reports })",
    "@HasOne var report: Report? = .through(\\.day) { reports, shift in reports }",
  ])
  func whereverItStands(_ declaration: String) {
    #expect(Expanded(source(declaration)).messages.count == 1)
  }

  @Test(arguments: [
    "@HasOne var report: Report? = .has { $0.where { $0.day == 1 } }",
    "@HasOne var report: Report? = .has { reports in reports }",
    "@HasOne var report: Report? = .has { (reports: Relation<Report>, shift: Shift) in reports }",
    "@HasMany var reports: Many<Report> = .has { reports, shift in reports }",
  ])
  func theOthersAreFine(_ declaration: String) {
    #expect(Expanded(source(declaration)).messages == [])
  }
}
