/// The version that a migration's name begins with: `2025-01-15` of "2025-01-15 create blog".
///
/// Versions are compared number by number, so `2025-01-15` comes before `2025-01-15.2`, and `9` before `10`.
struct MigrationVersion: Sendable, CustomStringConvertible {
  /// The version as it was written.
  let description: String
  private let numbers: [String]

  /// The version of a migration, if its name begins with one.
  init?(ofName name: String) {
    let start = name.prefix { $0.isASCII && ($0.isNumber || "-_.:".contains($0)) }
    let text = start.trimmingEnd { !$0.isNumber }
    guard text.first?.isNumber == true else { return nil }
    self.init(text: String(text))
  }

  /// A version as the database holds it.
  init(text: String) {
    description = text
    let numbers = text.split { !($0.isASCII && $0.isNumber) }.map { digits in
      let significant = digits.drop { $0 == "0" }
      return significant.isEmpty ? "0" : String(significant)
    }
    self.numbers = numbers.isEmpty ? [text] : numbers
  }
}

extension MigrationVersion: Hashable, Comparable {
  static func == (left: MigrationVersion, right: MigrationVersion) -> Bool { left.numbers == right.numbers }

  func hash(into hasher: inout Hasher) { hasher.combine(numbers) }

  static func < (left: MigrationVersion, right: MigrationVersion) -> Bool {
    for (a, b) in zip(left.numbers, right.numbers) where a != b {
      return a.count == b.count ? a < b : a.count < b.count
    }
    return left.numbers.count < right.numbers.count
  }
}

extension Substring {
  fileprivate func trimmingEnd(while predicate: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, predicate(last) { rest.removeLast() }
    return rest
  }
}
