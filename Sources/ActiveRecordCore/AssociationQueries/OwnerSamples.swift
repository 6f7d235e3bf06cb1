#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Owners that no row stands for, to find out what a scope does with its owner's columns.
struct OwnerSamples {
  private let facts: ModelFacts
  /// The columns that a scope may look at.
  let indexes: [Int]
  /// The values of each column: the one that all samples share, and another one.
  private let values: [Int: (first: DatabaseValue, second: DatabaseValue)]

  init(_ facts: ModelFacts) {
    self.facts = facts
    indexes = facts.ownIndexes.filter { $0 != facts.layout.typeIndex }
    let probe = facts.type.init()
    var values: [Int: (first: DatabaseValue, second: DatabaseValue)] = [:]
    for index in indexes {
      values[index] = Self.candidates(facts.layout.columns[index].kind, index).first { pair in
        Self.takes(probe, index, pair.first) && Self.takes(probe, index, pair.second)
      }
    }
    self.values = values
  }

  /// A column whose values cannot be made up: that of an enum, or of a type of the user's own.
  var unknown: Int? { indexes.first { values[$0] == nil } }
  func first(_ index: Int) -> DatabaseValue? { values[index]?.first }
  func second(_ index: Int) -> DatabaseValue? { values[index]?.second }

  /// An owner that differs from the others in one column; `nil` where the column takes no value that can be made up.
  func owner(changed: Int?, isNull: Bool = false) -> Record? {
    let owner = facts.type.init()
    owner._flags.insert(.persisted)
    for index in indexes {
      guard let pair = values[index] else { return nil }
      let value = index != changed ? pair.first : isNull ? .null : pair.second
      guard (try? owner._assign(index, value)) != nil else { return nil }
    }
    return owner
  }

  private static func takes(_ record: Record, _ index: Int, _ value: DatabaseValue) -> Bool {
    (try? record._assign(index, value)) != nil && record._value(index) == value
  }

  /// Pairs of values to try, large and unusual ones first.
  private static func candidates(_ kind: ColumnKind, _ index: Int) -> [(first: DatabaseValue, second: DatabaseValue)] {
    let number = Int64(index)
    switch kind {
    case .integer:
      return [0x5A17_0000_0000, 0x5A17_0000, 0x5A00, 0x50].map { (.int($0 + 2 * number % 0x20), .int($0 + 2 * number % 0x20 + 1)) }
    case .double: return [(.double(1.25e15 + Double(index)), .double(1.75e15 + Double(index)))]
    case .boolean: return [(.bool(true), .bool(false))]
    case .text: return [(.text("\u{1}owner \(index) a\u{1}"), .text("\u{1}owner \(index) b\u{1}"))]
    case .bytes: return [(.bytes(Data([1, 90, UInt8(index % 256), 1])), .bytes(Data([1, 90, UInt8(index % 256), 2])))]
    case .date:
      let moment = 32_000_000_000 + Double(index) * 86_400
      return [(.date(Date(timeIntervalSince1970: moment)), .date(Date(timeIntervalSince1970: moment + 3600)))]
    case .uuid: return [(.uuid(UUID()), .uuid(UUID()))]
    case .decimal: return [(.decimal(Decimal(515_151_515 + index)), .decimal(Decimal(626_262_626 + index)))]
    case .json: return [(.json("{}"), .json("[]")), (.json("[]"), .json("[1]"))]
    }
  }
}
