import Foundation

/// Writes a number with a fixed count of digits after the point.
func number(_ value: Double, _ digits: Int) -> String {
  String(format: "%.\(digits)f", value)
}
