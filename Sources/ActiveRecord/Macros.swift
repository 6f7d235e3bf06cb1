// The attributes of models.

/// Makes a class a model: an object for each row of a table.
///
/// Every stored `var` is a column, named after the property in snake case. Associations, the key and what is no column have
/// attributes of their own.
///
/// ```swift
/// @Model class Post: Record {
///   var title: String                   // posts.title, NOT NULL
///   var subtitle: String?               // may be NULL
///   var views = 0                       // a literal tells the type
///   @BelongsTo var author: Author?      // posts.author_id
///   @HasMany var replies: Many<Reply>
/// }
/// let post = Post(title: "Hello", author: ada)
/// try await post.save()
/// // INSERT INTO "posts" ("title", "views", "author_id") VALUES (?, 0, ?)
/// Post.where { $0.title == "Hello" }
/// // SELECT … FROM "posts" WHERE "posts"."title" = ?
/// ```
///
/// A column that is neither optional nor has a default must be of a type with an empty value (numbers, `Bool`, `String`, `Data`, `Date`,
/// `UUID`, `Decimal`, enums without payload, structures of numbers): reading it before it was set gives that value, an enum's first case, and
/// saving the record then is an error. The class gets an initialiser
/// with a parameter for each column and each association to one record, unless it has one already. Validations and callbacks are declared
/// in `static func rules(_:)`, which stands in the class or in an extension of it in the same module.
///
/// Targets that read associations from actors enable the upcoming feature `NonisolatedNonsendingByDefault`; the macro warns where it is
/// missing.
///
/// - Parameters:
///   - table: The table's name; the class's in snake case and in the plural where it is left out.
///   - primaryKey: The column of the integer key; `id` where it is left out. Keys of other types are declared with ``PrimaryKey(_:)``.
///   - typeColumn: The column that holds the class of a row; `type` where it is left out and there are subclasses.
///   - storedName: What columns that hold classes say for this one (`type`, `attachable_type`); the class's name where it is left out.
///   - abstract: Whether the class has no table of its own, and only passes on what it declares.
///   - subclasses: The subclasses that share the table.
@attached(member, names: arbitrary)
@attached(memberAttribute)
public macro Model(
  table: String? = nil, primaryKey: String? = nil, typeColumn: String? = nil, storedName: String? = nil, abstract: Bool = false,
  subclasses: Record.Type...
) = #externalMacro(module: "ActiveRecordMacros", type: "ModelMacro")

/// Names the column of a property, where it does not follow from the property's name.
///
/// ```swift
/// @Model(table: "Album") class Album: Record {
///   @Column("Title") var title: String
/// }
/// // SELECT "Album"."id", "Album"."Title" FROM "Album"
/// ```
///
/// - Parameter name: The column's name.
@attached(accessor)
public macro Column(_ name: String? = nil) = #externalMacro(module: "ActiveRecordMacros", type: "ColumnMacro")

/// Declares a primary key that is no integer named `id`.
///
/// ```swift
/// @Model class Country: Record {
///   @PrimaryKey var code: String
///   @HasMany var cities: Many<City>      // cities.country_id holds a code
/// }
/// let country = try await Country.find("DE")
/// // SELECT … FROM "countries" WHERE "countries"."code" = ? LIMIT 1
/// ```
///
/// A default (`= UUID()`) gives new records their key.
///
/// - Parameter name: The column's name, where it does not follow from the property's.
@attached(accessor)
public macro PrimaryKey(_ name: String? = nil) = #externalMacro(module: "ActiveRecordMacros", type: "PrimaryKeyMacro")

/// Marks a property as no column: it lives in memory only.
///
/// ```swift
/// @Model class Post: Record {
///   var title: String
///   @Transient var preview: String?
/// }
/// // SELECT "posts"."id", "posts"."title" FROM "posts"
/// ```
@attached(peer)
public macro Transient() = #externalMacro(module: "ActiveRecordMacros", type: "TransientMacro")

