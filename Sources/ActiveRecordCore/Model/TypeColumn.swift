/// The storage of the column that says which class a polymorphic association points at; models have none.
///
/// A macro cannot see whether `Attachable` in `@BelongsTo var attachable: Attachable?` is a model or a set of models. The
/// type tells: its `_TypeColumn` is either ``PolymorphicTypeColumn`` or ``NoTypeColumn``, which takes no room.
public protocol TypeColumnStorage {
  init()
  /// The column, or none.
  static func columns(_ property: String, name: String?) -> [ColumnFacts]
  /// Takes the column's value from a row.
  mutating func decode(_ row: Row, _ facts: ModelFacts, _ local: Int) throws
  /// The value, if `index` is the column's.
  func value(_ index: Int, _ facts: ModelFacts, _ local: Int) -> DatabaseValue?
  /// Takes a value, if `index` is the column's.
  mutating func assign(_ index: Int, _ facts: ModelFacts, _ local: Int, _ value: DatabaseValue) throws -> Bool
}

/// The absent type column of an association that points at one class.
@frozen public struct NoTypeColumn: TypeColumnStorage {
  @inlinable public init() {}
  /// A placeholder that keeps the positions of the columns after it.
  public static func columns(_ property: String, name: String? = nil) -> [ColumnFacts] { [ColumnFacts(placeholder: property)] }
  @inlinable public mutating func decode(_ row: Row, _ facts: ModelFacts, _ local: Int) throws {}
  @inlinable public func value(_ index: Int, _ facts: ModelFacts, _ local: Int) -> DatabaseValue? { nil }
  @inlinable public mutating func assign(_ index: Int, _ facts: ModelFacts, _ local: Int, _ value: DatabaseValue) throws -> Bool { false }
}

/// The type column of a polymorphic association.
@frozen public struct PolymorphicTypeColumn: TypeColumnStorage {
  /// The name of the class.
  public var name: String?
  @inlinable public init() {}
  /// The column `attachable_type` for the property `attachableType`.
  public static func columns(_ property: String, name: String? = nil) -> [ColumnFacts] {
    [ColumnFacts(property, String?.self, name: name)]
  }
  public mutating func decode(_ row: Row, _ facts: ModelFacts, _ local: Int) throws {
    name = try row[facts.index(ofTrailing: local)]
  }
  public func value(_ index: Int, _ facts: ModelFacts, _ local: Int) -> DatabaseValue? {
    index == facts.index(ofTrailing: local) ? name.databaseValue : nil
  }
  public mutating func assign(_ index: Int, _ facts: ModelFacts, _ local: Int, _ value: DatabaseValue) throws -> Bool {
    guard index == facts.index(ofTrailing: local) else { return false }
    name = try Optional(databaseValue: value)
    return true
  }
}

extension RecordProtocol where Self: Record {
  public typealias _TypeColumn = NoTypeColumn
}

/// A closed set of models that an association can point at; `@Polymorphic` makes an enum one.
///
/// ```swift
/// @Polymorphic enum Attachable { case post(Post), author(Author) }
/// @Model class Asset: Record { @BelongsTo var attachable: Attachable? }
/// // assets.attachable_id, assets.attachable_type
/// ```
public protocol PolymorphicTarget: AssociationTarget {
  /// The models of the set.
  static var classes: [Record.Type] { get }
  /// The case for a record, if its class is in the set.
  init?(_ record: Record)
  /// The record inside.
  var record: Record { get }
}

extension PolymorphicTarget {
  public typealias _TypeColumn = PolymorphicTypeColumn
  public typealias ID = Int
}
