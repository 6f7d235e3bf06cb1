// What can be a key of a model, and what is said where there is no record with one.

import Foundation

extension ModelFacts {
  /// Refuses keys that cannot be keys of this model: of another kind, or optional.
  func checkKeys<Key: ColumnValue>(of type: Key.Type) throws {
    if layout.keyParts.count > 1 { throw ofOtherTypes }
    if Key.columnKind == layout.key.kind, !(Key.self is any OptionalColumnValue.Type) { return }
    throw noKey("\(type) is another type")
  }

  /// Refuses keys of several columns that cannot be keys of this model.
  func checkKeys(of types: [any ColumnValue.Type]) throws {
    let columns = layout.keyParts.map { layout.columns[$0] }
    if columns.map(\.kind) == types.map({ $0.columnKind }) { return }
    throw ofOtherTypes
  }

  /// Refuses values that are the key of another number of columns than this model's.
  func checkShape(of keys: [DatabaseValue]) throws {
    let count = layout.keyParts.count
    if count == 1 || keys.allSatisfy({ $0.isNull || $0.parts.count == count }) { return }
    throw ofOtherTypes
  }

  private var ofOtherTypes: ModelError {
    let list = layout.keyParts.map { "\(layout.columns[$0].property): \(layout.columns[$0].type)" }.joined(separator: ", ")
    return ModelError(.valueMismatch, model: name, member: layout.key.property, "the key is (\(list)): give keys of these types")
  }

  /// Keys as a form gives them: blank ones are left out, text becomes what the key is.
  func keys<Key: ColumnValue>(given keys: [Key]) throws -> [DatabaseValue] {
    if layout.keyParts.count > 1 { throw ofOtherTypes }
    if Key.columnKind != layout.key.kind, Key.columnKind != .text { throw noKey("\(Key.self) is another type") }
    return try keys.map(\.databaseValue).filter { !$0.isBlankKey }.map { key in
      guard let value = key.asKey(layout.key.kind) else { throw noKey("a text that was given is none") }
      return value
    }
  }

  private func noKey(_ reason: String) -> ModelError {
    ModelError(
      .valueMismatch, model: name, member: layout.key.property,
      "the key is of type \(layout.key.type), and \(reason): give keys of type \(layout.key.type)")
  }

  func notFound(_ keys: [DatabaseValue], conditions: Bool) -> RecordNotFound {
    let names = keys.map(\.description).joined(separator: ", ")
    let name = layout.keyIndex == 0 ? layout.key.name : "(\(KeyName.shown(layout.key.name)))"
    let plural = keys.count == 1 ? "with \(name) = \(names)" : "with \(name) among (\(names))"
    return RecordNotFound(
      model: self.name, keys: keys, "\(self.name): there is no record \(plural)" + (conditions ? " that fulfils the conditions" : ""))
  }
}

extension DatabaseValue {
  /// The value as a key's column holds it: text as the number or UUID that it spells; `nil` where it spells none.
  func asKey(_ kind: ColumnKind) -> DatabaseValue? {
    guard case .text(let text) = self else { return self }
    switch kind {
    case .integer: return Int64(text).map { .int($0) }
    case .uuid: return UUID(uuidString: text).map { .uuid($0) }
    default: return self
    }
  }

  fileprivate var isBlankKey: Bool {
    if case .text(let text) = self { text.allSatisfy(\.isWhitespace) } else { isNull }
  }
}