/// Declares that the row holds the key of another one.
///
/// ```swift
/// @Model class Post: Record {
///   @BelongsTo var author: Author?                                           // posts.author_id; `Author` without ? is required
///   @BelongsTo var editor: Author? = .belongs(foreignKey: \.reviewerID)
///   var reviewerID: Author.ID?
/// }
/// let name = try await post.author?.name        // loads once, for all records that were loaded with `post`
/// // SELECT … FROM "authors" WHERE "authors"."id" IN (?, …)
/// ```
///
/// The class gets the property `authorID` for the key, unless it declares one, and `$author` for everything but reading:
/// `post.$author.set(ada)`, `build`, `create`, `reload`, `isLoaded`, `loaded`. The type of the target decides whether the association is
/// polymorphic: an enum with ``Polymorphic()`` is a closed set of models, and `Record` any model; both add the column `author_type`.
@attached(accessor)
public macro BelongsTo() = #externalMacro(module: "ActiveRecordMacros", type: "BelongsToMacro")

/// Declares that one row of another table holds the key of this one.
///
/// ```swift
/// @Model class Author: Record {
///   @HasOne var profile: Profile? = .has(dependent: .destroy)                // profiles.author_id
///   @HasOne var avatar: Avatar? = .through(\.profile)
/// }
/// let bio = try await author.profile?.bio
/// // SELECT … FROM "profiles" WHERE "profiles"."author_id" IN (?, …)
/// ```
///
/// The class gets `$profile` for everything but reading: `try await author.$profile.set(profile)`, `build`, `create`, `reload`, `isLoaded`,
/// `loaded`.
@attached(accessor)
public macro HasOne() = #externalMacro(module: "ActiveRecordMacros", type: "HasOneMacro")

/// Declares that any number of rows of another table hold the key of this one.
///
/// ```swift
/// @Model class Author: Record {
///   @HasMany var posts: Many<Post> = .has(dependent: .destroy, inverse: \.author)
///   @HasMany var published: Many<Post> = .has { $0.where { $0.published == true } }
///   @HasMany var replies: Many<Reply> = .through(\.posts)
/// }
/// for try await post in author.posts { print(post.title) }
/// // SELECT … FROM "posts" WHERE "posts"."author_id" IN (?, …)
/// try await author.posts.append(draft)
/// ```
///
/// The property is a collection and a query at once; see `ManyAssociation`. `ManyWith<Post, Marker>` lets an extension add to one
/// association.
@attached(accessor)
public macro HasMany() = #externalMacro(module: "ActiveRecordMacros", type: "HasManyMacro")

/// Declares that a table of pairs connects the rows of two tables.
///
/// ```swift
/// @Model class Post: Record { @HasAndBelongsToMany var topics: Many<Topic> }
/// @Model class Topic: Record { @HasAndBelongsToMany var posts: Many<Post> }
/// try await post.topics.append(swift)
/// // INSERT INTO "posts_topics" ("post_id", "topic_id") VALUES (?, ?)
/// ```
///
/// A connection with columns of its own is a model, and the association a `@HasMany` that goes `.through` it.
@attached(accessor)
public macro HasAndBelongsToMany() = #externalMacro(module: "ActiveRecordMacros", type: "HasAndBelongsToManyMacro")

/// Makes an enum a closed set of models that a belongs_to can point at.
///
/// ```swift
/// @Polymorphic enum Attachable { case post(Post), author(Author) }
/// @Model class Asset: Record { @BelongsTo var attachable: Attachable? }      // attachable_id, attachable_type
///
/// switch try await asset.attachable {
/// case .post(let post): print(post.title)
/// case .author(let author): print(author.name)
/// case nil: break
/// }
/// ```
@attached(member, names: named(classes), named(init), named(record))
@attached(extension, conformances: PolymorphicTarget)
public macro Polymorphic() = #externalMacro(module: "ActiveRecordMacros", type: "PolymorphicMacro")
