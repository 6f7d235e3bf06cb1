#if PostgreSQL
  import ActiveRecordCore

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  /// Moments in PostgreSQL's binary form: microseconds, or days, since 2000-01-01 in UTC.
  enum TimestampForm {
    /// 2000-01-01 in microseconds since 1970.
    static let start: Int64 = 946_684_800_000_000
    /// 2000-01-01 in days since 1970.
    static let startDay: Int32 = 10_957

    /// The moment, or `nil` for PostgreSQL's `infinity` and `-infinity`.
    static func date(microseconds: Int64) -> Date? {
      if microseconds == .max || microseconds == .min { return nil }
      return Date(timeIntervalSince1970: (Double(microseconds) + Double(start)) / 1_000_000)
    }

    static func date(days: Int32) -> Date? {
      if days == .max || days == .min { return nil }
      return Date(timeIntervalSince1970: (Double(days) + Double(startDay)) * 86_400)
    }

    /// `2025-01-31`
    static func day(_ date: Date) -> String { String(UTCTimestamp.text(date).prefix { $0 != " " }) }
  }
#endif
