// A function for each type of column.

extension TableDefinition {
  /// Text of one line.
  ///
  /// ```swift
  /// t.string("email", limit: 200, null: false, unique: true)
  /// // "email" VARCHAR(200) NOT NULL
  /// // CREATE UNIQUE INDEX "index_authors_on_email" ON "authors" ("email")
  /// ```
  public mutating func string(
    _ name: String, limit: Int? = nil, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, limit.map { .string(limit: $0) } ?? .string, null: null, default: `default`, unique: unique, index: index)
  }

  /// An exact number.
  ///
  /// ```swift
  /// t.decimal("price", precision: 8, scale: 2)
  /// // "price" DECIMAL(8, 2)
  /// ```
  public mutating func decimal(
    _ name: String, precision: Int? = nil, scale: Int = 0, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false,
    index: Bool = false
  ) {
    let type = precision.map { ColumnType.decimal(precision: $0, scale: scale) } ?? .decimal
    column(name, type, null: null, default: `default`, unique: unique, index: index)
  }

  /// Text of any length.
  public mutating func text(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .text, null: null, default: `default`, unique: unique, index: index)
  }

  /// A whole number.
  public mutating func integer(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .integer, null: null, default: `default`, unique: unique, index: index)
  }

  /// A whole number of 64 bits.
  public mutating func bigint(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .bigint, null: null, default: `default`, unique: unique, index: index)
  }

  /// A floating-point number.
  public mutating func double(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .double, null: null, default: `default`, unique: unique, index: index)
  }

  /// A truth value.
  public mutating func boolean(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .boolean, null: null, default: `default`, unique: unique, index: index)
  }

  /// A day.
  public mutating func date(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .date, null: null, default: `default`, unique: unique, index: index)
  }

  /// A moment in time.
  public mutating func datetime(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .datetime, null: null, default: `default`, unique: unique, index: index)
  }

  /// Bytes.
  public mutating func binary(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .binary, null: null, default: `default`, unique: unique, index: index)
  }

  /// A universally unique identifier.
  public mutating func uuid(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .uuid, null: null, default: `default`, unique: unique, index: index)
  }

  /// A JSON document.
  public mutating func json(
    _ name: String, null: Bool = true, default: ColumnDefault? = nil, unique: Bool = false, index: Bool = false
  ) {
    column(name, .json, null: null, default: `default`, unique: unique, index: index)
  }
}
