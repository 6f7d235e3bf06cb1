// Joins of polymorphic associations, where they point at one class.

extension QuerySource {
  /// The records whose polymorphic target is of a class, joined with its row.
  ///
  /// ```swift
  /// Note.joins(\.about, of: Play.self).where { $0.about.of(Play.self).title == "Lear" }
  /// // INNER JOIN "plays" ON "notes"."about_type" = 'Play' AND "plays"."id" = "notes"."about_id" WHERE "plays"."title" = ?
  /// ```
  ///
  /// Of a class that shares its table, the rows of that class and those below it are joined. An association that is not polymorphic, a
  /// class that is not of its set, and a second class for the same association end in an ``AssociationError`` when the query is run.
  public func joins<Target: AssociationTarget, Class: Record>(
    _ association: KeyPath<Model.Type, ToOne<Target>>, of type: Class.Type
  ) -> Relation<Model> {
    joining(.inner, Model.self[keyPath: association].names, type._facts)
  }

  /// The records, with the rows of their polymorphic targets where these are of a class; see ``joins(_:of:)``.
  public func leftJoins<Target: AssociationTarget, Class: Record>(
    _ association: KeyPath<Model.Type, ToOne<Target>>, of type: Class.Type
  ) -> Relation<Model> {
    joining(.left, Model.self[keyPath: association].names, type._facts)
  }

  private func joining(_ kind: SQLJoin.Kind, _ names: [String], _ model: ModelFacts) -> Relation<Model> {
    changed { core in
      core.joins.append(.ofClass(names, model, kind))
      core.checkDeprecated([names], .joined)
    }
  }
}

extension RecordProtocol where Self: Record {
  /// The records whose polymorphic target is of a class, joined with its row; see ``QuerySource/joins(_:of:)``.
  public static func joins<Target: AssociationTarget, Class: Record>(
    _ association: KeyPath<Self.Type, ToOne<Target>>, of type: Class.Type
  ) -> Relation<Self> { all().joins(association, of: type) }

  /// The records, with the rows of their polymorphic targets where these are of a class; see ``QuerySource/joins(_:of:)``.
  public static func leftJoins<Target: AssociationTarget, Class: Record>(
    _ association: KeyPath<Self.Type, ToOne<Target>>, of type: Class.Type
  ) -> Relation<Self> { all().leftJoins(association, of: type) }
}

extension ToOne {
  /// The association where it points at a class, for conditions on what ``QuerySource/joins(_:of:)`` joined.
  ///
  /// ```swift
  /// Note.joins(\.about, of: Play.self).where { $0.about.of(Play.self).title == "Lear" }
  /// ```
  public func of<Class: Record>(_ type: Class.Type) -> ToOne<Class> { ToOne<Class>(root, names) }
}

extension JoinPlan {
  /// Joins what a polymorphic belongs_to points at where it is of a class.
  mutating func join(_ path: [String], of model: ModelFacts, _ kind: SQLJoin.Kind) throws {
    guard let name = path.last else { return }
    try join(Array(path.dropLast()), kind)
    guard let from = node(Array(path.dropLast())) else { return }
    let reflection = try from.facts.association(name)
    if let known = node(path) {
      if known.facts === model { return }
      throw reflection.error(
        .polymorphicJoin,
        "it is joined with \(known.facts.name), and a row points at one class only. Ask for \(model.name) in a query of its own")
    }
    try add(reflection, kind, path: path, from: from, hops: [try reflection.hop(to: model)])
  }
}

extension AssociationReflection {
  /// The step to the targets of one class.
  fileprivate func hop(to model: ModelFacts) throws -> AssociationHop {
    let keys = try resolved()
    guard isPolymorphic, let typeKey = keys.typeKey else {
      throw error(.typeMismatch, "only a polymorphic belongs_to has a class for each row. Write .joins(\\.\(name))")
    }
    if case .closed(let classes) = target, !classes.contains(where: { $0._facts.root === model.root }) {
      let names = classes.map { $0._facts.name }.joined(separator: ", ")
      throw error(.typeMismatch, "\(model.name) is none of its classes: \(names)")
    }
    var hop = AssociationHop(
      facts: model, table: model.tableName, column: model.layout.column(at: targetKey(in: model)).name,
      previousColumn: owner.layout.column(at: keys.ownerKey).name, reflection: self, scopes: [self])
    hop.previousTypeCondition = (owner.layout.columns[typeKey].name, model.root.storedName)
    return hop
  }
}
