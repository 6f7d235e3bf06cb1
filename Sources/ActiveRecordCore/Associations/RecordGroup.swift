/// Some records, asked again and again whether another one is among them: by a look at each where they are few, else by a table.
struct RecordGroup {
  /// Up to so many are looked at one by one.
  private static let few = 8

  private let records: [Record]
  private let instances: Set<ObjectIdentifier>
  private let rows: [Record: Record]

  init(_ records: [Record]) {
    self.records = records
    let isLarge = records.count > Self.few
    instances = isLarge ? Set(records.map { ObjectIdentifier($0) }) : []
    rows = isLarge ? Dictionary(records.map { ($0, $0) }, uniquingKeysWith: { first, _ in first }) : [:]
  }

  /// Whether this very object is among them.
  func has(_ record: Record) -> Bool {
    instances.isEmpty ? records.contains { $0 === record } : instances.contains(ObjectIdentifier(record))
  }

  /// Whether one of them stands for the same row.
  func hasRow(of record: Record) -> Bool { row(of: record) != nil }

  /// The first of them that stands for the same row.
  func row(of record: Record) -> Record? {
    instances.isEmpty ? records.first { $0 == record } : rows[record]
  }
}
