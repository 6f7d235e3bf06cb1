/// The overrides that read rows, and read and write columns by index.
extension ModelEmitter {
  var rowAccess: [String] {
    if layout.columns.isEmpty && layout.typeColumns.isEmpty { return [] }
    return [decode, value, assign]
  }

  /// The columns that are not the key, each with its place among them.
  private var places: [(place: Int, column: ColumnDeclaration)] {
    layout.columns.filter { !$0.isKey }.enumerated().map { (hasFixedIndexes ? $0 + 1 : $0, $1) }
  }
  private var keyStorage: String? { layout.columns.first.flatMap { $0.isKey ? $0.storage : nil } }
  private var offset: String { hasFixedIndexes || places.isEmpty ? "" : "let o = \(className).__facts._offset; " }
  private var subject: String { hasFixedIndexes ? "i" : "i - o" }

  private var decode: String {
    var code = "try super._decode(row)"
    if let keyStorage { code += "; \(keyStorage) = try row[0]" }
    for (place, column) in places { code += "; \(column.storage) = try row[\(hasFixedIndexes ? "" : "o + ")\(place)]" }
    for column in layout.typeColumns { code += "; try \(column.storage).decode(row, \(className).__facts, \(column.local))" }
    return "\(access)override func _decode(_ row: ActiveRecord.Row) throws { \(offset)\(code) }"
  }

  private var value: String {
    let rest = layout.typeColumns.map { "\($0.storage).value(i, \(className).__facts, \($0.local)) ?? " }.joined() + "super._value(i)"
    let body = branches(rest: "return \(rest)", isFunction: true) { "return \($0.storage).databaseValue" }
    return "\(access)override func _value(_ i: Swift.Int) -> ActiveRecord.DatabaseValue { \(body) }"
  }

  private var assign: String {
    let tests = layout.typeColumns.map { "try !\($0.storage).assign(i, \(className).__facts, \($0.local), v)" }.joined(separator: ", ")
    let rest = tests.isEmpty ? "try super._assign(i, v)" : "if \(tests) { try super._assign(i, v) }"
    let body = branches(rest: rest, isFunction: false) {
      "\($0.storage) = try \($0.isOptional ? "(\($0.type))" : "").init(databaseValue: v)"
    }
    return "\(access)override func _assign(_ i: Swift.Int, _ v: ActiveRecord.DatabaseValue) throws { \(body) }"
  }

  /// A switch over the index of a column, with `rest` for the indexes of other classes.
  private func branches(rest: String, isFunction: Bool, _ code: (ColumnDeclaration) -> String) -> String {
    var body = offset
    var cases = places.map { "case \($0.place): \(code($0.column))\n" }.joined()
    if let key = layout.columns.first, key.isKey {
      if hasFixedIndexes {
        cases = "case 0: \(code(key))\n" + cases
      } else {
        body += "if i == 0 { \(code(key))\(isFunction ? "" : "; return") }\n"
      }
    }
    return cases.isEmpty ? body + rest : "\(body)switch \(subject) { \(cases)default: \(rest) }"
  }
}
