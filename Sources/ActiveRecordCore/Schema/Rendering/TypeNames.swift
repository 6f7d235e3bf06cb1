/// How an engine spells the types of columns: what most of them share, and the words of its own.
struct TypeNames: Sendable {
  var string = "VARCHAR"
  var text = "TEXT"
  var integer = "INTEGER"
  var double = "DOUBLE"
  /// The word for exact numbers, and the type where no digits are told.
  var decimal = "DECIMAL", unlimitedDecimal = "DECIMAL"
  var datetime = "DATETIME"
  var binary = "BLOB"
  var uuid = "CHAR(36)"
  var json = "JSON"

  func callAsFunction(_ type: ColumnType.Kind) -> String {
    switch type {
    case .string(nil): string
    case .string(let limit?): "VARCHAR(\(limit))"
    case .text: text
    case .integer: integer
    case .bigint: "BIGINT"
    case .double: double
    case .decimal(let precision?, let scale?): "\(decimal)(\(precision), \(scale))"
    case .decimal(let precision?, nil): "\(decimal)(\(precision))"
    case .decimal(nil, _): unlimitedDecimal
    case .boolean: "BOOLEAN"
    case .date: "DATE"
    case .datetime: datetime
    case .binary: binary
    case .uuid: uuid
    case .json: json
    case .raw(let name): name
    }
  }
}
