import Foundation
import Testing

@testable import ActiveRecordMacros

@Suite struct OptionNameCheckTests {
  private func source(_ declaration: String) -> String { "@Model class Post: Record {\n  \(declaration)\n}" }

  @Test(
    arguments: [
      ("@HasMany var topics: Many<Topic> = .has(dependant: .destroy)", "2:43", "'.has' of '@HasMany'", "dependant", "dependent"),
      ("@HasMany var topics: Many<Topic> = .through(\\.tags, sources: \\.x)", "2:55", "'.through' of '@HasMany'", "sources", "source"),
      ("@HasOne var author: Author? = .has(inverseOf: \\.post)", "2:38", "'.has' of '@HasOne'", "inverseOf", "inverse"),
      ("@BelongsTo var author: Author? = .belongs(foreign_key: \"a\")", "2:45", "'.belongs' of '@BelongsTo'", "foreign_key", "foreignKey"),
      (
        "@HasAndBelongsToMany var topics: Many<Topic> = .has(joinTabel: \"x\")", "2:55", "'.has' of '@HasAndBelongsToMany'", "joinTabel",
        "joinTable"
      ),
    ])
  func slipsAreNamed(_ declaration: String, _ place: String, _ whose: String, _ wrong: String, _ right: String) {
    let expanded = Expanded(source(declaration))
    #expect(expanded.messages.count == 1)
    #expect(
      expanded.messages.first?.hasPrefix("\(place) error: \(whose) has no option '\(wrong)': did you mean '\(right)'? There are '") == true)
    #expect(expanded.fixed() == source(declaration.replacing(wrong, with: right)))
  }

  @Test(arguments: ["readonly", "queryConstraints", "ensuringOwnerWas"])
  func whatThereIsIsListed(_ name: String) {
    let expanded = Expanded(source("@HasMany var topics: Many<Topic> = .through(\\.tags, \(name): true)"))
    #expect(
      expanded.messages == [
        "2:55 error: '.through' of '@HasMany' has no option '\(name)'. There are 'source', 'dependent', 'disableJoins', 'autosave', "
          + "'validate', 'deprecated', 'scope'"
      ])
    #expect(expanded.fixIts.isEmpty)
  }

  @Test(
    arguments: [
      (AssociationKind.belongsTo, "belongs"), (.hasOne, "has"), (.hasOne, "through"), (.hasMany, "has"), (.hasMany, "through"),
      (.hasAndBelongsToMany, "has"),
    ] as [(AssociationKind, String)])
  func theListIsTheLibrarys(_ kind: AssociationKind, _ factory: String) throws {
    let file = "\(kind.attribute)Options+\(factory == "through" ? "Through" : "Factories").swift"
    let options = URL(filePath: #filePath)
      .appending(path: "../../../../Sources/ActiveRecordCore/Associations/Options/\(file)").standardized
    let text = try String(contentsOf: options, encoding: .utf8)
    var labels: Set<String> = []
    for part in text.components(separatedBy: "public static func \(factory)").dropFirst() {
      let parameters = part.components(separatedBy: ") -> Self")[0]
      for match in parameters.matches(of: #/(?:^|[(,])\s*([a-zA-Z]+)(?: [a-zA-Z]+)?:\s/#) { labels.insert(String(match.1)) }
    }
    #expect(!labels.isEmpty)
    #expect(labels.sorted() == kind.options(of: factory)?.sorted())
  }
}
