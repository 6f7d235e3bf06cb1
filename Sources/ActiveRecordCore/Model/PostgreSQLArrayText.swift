#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Arrays in PostgreSQL's textual form: `{1,NULL,"a \"b\""}`.
enum PostgreSQLArrayText {
  static func text(_ values: [DatabaseValue]) -> String {
    var text = "{"
    for (index, value) in values.enumerated() {
      if index > 0 { text += "," }
      append(value, to: &text)
    }
    return text + "}"
  }

  private static func append(_ value: DatabaseValue, to text: inout String) {
    switch value {
    case .null, .row: text += "NULL"
    case .bool(let flag): text += flag ? "t" : "f"
    case .int(let number): text += String(number)
    case .double(let number): text += number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : number.isNaN ? "NaN" : String(number)
    case .decimal(let number): text += number.isNaN ? "NaN" : number.description
    case .uuid(let uuid): text += uuid.uuidString.lowercased()
    case .date(let date): appendQuoted(UTCTimestamp.text(date) + "+00", to: &text)
    case .bytes(let bytes): appendQuoted("\\x" + bytes.map(hexadecimal).joined(), to: &text)
    case .text(let part), .json(let part): appendQuoted(part, to: &text)
    }
  }

  private static func appendQuoted(_ part: String, to text: inout String) {
    text += "\""
    for character in part.unicodeScalars {
      if character == "\"" || character == "\\" { text += "\\" }
      text.unicodeScalars.append(character)
    }
    text += "\""
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// The elements, `nil` for `NULL`; nothing where the text is no array of one dimension.
  static func parts(_ text: String) -> [String?]? {
    var rest = Substring(text).utf8
    // `[2:3]={…}` where the array does not begin at 1.
    if rest.first == UInt8(ascii: "["), let sign = rest.firstIndex(of: UInt8(ascii: "=")) { rest = rest[rest.index(after: sign)...] }
    guard rest.popFirst() == UInt8(ascii: "{") else { return nil }
    var parts: [String?] = []
    if rest.first == UInt8(ascii: "}") { return rest.count == 1 ? [] : nil }
    while true {
      guard let part = element(&rest) else { return nil }
      parts.append(part)
      switch rest.popFirst() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "}"): return rest.isEmpty ? parts : nil
      default: return nil
      }
    }
  }

  private static func element(_ rest: inout Substring.UTF8View) -> String?? {
    if rest.first == UInt8(ascii: "{") { return nil }
    var bytes: [UInt8] = []
    guard rest.first == UInt8(ascii: "\"") else {
      while let byte = rest.first, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}") { bytes.append(rest.removeFirst()) }
      let word = String(decoding: bytes, as: UTF8.self)
      return .some(word == "NULL" ? nil : word)
    }
    rest.removeFirst()
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { if let next = rest.popFirst() { bytes.append(next) } } else { bytes.append(byte) }
    }
    return .some(String(decoding: bytes, as: UTF8.self))
  }

  /// `\x0a0b` as bytes.
  static func bytes(_ text: String) -> Data {
    let digits = Array(text.utf8.dropFirst(2))
    return Data(stride(from: 0, to: digits.count - 1, by: 2).map { digit(digits[$0]) << 4 | digit(digits[$0 + 1]) })
  }

  private static func digit(_ byte: UInt8) -> UInt8 { byte < 58 ? byte &- 48 : (byte | 32) &- 87 }
}
