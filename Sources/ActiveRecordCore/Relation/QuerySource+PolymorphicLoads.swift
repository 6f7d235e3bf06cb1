// Associations of what polymorphic associations lead to: a class at a time, since each class has its own.

extension QuerySource {
  /// The records with a polymorphic association loaded, and with it associations of those targets that are of one class.
  ///
  /// ```swift
  /// Photo.preload(\.subject, of: Play.self, \.theatre, \.players).preload(\.subject, of: Player.self, \.contract)
  /// // SELECT … FROM "photos"; SELECT … FROM "plays" WHERE "plays"."id" IN (…); SELECT … FROM "players" …; SELECT … FROM "theatres" …; …
  /// ```
  ///
  /// Each association is a query of its own; targets of other classes are left as they are.
  public func preload<Target: PolymorphicTarget, Member: Record, each Path: AssociationPath>(
    _ association: KeyPath<Model.Type, ToOne<Target>>, of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Model> {
    loading(Model.self[keyPath: association].names, of: Member._facts, AssociationNames.of(member, repeat each paths))
  }

  /// The records with an association to any model loaded, and with it associations of those targets that are of one class.
  public func preload<Member: Record, each Path: AssociationPath>(
    _ association: KeyPath<Model.Type, ToOne<Record>>, of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Model> {
    loading(Model.self[keyPath: association].names, of: Member._facts, AssociationNames.of(member, repeat each paths))
  }

  /// Loads chains that go on from the records of one class; `start` leads to them.
  func loading(_ start: [String], of facts: ModelFacts, _ chains: [[String]]) -> Relation<Model> {
    changed { core in
      if chains.isEmpty, !start.isEmpty { core.loads.append(LoadRequest(start, .preload)) }
      core.loads += chains.map { LoadRequest(start + $0, .preload, narrowing: .init(depth: start.count, facts: facts)) }
    }
  }
}

extension RecordProtocol where Self: Record {
  /// The records with a polymorphic association loaded, and associations of those targets that are of one class.
  public static func preload<Target: PolymorphicTarget, Member: Record, each Path: AssociationPath>(
    _ association: KeyPath<Self.Type, ToOne<Target>>, of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Self> { all().preload(association, of: member, repeat each paths) }

  /// The records with an association to any model loaded, and associations of those targets that are of one class.
  public static func preload<Member: Record, each Path: AssociationPath>(
    _ association: KeyPath<Self.Type, ToOne<Record>>, of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Self> { all().preload(association, of: member, repeat each paths) }
}

extension ModelFacts {
  /// Whether the class is another one, or stands below it.
  package func descends(from other: ModelFacts) -> Bool { self === other || parent?.descends(from: other) == true }
}
