/// A column that is an array of PostgreSQL: `text[]`, `bigint[]`, `timestamptz[]`.
///
/// ```swift
/// @Model class Article: Record {
///   var tags: PostgreSQLArray<String> = []      // schema: table.column("tags", "TEXT[]", null: false)
///   var ratings: PostgreSQLArray<Int?> = []     // elements that may be NULL
/// }
///
/// article.tags.append("swift")
/// try await Article.where { $0.tags.contains("swift") }.load()
/// // SELECT … FROM "articles" WHERE $1 = ANY("articles"."tags")
/// ```
///
/// Arrays have one dimension; where PostgreSQL counts from another number than 1, that is not kept.
public struct PostgreSQLArray<Element: ColumnValue>: ColumnValue {
  /// The elements.
  public var elements: [Element]

  /// An array with these elements.
  public init(_ elements: some Sequence<Element>) { self.elements = Array(elements) }

  /// The array as PostgreSQL writes it: `{1,2,NULL}`.
  public var databaseValue: DatabaseValue { .text(PostgreSQLArrayText.text(elements.map(\.databaseValue))) }

  /// The array that PostgreSQL wrote.
  ///
  /// - Throws: `ValueError` where it is none, has several dimensions, or an element does not fit.
  public init(databaseValue: DatabaseValue) throws {
    guard case .text(let text) = databaseValue, let parts = PostgreSQLArrayText.parts(text) else {
      throw ValueError(databaseValue, expected: "an array of one dimension")
    }
    elements = try parts.map { part in
      guard let part else { return try Element(databaseValue: .null) }
      return try Element(databaseValue: Element.columnKind == .bytes ? .bytes(PostgreSQLArrayText.bytes(part)) : .text(part))
    }
  }
}

extension PostgreSQLArray: RandomAccessCollection, MutableCollection, RangeReplaceableCollection, ExpressibleByArrayLiteral {
  /// An empty array.
  public init() { elements = [] }
  /// The elements between brackets.
  public init(arrayLiteral elements: Element...) { self.elements = elements }
  /// 0.
  public var startIndex: Int { 0 }
  /// How many elements there are.
  public var endIndex: Int { elements.count }
  /// The element at a place, counted from 0.
  public subscript(position: Int) -> Element {
    get { elements[position] }
    set { elements[position] = newValue }
  }
  /// Puts other elements in the place of some.
  public mutating func replaceSubrange(_ range: Range<Int>, with elements: some Collection<Element>) {
    self.elements.replaceSubrange(range, with: elements)
  }
}

extension PostgreSQLArray: Hashable where Element: Hashable {}
