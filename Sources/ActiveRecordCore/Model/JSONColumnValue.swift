#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A `Codable` type that is stored as a JSON document.
///
/// ```swift
/// struct Address: JSONColumnValue { var street: String; var city: String }
/// @Model class Customer: Record { var address: Address? }
/// ```
public protocol JSONColumnValue: ColumnValue, Codable {}

extension JSONColumnValue {
  /// The document, with its keys sorted so that equal values are equal texts; `NULL` where it cannot be encoded.
  public var databaseValue: DatabaseValue {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // JSON has no such numbers, and the whole document would be lost with one.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    guard let data = try? encoder.encode(self) else { return .null }
    return .json(String(decoding: data, as: UTF8.self))
  }

  /// The value that a document describes.
  public init(databaseValue: DatabaseValue) throws {
    let data: Data
    switch databaseValue {
    case .json(let text), .text(let text): data = Data(text.utf8)
    case .bytes(let bytes): data = bytes
    default: throw ValueError(databaseValue, expected: "\(Self.self)")
    }
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do { self = try decoder.decode(Self.self, from: data) } catch {
      throw ValueError(databaseValue, expected: "\(Self.self) as JSON")
    }
  }

  /// A JSON document.
  public static var columnKind: ColumnKind { .json }
}
