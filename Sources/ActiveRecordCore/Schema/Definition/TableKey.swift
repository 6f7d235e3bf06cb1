/// The primary key of a new table.
///
/// ```swift
/// schema.createTable("posts") { … }                                        // "id", counted up by the database
/// schema.createTable("albums", primaryKey: .integer("AlbumId")) { … }
/// schema.createTable("countries", primaryKey: .string("code")) { … }
/// schema.createTable("stays", primaryKey: .none) { … }                     // no key, and no column for one
/// ```
public struct TableKey: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case integer(String)
    case column(String, ColumnType)
    case composite([String])
    case none
  }
  let kind: Kind

  private init(_ kind: Kind) { self.kind = kind }

  /// A number called `id` that the database counts up, and never gives out again.
  public static let integer = TableKey(.integer("id"))
  /// A UUID called `id`, which a model sets when it is saved for the first time.
  public static let uuid = TableKey(.column("id", .uuid))
  /// No primary key: for tables that join others.
  public static let none = TableKey(.none)

  /// A number that the database counts up.
  public static func integer(_ name: String) -> TableKey { TableKey(.integer(name)) }
  /// A UUID.
  public static func uuid(_ name: String) -> TableKey { TableKey(.column(name, .uuid)) }
  /// Text that the application sets.
  public static func string(_ name: String) -> TableKey { TableKey(.column(name, .string)) }
  /// A key of any type that the application sets.
  public static func column(_ name: String, _ type: ColumnType) -> TableKey { TableKey(.column(name, type)) }
  /// Several columns of the table, which its block defines.
  public static func composite(_ columns: String...) -> TableKey { TableKey(.composite(columns)) }
}
