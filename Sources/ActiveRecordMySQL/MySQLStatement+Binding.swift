#if MySQL
  public import ActiveRecordCore
  import CMySQL

  #if canImport(FoundationEssentials)
    import FoundationEssentials
  #else
    import Foundation
  #endif

  extension MySQLStatement {
    /// Binds a value to the placeholder with this number, counted from 1.
    ///
    /// Truth values become 0 and 1, moments `DATETIME` in UTC, decimal numbers and UUIDs text.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` where there is no such placeholder, or the value cannot be stored.
    public func bind(_ value: DatabaseValue, at index: Int32) throws {
      let place = try place(index)
      switch value {
      case .null: parameters.bindNull(at: place)
      case .bool(let value): parameters.bind(Int64(value ? 1 : 0), MYSQL_TYPE_LONGLONG, at: place)
      case .int(let value): parameters.bind(value, MYSQL_TYPE_LONGLONG, at: place)
      case .double(let value):
        guard value.isFinite else {
          throw DatabaseError(.valueOutOfRange, "MySQL cannot store numbers that are infinite or no number at all", sql: sql)
        }
        parameters.bind(value, MYSQL_TYPE_DOUBLE, at: place)
      case .text(let value), .json(let value): bind(value, at: place)
      case .bytes(let value):
        let room = parameters.reserve(value.count, MYSQL_TYPE_BLOB, at: place)
        value.withUnsafeBytes { bytes in
          if let start = bytes.baseAddress { room.copyMemory(from: start, byteCount: bytes.count) }
        }
      case .date(let value): parameters.bind(try time(value), MYSQL_TYPE_DATETIME, at: place)
      case .uuid(let value): bind(value.uuidString.lowercased(), at: place)
      case .decimal(let value): bind(value.description, at: place)
      case .row: throw DatabaseError.boundRow
      }
    }

    /// Binds an integer; what goes wrong, the next step tells.
    public func bind(integer: Int64, at index: Int32) {
      guard index >= 1, Int(index) <= parameters.count else { return }
      parameters.bind(integer, MYSQL_TYPE_LONGLONG, at: Int(index) - 1)
    }

    private func bind(_ text: String, at place: Int) {
      var text = text
      text.withUTF8 { bytes in
        let room = parameters.reserve(bytes.count, MYSQL_TYPE_STRING, at: place)
        if let start = bytes.baseAddress { room.copyMemory(from: start, byteCount: bytes.count) }
      }
    }

    private func time(_ date: Date) throws -> MYSQL_TIME {
      guard let parts = UTCTimestamp.components(date), (0...9999).contains(parts.year) else {
        throw DatabaseError(.valueOutOfRange, "MySQL stores moments of the years 0 to 9999", sql: sql)
      }
      var time = MYSQL_TIME()
      time.year = UInt32(parts.year)
      time.month = UInt32(parts.month)
      time.day = UInt32(parts.day)
      time.hour = UInt32(parts.second / 3600)
      time.minute = UInt32(parts.second / 60 % 60)
      time.second = UInt32(parts.second % 60)
      time.second_part = UInt(parts.microsecond)
      time.time_type = MYSQL_TIMESTAMP_DATETIME
      return time
    }

    private func place(_ index: Int32) throws -> Int {
      guard state == .ready else {
        throw DatabaseError(.misuse, "a value was bound while the statement runs; reset it first", sql: sql)
      }
      guard index >= 1, Int(index) <= parameters.count else {
        throw DatabaseError(.misuse, "there is no placeholder \(index); the statement has \(parameters.count)", sql: sql)
      }
      return Int(index) - 1
    }
  }
#endif
