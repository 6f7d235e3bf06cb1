/// Sums of numbers whose type may be too small for them: Swift's operators would end the program, though the numbers come from a row or
/// from a request.
enum CheckedSum {
  /// The sum, or `nil` where the type cannot hold it.
  static func of<Number: Numeric>(_ left: Number, _ right: Number) -> Number? {
    if let whole = left as? any FixedWidthInteger { return sum(whole, right) as? Number }
    return left + right
  }

  /// The difference, or `nil` where the type cannot hold it.
  static func of<Number: Numeric>(_ left: Number, without right: Number) -> Number? {
    if let whole = left as? any FixedWidthInteger { return difference(whole, right) as? Number }
    return left - right
  }

  private static func sum<Whole: FixedWidthInteger>(_ left: Whole, _ right: Any) -> Any? {
    guard let right = right as? Whole else { return nil }
    let (sum, overflows) = left.addingReportingOverflow(right)
    if overflows { return nil }
    return sum
  }

  private static func difference<Whole: FixedWidthInteger>(_ left: Whole, _ right: Any) -> Any? {
    guard let right = right as? Whole else { return nil }
    let (difference, overflows) = left.subtractingReportingOverflow(right)
    if overflows { return nil }
    return difference
  }
}

extension ModelFacts {
  /// What is told where a number would leave the range of its column's type.
  ///
  /// - Parameter advice: What to do about it.
  func outOfRange(_ index: Int, _ what: String, _ advice: String) -> DatabaseError {
    let column = layout.columns[index]
    return DatabaseError(
      .valueOutOfRange, "\(name).\(column.property): \(what) is beyond what its type can hold. \(advice)", table: tableName,
      columns: [column.name])
  }
}
