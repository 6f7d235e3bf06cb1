import SwiftSyntax

/// A column that is neither optional nor has a default needs a type whose empty value is known.
enum ValueCheck {
  static let integers: Set<String> = [
    "Int", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32",
    "Swift.Int", "Swift.Int8", "Swift.Int16", "Swift.Int32", "Swift.Int64", "Swift.UInt8", "Swift.UInt16", "Swift.UInt32",
  ]
}
