// Associations that only some classes of a hierarchy have.

extension QuerySource {
  /// The records, and associations of those that are of one class.
  ///
  /// ```swift
  /// Page.preload(of: GuestPost.self, \.guest)
  /// // SELECT … FROM "pages"; SELECT … FROM "guests" WHERE "guests"."id" IN (…)
  /// ```
  ///
  /// Each association is a query of its own; records of other classes are left as they are.
  public func preload<Member: Record, each Path: AssociationPath>(
    of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Model> {
    loading([], of: Member._facts, AssociationNames.of(member, repeat each paths))
  }

  /// The records with their members loaded, and with them associations of those members that are of one class.
  ///
  /// ```swift
  /// Site.preload(\.pages, of: GuestPost.self, \.guest)
  /// // SELECT … FROM "sites"; SELECT … FROM "pages" WHERE "pages"."site_id" IN (…); SELECT … FROM "guests" WHERE "guests"."id" IN (…)
  /// ```
  ///
  /// Each association is a query of its own; members of other classes are left as they are.
  public func preload<Base: Record, Member: Record, each Path: AssociationPath>(
    _ association: KeyPath<Model.Type, ToMany<Base>>, of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Model> {
    loading(Model.self[keyPath: association].names, of: Member._facts, AssociationNames.of(member, repeat each paths))
  }
}

extension RecordProtocol where Self: Record {
  /// The records, and associations of those that are of one class.
  public static func preload<Member: Record, each Path: AssociationPath>(
    of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Self> { all().preload(of: member, repeat each paths) }

  /// The records with their members loaded, and with them associations of those members that are of one class.
  public static func preload<Base: Record, Member: Record, each Path: AssociationPath>(
    _ association: KeyPath<Self.Type, ToMany<Base>>, of member: Member.Type, _ paths: repeat KeyPath<Member.Type, each Path>
  ) -> Relation<Self> { all().preload(association, of: member, repeat each paths) }
}
