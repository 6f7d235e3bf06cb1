/// Writes statements as text with placeholders, gathering the values in the same order.
public struct Renderer {
  let dialect: Dialect
  /// Whether values are written as literals, for reading only.
  let showsValues: Bool
  /// What stands around names, and its one byte.
  private let quote: String
  private let quoteByte: UInt8
  var text = ""
  var bindings: [DatabaseValue] = []
  /// What the root table and the joined ones are called in the statement that is being written.
  var scope = Scope()
  /// The scopes of the statements around it, the nearest last.
  var outerScopes: [Scope] = []

  struct Scope {
    var root: String?
    var rootTable: String?
    /// Whether the statement is an update or a delete.
    var isWriting = false
    var paths: [[String]: String] = [:]
  }

  /// A renderer for a dialect.
  ///
  /// - Parameter showsValues: whether values are written as literals; such text is for reading, not for running.
  public init(_ dialect: Dialect, showsValues: Bool = false) {
    self.dialect = dialect
    self.showsValues = showsValues
    quote = String(dialect.identifierQuote)
    quoteByte = dialect.identifierQuote.asciiValue ?? 34
    text.reserveCapacity(128)
  }

  /// What was written so far.
  public var result: RenderedSQL { RenderedSQL(text, bindings) }

  mutating func write(_ part: String) { text += part }

  mutating func list<Element>(_ elements: [Element], separator: String = ", ", _ each: (inout Renderer, Element) -> Void) {
    for (index, element) in elements.enumerated() {
      if index > 0 { write(separator) }
      each(&self, element)
    }
  }

  /// Writes a name; nearly all hold no quote, and are written without making the quoted text first.
  mutating func identifier(_ name: String) {
    if name.utf8.contains(quoteByte) { return write(dialect.quote(name)) }
    write(quote)
    write(name)
    write(quote)
  }

  /// Writes a table's name, part by part.
  mutating func table(_ name: String) {
    if name.utf8.contains(46) { write(dialect.quoteTable(name)) } else { identifier(name) }
  }

  mutating func bind(_ value: DatabaseValue) {
    if case .row(let values) = value { return rowValue(values.map { .value($0) }) }
    if showsValues { return write(value.description) }
    bindings.append(value)
    switch dialect.placeholder {
    case .question: write("?")
    case .dollar: write("$\(bindings.count)")
    }
  }

  /// Writes a column; those of a key one after the other.
  mutating func column(_ column: ColumnReference) {
    if let parts = column.parts { return list(parts) { $0.column($1) } }
    if let table = name(of: column.table, in: scope, outer: outerScopes[...]) {
      self.table(table)
      write(".")
    }
    identifier(column.name)
  }

  /// What a table is called; `nil` for a bare column.
  func name(of table: TableTag, in scope: Scope, outer: ArraySlice<Scope>) -> String? {
    switch table {
    case .root: scope.root
    case .table(let name): name == scope.rootTable ? scope.root ?? name : name
    case .path(let path): scope.paths[path] ?? path.last ?? ""
    case .alias(let alias): alias
    case .none: nil
    case .outer(let inner): name(of: inner, in: outer.last ?? scope, outer: outer.dropLast())
    }
  }

  mutating func raw(_ sql: SQL) {
    for fragment in sql.fragments {
      switch fragment {
      case .text(let text): write(text)
      case .value(let value): bind(value)
      case .column(let reference): column(reference)
      case .identifier(let name): identifier(name)
      case .expression(let inner): expression(inner)
      }
    }
  }
}
