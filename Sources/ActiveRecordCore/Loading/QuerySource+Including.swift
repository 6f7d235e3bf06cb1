// Records with their targets beside them: a type that proves the load.

/// An association whose loaded value has a type: a target or none, or members.
public protocol LoadableAssociation: AssociationPath {
  /// What there is once it is loaded.
  associatedtype Loaded

  /// What is loaded on a record.
  ///
  /// - Throws: ``AssociationError`` where it is not loaded.
  func loaded(on record: Record) throws -> Loaded
}

extension ToOne: LoadableAssociation where Target: Record {
  /// The target, or `nil` where there is none.
  public func loaded(on record: Record) throws -> Target? {
    let reflection = try ownAssociation(of: record)
    guard let found = SingularAccess.loaded(record, reflection) else { throw reflection.notLoaded }
    return found.map { unsafeDowncast($0, to: Target.self) }
  }
}

extension ToMany: LoadableAssociation {
  /// The members.
  public func loaded(on record: Record) throws -> [Target] {
    let reflection = try ownAssociation(of: record)
    guard let found = CollectionAccess.loaded(record, reflection) else { throw reflection.notLoaded }
    return unsafeBitCast(found, to: [Target].self)
  }
}

extension AssociationPath {
  /// The record's association that is named; a chain names none of its own.
  fileprivate func ownAssociation(of record: Record) throws -> AssociationReflection { try record.facts.association(ownName) }

  fileprivate var ownName: String {
    get throws {
      if names.count == 1 { return names[0] }
      throw AssociationError(
        .unknownAssociation, model: root.name, association: names.joined(separator: "."),
        "only a record's own associations stand beside it. Load the others with them: .preload(\\.\(names.joined(separator: ".")))")
    }
  }
}

extension QuerySource {
  /// The records, each with what some of its associations lead to: loaded beforehand, so that reading it neither waits nor throws.
  ///
  /// ```swift
  /// for (post, author, replies) in try await Post.all().load(including: \.author, \.replies) {
  ///   print(post.title, author?.name ?? "-", replies.count)
  /// }
  /// // SELECT … FROM "posts"
  /// // SELECT … FROM "authors" WHERE "authors"."id" IN (…)
  /// // SELECT … FROM "replies" WHERE "replies"."post_id" IN (…)
  /// ```
  ///
  /// A query each, as `preload` sends them; deeper associations are preloaded by their paths as ever.
  ///
  /// - Throws: ``AssociationError``, before anything is sent, for a path of several associations.
  public func load<First: LoadableAssociation, each Rest: LoadableAssociation>(
    including first: KeyPath<Model.Type, First>, _ rest: repeat KeyPath<Model.Type, each Rest>
  ) async throws -> [(Model, First.Loaded, repeat (each Rest).Loaded)] {
    let path = Model.self[keyPath: first], others = (repeat Model.self[keyPath: each rest])
    _ = try path.ownName
    for other in repeat each others { _ = try other.ownName }
    let records = try await preload(first, repeat each rest).load()
    return try records.map { ($0, try path.loaded(on: $0), repeat try (each others).loaded(on: $0)) }
  }
}
