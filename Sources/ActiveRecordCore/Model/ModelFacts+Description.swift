// What tools ask a model: its columns and its place among the classes that share a table.

extension ModelFacts {
  /// The columns that instances of exactly this class have, in order of declaration; the key first.
  ///
  /// ```swift
  /// Post.modelFacts.columns.map(\.name)   // ["id", "title", "views", "author_id"]
  /// ```
  public var columns: [ColumnFacts] { ownIndexes.map { layout.columns[$0] } }

  /// The columns that hold what a record is about: no key, no foreign key, no class of a row, no counter.
  ///
  /// ```swift
  /// Post.modelFacts.contentColumns.map(\.name)   // ["title", "views"]
  /// ```
  public var contentColumns: [ColumnFacts] {
    let type = layout.typeIndex.map { layout.columns[$0].name }
    return columns.filter { column in
      !column.isKey && !column.isKeyPart && column.name != type && !["_id", "_count"].contains { column.name.hasSuffix($0) }
    }
  }

  /// The column of a name, in the database or in the class; `nil` where there is none.
  public func column(named name: String) -> ColumnFacts? { columns.first { $0.name == name || $0.property == name } }

  /// The class's name as people read it: `PriceEstimate` is `Price estimate`.
  public var humanName: String { Inflector.humanized(name.split(separator: ".").last.map(String.init) ?? name) }

  /// The class that owns the table: the highest one that is not abstract. Of an abstract class, that class.
  public var base: Record.Type { root.type }

  /// Whether the class owns its table, or is abstract; a subclass that shares one does neither.
  public var isBase: Bool { root === self }

  /// The name of the column that holds the class of a row; `nil` where all rows are of one class.
  public var typeColumnName: String? { layout.typeIndex.map { layout.columns[$0].name } }
}

extension ColumnFacts {
  /// The column's name as people read it: `author_name` is `Author name`.
  public var humanName: String { Inflector.humanized(name) }
}

extension RecordProtocol where Self: Record {
  /// What is known about the model: its table, its columns, and its place among the classes that share the table.
  ///
  /// ```swift
  /// Post.modelFacts.tableName        // "posts"
  /// GuestPost.modelFacts.base        // Page.self
  /// ```
  public static var modelFacts: ModelFacts { _facts }
}
