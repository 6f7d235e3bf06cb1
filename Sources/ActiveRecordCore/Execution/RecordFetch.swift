/// Turns rows into records: the loop that knows neither models nor drivers by name.
enum RecordFetch {
  /// The records that a query returns, which then share a load context.
  ///
  /// - Parameters:
  ///   - facts: The model; rows of a hierarchy become instances of the class they name.
  ///   - sql: The query. Its columns are those of the model's layout, in order.
  ///   - keys: Gathers, for each row, the key of whom it was loaded for.
  ///   - tells: Whether the records hear that they were found; else who lets them know their owners tells them then.
  static nonisolated(nonsending) func records(
    _ facts: ModelFacts, _ sql: RenderedSQL, keys: RowKeys? = nil, cached: Bool = true, sharesContext: Bool = true,
    tells: Bool = true, cause: QueryCause
  ) async throws -> [Record] {
    let lease = try await Lease.take(.reading, for: facts)
    defer { lease.end() }
    let start = lease.database.observers.isActive ? Moment.now : nil
    do {
      let entry = try await lease.connection.statement(sql.text, cached: cached)
      try entry.bind(sql.bindings)
      defer { entry.end() }
      let records = try await read(facts, entry.statement, keys)
      if let start { lease.database.tell(sql.text, sql.bindings, start, rows: records.count, cause) }
      if sharesContext, records.count > 1, let context = LoadContext.adopt(records) {
        context.loadsTogether = lease.database.configuration.loadsTogether
      }
      if tells, facts.tellsLoaded { try facts.tellLoaded(records) }
      return records
    } catch {
      if let start { lease.database.tell(sql.text, sql.bindings, start, rows: 0, cause, failed: true) }
      throw facts.explain(error)
    }
  }

  static nonisolated(nonsending) func read(
    _ facts: ModelFacts, _ statement: any DriverStatement, _ keys: RowKeys?
  ) async throws -> [Record] {
    let layout = facts.layout
    let keyColumn = Int32(truncatingIfNeeded: keys?.column ?? layout.columns.count)
    let row = Row(statement)
    let isHierarchy = layout.typeIndex != nil
    let type = facts.type
    var records: [Record] = []
    while !(try statement.takeRows {
      let record = try decoded(facts, type, isHierarchy: isHierarchy, row)
      keys?.read(statement, keyColumn)
      records.append(record)
    }) { try await statement.wait() }
    return records
  }

  /// The first records that a query returns, and whether they are all of them; nobody waits for the others. They are not told that they
  /// were found.
  static nonisolated(nonsending) func some(
    _ facts: ModelFacts, _ sql: RenderedSQL, atMost maximum: Int, cause: QueryCause
  ) async throws -> (records: [Record], areAll: Bool) {
    let lease = try await Lease.take(.reading, for: facts)
    defer { lease.end() }
    let start = lease.database.observers.isActive ? Moment.now : nil
    do {
      let entry = try await lease.connection.statement(sql.text, cached: true)
      try entry.bind(sql.bindings)
      defer { entry.end() }
      entry.statement.streamRows()
      let (records, areAll) = try await read(facts, entry.statement, atMost: maximum)
      if let start { lease.database.tell(sql.text, sql.bindings, start, rows: records.count, cause) }
      if records.count > 1, let context = LoadContext.adopt(records) {
        context.loadsTogether = lease.database.configuration.loadsTogether
      }
      return (records, areAll)
    } catch {
      if let start { lease.database.tell(sql.text, sql.bindings, start, rows: 0, cause, failed: true) }
      throw facts.explain(error)
    }
  }

  private static nonisolated(nonsending) func read(
    _ facts: ModelFacts, _ statement: any DriverStatement, atMost maximum: Int
  ) async throws -> (records: [Record], areAll: Bool) {
    let row = Row(statement)
    var records: [Record] = []
    while true {
      switch try statement.step() {
      case .done: return (records, true)
      case .pending: try await statement.wait()
      case .row:
        if records.count == maximum { return (records, false) }
        records.append(try decoded(facts, facts.type, isHierarchy: facts.isHierarchy, row))
      }
    }
  }

  /// A record for the row that the statement stands on.
  @inline(__always) private static func decoded(
    _ facts: ModelFacts, _ type: Record.Type, isHierarchy: Bool, _ row: Row
  ) throws -> Record {
    let record = isHierarchy ? try facts.type(for: row).init() : type.init()
    do { try record._decode(row) } catch let error as RowError { throw facts.explain(error, base: 0) }
    record._flags.insert(.persisted)
    return record
  }

  /// The record with an integer key, found by a statement that is prepared once for each connection.
  static nonisolated(nonsending) func find(_ facts: ModelFacts, _ key: Int64) async throws -> Record? {
    let lease = try await Lease.take(.reading, for: facts)
    defer { lease.end() }
    let start = lease.database.observers.isActive ? Moment.now : nil
    let entry: CachedStatement
    do {
      entry = try await lease.connection.findStatement(facts) { facts.findStatementText(lease.database.dialect) }
    } catch { throw facts.explain(error) }
    let statement = entry.statement
    entry.inUse = true
    defer { entry.end() }
    statement.bind(integer: key, at: 1)
    let record = try await first(facts, statement)
    if let record, facts.tellsLoaded { try record.tellLoaded() }
    if let start {
      let cause = QueryCause("\(facts.name).find")
      lease.database.tell(entry.sql, [.int(key)], start, rows: record == nil ? 0 : 1, cause)
    }
    return record
  }

  @inline(__always) private static func first(_ facts: ModelFacts, _ statement: any DriverStatement) async throws -> Record? {
    var result = try statement.step()
    while result == .pending {
      try await statement.wait()
      result = try statement.step()
    }
    return result == .row ? try decoded(facts, facts.type, isHierarchy: facts.isHierarchy, Row(statement)) : nil
  }
}

/// The keys that stand beside the columns of records: integers without a value between, anything else as values.
final class RowKeys {
  @exclusivity(unchecked) private(set) var integers: [Int64] = []
  @exclusivity(unchecked) private(set) var values: [DatabaseValue] = []
  let areIntegers: Bool
  /// Where the keys stand; after the model's own columns, unless one of those is meant.
  let column: Int?

  /// Where the columns of keys of several stand.
  private let columns: [Int32]?

  /// What keys are gathered, and from where.
  struct Place: Sendable {
    var integers: Bool
    var column: Int?
    var columns: [Int32]?
  }

  init(_ place: Place) {
    areIntegers = place.integers
    column = place.column
    columns = place.columns
  }

  /// Whether the records have a load context already.
  @exclusivity(unchecked) var areAdopted = false

  /// Adds the key of a record that was read elsewhere.
  func add(_ key: DatabaseValue) {
    guard areIntegers else { return values.append(key) }
    if case .int(let integer) = key { integers.append(integer) } else { integers.append(0) }
  }

  @inline(__always) func read(_ statement: any DriverStatement, _ column: Int32) {
    if areIntegers { return integers.append(statement.int64(columns?[0] ?? column)) }
    values.append(columns.map { .key($0.map(statement.value)) } ?? statement.value(column))
  }
}
