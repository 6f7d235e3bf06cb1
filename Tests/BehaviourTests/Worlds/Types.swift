import ActiveRecord
import Foundation

// A column of every type in every shape.

/// An enum kept as text.
enum Mood: String, ColumnValue { case calm, wild }

/// An enum kept as a number.
enum Size: Int, ColumnValue { case small = 1, large = 2 }

/// A value kept as JSON.
struct Address: JSONColumnValue {
  var street: String
  var lines: [Int]
}

/// A value with a form of its own in the database.
struct Money: ColumnValue {
  var cents: Int

  init(cents: Int) { self.cents = cents }
  init(databaseValue: DatabaseValue) throws {
    guard case .int(let cents) = databaseValue else { throw ValueError(databaseValue, expected: "Money") }
    self.cents = Int(cents)
  }
  var databaseValue: DatabaseValue { .int(Int64(cents)) }
  static var columnKind: ColumnKind { .integer }
}

/// Every type, required and without a default.
@Model class Specimen: Record {
  var int: Int
  var int8: Int8
  var int16: Int16
  var int32: Int32
  var int64: Int64
  var uint8: UInt8
  var uint16: UInt16
  var uint32: UInt32
  var double: Double
  var float: Float
  var bool: Bool
  var text: String
  var data: Data
  var date: Date
  var uuid: UUID
  var decimal: Decimal
}

/// A value of several numbers.
struct Rating: ColumnValue {
  var stars: Int16
  var votes: Int32

  init(stars: Int16, votes: Int32) {
    self.stars = stars
    self.votes = votes
  }
  init(databaseValue: DatabaseValue) throws {
    let parts = try String(databaseValue: databaseValue).split(separator: "/")
    guard parts.count == 2, let stars = Int16(parts[0]), let votes = Int32(parts[1]) else {
      throw ValueError(databaseValue, expected: "Rating")
    }
    self.init(stars: stars, votes: votes)
  }
  var databaseValue: DatabaseValue { .text("\(stars)/\(votes)") }
}

/// A set of choices.
struct Extras: OptionSet, ColumnValue {
  let rawValue: Int
  static let lights = Extras(rawValue: 1), sound = Extras(rawValue: 2)
}

/// Types of one's own, required and without a default.
@Model class RequiredSpecimen: Record {
  var mood: Mood
  var size: Size
  var money: Money
  var rating: Rating
  var extras: Extras
}

/// A number that not every engine can hold.
@Model class Meter: Record {
  var total: UInt64
}

/// Every type, optional.
@Model class OptionalSpecimen: Record {
  var int: Int?
  var double: Double?
  var bool: Bool?
  var text: String?
  var data: Data?
  var date: Date?
  var uuid: UUID?
  var decimal: Decimal?
  var mood: Mood?
  var size: Size?
  var address: Address?
  var money: Money?
}

/// Every type, with a default.
@Model class DefaultSpecimen: Record {
  var int = 7
  var double = 2.5
  var bool = true
  var text = "seven"
  var mood: Mood = .calm
  var size: Size = .large
  var address: Address = Address(street: "Main", lines: [1, 2])
  var money: Money = Money(cents: 100)
}

extension Worlds {
  /// The table of required values, which its tests make themselves.
  static let requiredTypes = Migrations {
    Migration("2025-03-03 create required specimens") { schema in
      schema.createTable("required_specimens") { t in
        t.string("mood", null: false)
        t.integer("size", null: false)
        t.integer("money", null: false)
        t.string("rating", null: false)
        t.integer("extras", null: false)
      }
      schema.createTable("meters") { $0.bigint("total", null: false) }
    }
  }
  static let types = [
    """
    CREATE TABLE specimens (id INTEGER PRIMARY KEY, int BIGINT, int8 INTEGER, int16 INTEGER, int32 INTEGER, int64 BIGINT,
      uint8 INTEGER, uint16 INTEGER, uint32 BIGINT, double DOUBLE PRECISION, float DOUBLE PRECISION, bool BOOLEAN, text TEXT,
      data BLOB, date DATETIME, uuid UUID, decimal DECIMAL)
    """,
    """
    CREATE TABLE optional_specimens (id INTEGER PRIMARY KEY, int BIGINT, double DOUBLE PRECISION, bool BOOLEAN, text TEXT,
      data BLOB, date DATETIME, uuid UUID, decimal DECIMAL, mood TEXT, size INTEGER, address JSON, money INTEGER)
    """,
    """
    CREATE TABLE default_specimens (id INTEGER PRIMARY KEY, int BIGINT, double DOUBLE PRECISION, bool BOOLEAN, text TEXT,
      mood TEXT, size INTEGER, address JSON, money INTEGER)
    """,
  ]
}
