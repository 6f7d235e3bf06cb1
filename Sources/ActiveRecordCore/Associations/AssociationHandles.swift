/// A belongs_to of one record: `post.$author`.
///
/// Reading `post.author` loads the target on first use. The handle has everything else:
///
/// ```swift
/// post.$author.set(ada)               // sets author_id in memory; nothing is saved
/// post.$author.isLoaded               // true
/// try post.$author.loaded?.name       // no await: loaded, or it throws
/// let draft = post.$author.build { $0.name = "Grace" }
/// ```
public struct BelongsToAssociation<Owner: Record, Target: AssociationTarget> {
  /// The record that the association belongs to.
  public let owner: Owner
  package let reflection: AssociationReflection

  /// The association of `owner`; `@Model` calls this.
  @inline(__always) public init(_ owner: Owner, _ declaration: BelongsToDeclaration<Owner, Target>) {
    self.owner = owner
    reflection = declaration.reflection(of: owner)
  }
}

/// A has_one of one record: `author.$profile`.
///
/// ```swift
/// try await author.$profile.set(profile)          // saves it, and takes the old one away, in one transaction
/// try await author.$profile.create { $0.bio = "…" }
/// ```
public struct HasOneAssociation<Owner: Record, Target: Record> {
  /// The record that the association belongs to.
  public let owner: Owner
  package let reflection: AssociationReflection

  /// The association of `owner`; `@Model` calls this.
  @inline(__always) public init(_ owner: Owner, _ declaration: HasOneDeclaration<Owner, Target>) {
    self.owner = owner
    reflection = declaration.reflection(of: owner)
  }
}

/// A has_many, has_many through or has_and_belongs_to_many of one record: `author.posts`.
///
/// It is a query that can be narrowed (`author.posts.where { … }`) and a collection that is loaded once and then kept.
///
/// ```swift
/// for try await post in author.posts { print(post.title) }
/// try await author.posts.append(draft)
/// try await author.posts.count()
/// ```
public struct ManyAssociation<Owner: Record, Element: Record, Extension> {
  /// The record that the association belongs to.
  public let owner: Owner
  /// The facts about the association.
  public let reflection: AssociationReflection

  /// The association of `owner`; `@Model` calls this.
  @inline(__always) public init(_ owner: Owner, _ declaration: HasManyDeclaration<Owner, Element>) {
    self.owner = owner
    reflection = declaration.reflection(of: owner)
  }

  /// The association of `owner`; `@Model` calls this.
  @inline(__always) public init(_ owner: Owner, _ declaration: HasAndBelongsToManyDeclaration<Owner, Element>) {
    self.owner = owner
    reflection = declaration.reflection(of: owner)
  }
}

extension ManyAssociation {
  /// The collection with another marker: what extends that one can be called on it.
  ///
  /// ```swift
  /// try await port.ships.extending(Counting.self).howMany()
  /// ```
  public func extending<Marker>(_ marker: Marker.Type) -> ManyAssociation<Owner, Element, Marker> {
    ManyAssociation<Owner, Element, Marker>(owner, reflection)
  }

  private init(_ owner: Owner, _ reflection: AssociationReflection) {
    self.owner = owner
    self.reflection = reflection
  }
}

/// The marker of collections without an extension of their own.
public enum Plain {}

extension RecordProtocol where Self: Record {
  /// A collection of the model: the type of `@HasMany` and `@HasAndBelongsToMany` properties.
  public typealias Many<Element: Record> = ManyAssociation<Self, Element, Plain>
  /// A collection that is extended by a marker of its own.
  public typealias ManyWith<Element: Record, Marker> = ManyAssociation<Self, Element, Marker>
}
