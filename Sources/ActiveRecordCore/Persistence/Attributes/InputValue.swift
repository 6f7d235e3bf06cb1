#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Input from outside, before anyone says what it means.
enum InputValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([InputValue])
  /// Keys that are numbers stand in the order of the numbers, others by name: JSON objects have no order.
  case object([(key: String, value: InputValue)])

  init(json: some Sequence<UInt8>) throws {
    do { self = try JSONDecoder().decode(Self.self, from: Data(json)) } catch {
      throw InputError(path: "JSON", message: "the text is no JSON document")
    }
  }

  /// The value for a column, where it is none with parts.
  var databaseValue: DatabaseValue? {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .int(value)
    case .number(let value): .double(value)
    case .text(let value): .text(value)
    case .list, .object: nil
    }
  }

  /// Whether a mark is set: anything but false, 0, "0", "f", "false", "off", an empty text and nothing.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .integer(let value): value != 0
    case .text(let value): !["", "0", "f", "false", "off"].contains(value.lowercased())
    case .number, .list, .object: true
    }
  }

  /// What kind of value this is, in words and without the value itself.
  var kindName: String {
    switch self {
    case .null: "nothing"
    case .bool: "a truth value"
    case .integer, .number: "a number"
    case .text: "text"
    case .list: "a list"
    case .object: "an object"
    }
  }

  private static func sorted(_ members: [(key: String, value: InputValue)]) -> [(key: String, value: InputValue)] {
    members.sorted { left, right in
      if let (a, b) = Int(left.key).flatMap({ a in Int(right.key).map { (a, $0) } }) { return a < b }
      return left.key < right.key
    }
  }
}

extension InputValue: Decodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Key.self) {
      self = .object(Self.sorted(try object.allKeys.map { ($0.stringValue, try object.decode(Self.self, forKey: $0)) }))
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var values: [InputValue] = []
      while !list.isAtEnd { values.append(try list.decode(Self.self)) }
      self = .list(values)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .null
    } else if let value = try? single.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? single.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? single.decode(Double.self) {
      self = .number(value)
    } else {
      self = .text(try single.decode(String.self))
    }
  }
}

extension InputValue {
  /// The fields of a form, `posts[0][title]` as parts of objects.
  ///
  /// - Throws: ``InputError`` for more than 4,096 fields: nobody types so many.
  init(form: String) throws {
    var root = InputValue.object([])
    let fields = form.split(separator: "&")
    if fields.count > 4096 { throw InputError(path: "form", message: "more than 4096 fields are not taken") }
    for field in fields {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let path = Self.path(Self.decoded(parts[0]))
      root.set(path[...], .text(parts.count > 1 ? Self.decoded(parts[1]) : ""))
    }
    self = root.inOrder
  }

  /// The value with the members of objects in order.
  private var inOrder: InputValue {
    guard case .object(let members) = self else { return self }
    return .object(Self.sorted(members.map { ($0.key, $0.value.inOrder) }))
  }

  /// The text behind `%20` and `+`.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count > 1, let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `posts[0][title]` is `posts`, `0`, `title`.
  private static func path(_ name: String) -> [String] {
    let parts = name.split(separator: "[", omittingEmptySubsequences: false)
    return [String(parts[0])] + parts.dropFirst().map { String($0.hasSuffix("]") ? $0.dropLast() : $0) }
  }

  /// Puts a field where its path leads. A path of many steps is cut, so that nobody fills the stack.
  private mutating func set(_ path: ArraySlice<String>, _ value: InputValue) {
    guard let first = path.first, path.count <= 32 else { return }
    guard case .object(var members) = self else { return }
    let position = first.isEmpty ? Self.openMember(members, path.dropFirst().first) : members.firstIndex { $0.key == first }
    let key = first.isEmpty ? "\(members.count)" : first
    if path.count == 1 {
      if let position { members[position].value = value } else { members.append((key, value)) }
    } else {
      var child = position.map { members[$0].value } ?? .object([])
      if case .object = child {} else { child = .object([]) }
      child.set(path.dropFirst(), value)
      if let position { members[position].value = child } else { members.append((key, child)) }
    }
    self = .object(members)
  }

  /// The member that `posts[][title]` goes on with: the last one, as long as it has no title yet.
  private static func openMember(_ members: [(key: String, value: InputValue)], _ next: String?) -> Int? {
    guard let next, let last = members.last, case .object(let fields) = last.value, !fields.contains(where: { $0.key == next }) else {
      return nil
    }
    return members.count - 1
  }
}
