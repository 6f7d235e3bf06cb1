import Synchronization

/// Keys of several columns that associations of a table's rows go by.
///
/// Each gets an index of its own, below zero, and goes the ways of a single column with it: what reads and writes by index knows both.
final class KeyColumns: Sendable {
  struct Row: Sendable {
    let parts: [Int]
    let facts: ColumnFacts
  }
  private let key: Row?
  private let more = Mutex<[Row]>([])

  init(key: Row?) { self.key = key }

  /// The key with an index below zero. -1 is the primary key.
  func row(_ index: Int) -> Row {
    if index == -1, let key { return key }
    return more.withLock { $0[-2 - index] }
  }

  /// The index of the key with these columns, made on first use.
  func index(of parts: [Int], _ facts: () -> ColumnFacts) -> Int {
    if key?.parts == parts { return -1 }
    let row = Row(parts: parts, facts: facts())
    return more.withLock { rows in
      if let position = rows.firstIndex(where: { $0.parts == parts }) { return -2 - position }
      rows.append(row)
      return -1 - rows.count
    }
  }
}

extension ModelLayout {
  /// The column with an index, or the columns of a key.
  @inline(__always) package func column(at index: Int) -> ColumnFacts { index >= 0 ? columns[index] : keys.row(index).facts }

  /// The indexes of the single columns that an index stands for.
  @inline(__always) package func parts(of index: Int) -> [Int] { index >= 0 ? [index] : keys.row(index).parts }

  /// The index that stands for columns that are compared together.
  ///
  /// The first column alone, of a table whose key has several, is such a key too: index 0 stands for the whole one.
  package func index(ofKey parts: [Int]) -> Int {
    if parts.count == 1, parts[0] != 0 || keyIndex == 0 { return parts[0] }
    return keys.index(of: parts) { parts.count == 1 ? columns[parts[0]] : ColumnFacts(key: parts.map { columns[$0] }) }
  }

  /// The columns that become `NULL` where a key has no target any more: not those that the row itself is known by, nor those that cannot
  /// be `NULL`, unless there are no others.
  package func clearedParts(of index: Int) -> [Int] {
    let parts = parts(of: index)
    if parts.count == 1 { return parts }
    let others = keyParts.count == 1 ? parts : parts.filter { !keyParts.contains($0) }
    let some = others.isEmpty ? parts : others
    let optional = some.filter { columns[$0].isOptional }
    return optional.isEmpty ? some : optional
  }

  /// The index of the column, or the columns of a key, with a name in the database.
  package func index(ofNames name: String) -> Int? {
    let parts = KeyName.parts(name).compactMap { index(of: $0) }
    return parts.count == KeyName.parts(name).count ? index(ofKey: parts) : nil
  }

  /// The key's index: 0, or that of several columns.
  package var keyIndex: Int { keyParts.count == 1 ? 0 : -1 }
}

extension Record {
  /// The value of a column, or the values of a key; `NULL` where one of them is.
  @inline(__always) package final func value(at index: Int) -> DatabaseValue { index >= 0 ? _value(index) : row(at: index) }

  @inline(never) private func row(at index: Int) -> DatabaseValue {
    .key(facts.layout.parts(of: index).map { facts.isSet(self, $0) ? _value($0) : .null })
  }

  /// The value that a key had when the record was loaded or saved last.
  @inline(never) final func originalRow(at index: Int) -> DatabaseValue { .key(facts.layout.parts(of: index).map { original($0) }) }

  /// The key of the record's row as it was loaded or saved last.
  package final var originalKey: DatabaseValue { original(facts.layout.keyIndex) }

  /// Whether a column, or one of a key's, differs from what was loaded or saved last.
  package final func hasChanged(at index: Int) -> Bool {
    index >= 0 ? changedSet.contains(index) : facts.layout.parts(of: index).contains { changedSet.contains($0) }
  }

  /// Sets the columns of a key.
  @inline(never) final func writeRow(_ index: Int, _ value: DatabaseValue) throws {
    let layout = facts.layout
    if value.isNull { return try layout.clearedParts(of: index).forEach { try write($0, .null) } }
    for (part, value) in zip(layout.parts(of: index), value.parts) where _value(part) != value || isNew { try write(part, value) }
  }
}
