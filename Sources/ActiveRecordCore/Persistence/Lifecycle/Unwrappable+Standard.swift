#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

// The types of columns that checks look into. One of your own that is `Comparable` joins them by a line:
// `extension Money: Unwrappable { typealias Wrapped = Money }`.

extension String: Unwrappable { public typealias Wrapped = String }
extension Bool: Unwrappable { public typealias Wrapped = Bool }
extension Int: Unwrappable { public typealias Wrapped = Int }
extension Int8: Unwrappable { public typealias Wrapped = Int8 }
extension Int16: Unwrappable { public typealias Wrapped = Int16 }
extension Int32: Unwrappable { public typealias Wrapped = Int32 }
extension Int64: Unwrappable { public typealias Wrapped = Int64 }
extension UInt: Unwrappable { public typealias Wrapped = UInt }
extension UInt8: Unwrappable { public typealias Wrapped = UInt8 }
extension UInt16: Unwrappable { public typealias Wrapped = UInt16 }
extension UInt32: Unwrappable { public typealias Wrapped = UInt32 }
extension UInt64: Unwrappable { public typealias Wrapped = UInt64 }
extension Float: Unwrappable { public typealias Wrapped = Float }
extension Double: Unwrappable { public typealias Wrapped = Double }
extension Decimal: Unwrappable { public typealias Wrapped = Decimal }
extension Date: Unwrappable { public typealias Wrapped = Date }
