/// The associations of a model, those of its superclasses first.
package final class AssociationSet: LayerObject, @unchecked Sendable {
  // Immutable after init.
  package let all: [AssociationReflection]
  /// Those that lead to records which point back through a polymorphic association, where one of them compares another key than the model's.
  let keyed: [AssociationReflection]
  private let byName: [String: AssociationReflection]

  init(_ facts: ModelFacts) {
    // Classes of one table share what is declared above; what an abstract class declares is each class's own, with its name and table.
    var reflections = facts.isBase ? [] : facts.parent.map { AssociationSet.of($0).all } ?? []
    for declaration in (facts.isBase ? facts.lineage.reversed() : [facts]).flatMap({ $0.declarations.associations() }) {
      guard let declaration = declaration as? any AssociationReflecting else { continue }
      reflections.append(declaration.makeReflection(owner: facts, index: reflections.count))
    }
    all = reflections
    let pointedAt = reflections.filter { $0.options.polymorphicName != nil }
    keyed = pointedAt.contains { $0.options.primaryKey != nil } ? pointedAt : []
    byName = Dictionary(reflections.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    if !facts.isAbstract { ModelRegistry.register([facts.type]) }
    super.init()
  }

  /// The associations of a model, worked out once.
  package static func of(_ facts: ModelFacts) -> AssociationSet {
    facts.associationsSlot.value { AssociationSet(facts) }
  }

  package subscript(name: String) -> AssociationReflection? { byName[name] }
}

/// A declaration that can make its reflection.
package protocol AssociationReflecting: AssociationDeclaring {
  func makeReflection(owner: ModelFacts, index: Int) -> AssociationReflection
}

extension ModelFacts {
  /// The model's associations, those of its superclasses first.
  package var associations: AssociationSet { AssociationSet.of(self) }

  /// The association of a name.
  ///
  /// - Throws: ``AssociationError`` with the nearest name there is.
  package func association(_ name: String) throws -> AssociationReflection {
    if let reflection = associations[name] { return reflection }
    let hint = DidYouMean.sentence(name, among: associations.all.map(\.name))
    throw AssociationError(.unknownAssociation, model: self.name, association: name, "there is no association '\(name)'.\(hint)")
  }
}

extension RecordProtocol where Self: Record {
  /// The facts about one of the model's associations, by its name; `nil` where there is none.
  public static func reflection(_ name: String) -> AssociationReflection? { _facts.associations[name] }
  /// The facts about all of the model's associations, in order of declaration.
  public static var reflections: [AssociationReflection] { _facts.associations.all }
}
