#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

// Hand-written SQL: records, Decodable rows, or nothing.

extension RecordProtocol where Self: Record {
  /// The records that hand-written SQL returns; interpolated values are bound.
  ///
  /// ```swift
  /// let posts = try await Post.find(sql: "SELECT * FROM posts WHERE views > \(10)")
  /// ```
  ///
  /// - Throws: ``ModelError`` where the result lacks a column that the model needs.
  public static func find(sql: SQL) async throws -> [Self] {
    let facts = _facts
    let lease = try await Lease.take(.reading, for: facts)
    defer { lease.end() }
    var records: [Record] = []
    var mapping: ColumnMapping?
    _ = try await lease.run(sql.rendered(lease.database.dialect), cause: QueryCause("\(facts.name), by SQL")) { statement in
      let columns = try mapping ?? ColumnMapping(facts, statement)
      mapping = columns
      records.append(try columns.record(statement))
    }
    if records.count > 1 { _ = LoadContext.adopt(records) }
    try facts.tellLoaded(records)
    return unsafeBitCast(records, to: [Self].self)
  }
}

/// Finds a model's columns in a result by their names.
final class ColumnMapping: RowCursor {
  private let facts: ModelFacts
  private let positions: [Int32]
  private let statement: any DriverStatement

  init(_ facts: ModelFacts, _ statement: any DriverStatement) throws {
    self.facts = facts
    self.statement = statement
    var found: [String: Int32] = [:]
    for index in 0..<statement.columnCount { found[statement.columnName(index)] = index }
    positions = facts.layout.columns.map { found[$0.name] ?? -1 }
    for index in facts.ownIndexes where positions[index] < 0 && !facts.layout.columns[index].isOptional || index == 0 && positions[0] < 0 {
      let column = facts.layout.columns[index]
      throw ModelError(
        .missingColumn, model: facts.name, member: column.property,
        "the result has no column '\(column.name)'. Select it, or ask for rows instead of records: database.query(…, as: …)")
    }
  }

  func record(_ statement: any DriverStatement) throws -> Record {
    let row = Row(self)
    let record = facts.isHierarchy ? try facts.type(for: row).init() : facts.type.init()
    do { try record._decode(row) } catch let error as RowError { throw facts.explain(error, base: 0) }
    record._flags.insert(.persisted)
    return record
  }

  var columnCount: Int32 { Int32(positions.count) }
  func columnName(_ index: Int32) -> String { facts.layout.columns[Int(index)].name }
  func isNull(_ index: Int32) -> Bool { positions[Int(index)] < 0 || statement.isNull(positions[Int(index)]) }
  func int64(_ index: Int32) -> Int64 { positions[Int(index)] < 0 ? 0 : statement.int64(positions[Int(index)]) }
  func double(_ index: Int32) -> Double { positions[Int(index)] < 0 ? 0 : statement.double(positions[Int(index)]) }
  func text(_ index: Int32) -> String? { positions[Int(index)] < 0 ? nil : statement.text(positions[Int(index)]) }
  func bytes(_ index: Int32) -> Data? { positions[Int(index)] < 0 ? nil : statement.bytes(positions[Int(index)]) }
  func date(_ index: Int32) -> Date? { positions[Int(index)] < 0 ? nil : statement.date(positions[Int(index)]) }
  func value(_ index: Int32) -> DatabaseValue { positions[Int(index)] < 0 ? .null : statement.value(positions[Int(index)]) }
}
