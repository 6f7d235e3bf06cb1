/// A connection of the pool, with the statements that were prepared on it.
final class Connection: @unchecked Sendable, PoolItem {
  // Not safe to share, and never shared: the pool hands it to one task at a time, across a mutex.
  let driver: any DriverConnection
  /// Statements of find, by the model's number.
  @exclusivity(unchecked) private var finds: ContiguousArray<CachedStatement?> = []
  /// Statements of insert, update and delete, by the model's number.
  @exclusivity(unchecked) private var saves: ContiguousArray<[(shape: SaveShape, statement: CachedStatement)]> = []
  @exclusivity(unchecked) private var cache: [String: CachedStatement] = [:]
  /// The columns that the database fills by itself, by the model's number; asked for on engines that do not return them.
  @exclusivity(unchecked) private var filled: [Int: ColumnSet] = [:]
  private let cacheLimit = 200

  let opened: Moment
  @exclusivity(unchecked) var returned: Moment
  /// What stands for a time in pools that read no clock.
  static let noTime = Moment.now

  init(_ driver: any DriverConnection, opened: Moment = Connection.noTime) {
    self.driver = driver
    self.opened = opened
    returned = opened
  }

  var isUsable: Bool { driver.isUsable }

  func close() {
    finds = []
    saves = []
    cache = [:]
    driver.close()
  }

  /// What an insert or update writes, or that a row is deleted.
  struct SaveShape: Equatable {
    enum Kind { case insert, update, delete }
    var kind: Kind
    var columns = ColumnSet()
    var returns = false
    /// Whether the row's version is `NULL`, which is not compared like others.
    var isOfNoVersion = false
  }

  /// The statement that finds a row of a model by its key.
  @inline(__always) func findStatement(_ facts: ModelFacts, _ sql: () -> String) async throws -> CachedStatement {
    if facts.number < finds.count, let statement = finds[facts.number], !statement.inUse { return statement }
    let statement = try await prepare(sql())
    while finds.count <= facts.number { finds.append(nil) }
    finds[facts.number] = statement
    return statement
  }

  /// The statement that writes certain columns of a model's row, or deletes it.
  @inline(__always) func saveStatement(
    _ facts: ModelFacts, _ shape: SaveShape, _ sql: () -> String
  ) async throws -> CachedStatement {
    if facts.number < saves.count {
      for entry in saves[facts.number] where entry.shape == shape && !entry.statement.inUse { return entry.statement }
    }
    return try await prepareSave(facts, shape, sql())
  }

  private func prepareSave(_ facts: ModelFacts, _ shape: SaveShape, _ sql: String) async throws -> CachedStatement {
    while saves.count <= facts.number { saves.append([]) }
    let statement = try await prepare(sql)
    saves[facts.number].append((shape, statement))
    return statement
  }

  /// The statement for a text; long lists of keys are not worth keeping, a long text that comes again is.
  func statement(_ sql: String, cached: Bool = true, isLong: Bool = false) async throws -> CachedStatement {
    guard cached, isLong || sql.utf8.count < 4000 else { return CachedStatement(try await driver.prepareOnce(sql), sql) }
    if let statement = cache[sql], !statement.inUse { return statement }
    let statement = try await prepare(sql)
    if cache.count >= cacheLimit { cache.removeAll() }
    cache[sql] = statement
    return statement
  }

  /// The columns of a model's table that the database fills where an insert leaves them out.
  func filledColumns(_ facts: ModelFacts, _ query: String) async throws -> ColumnSet {
    if let known = filled[facts.number] { return known }
    let entry = try await statement(query)
    try entry.bind([.text(facts.tableName)])
    defer { entry.end() }
    var columns = ColumnSet()
    _ = try await entry.forEach { row in
      if let name = row.text(0), let index = facts.layout.index(of: name) { columns.insert(index) }
    }
    filled[facts.number] = columns
    return columns
  }

  /// Forgets every prepared statement, after the schema was changed.
  func forgetStatements() {
    filled = [:]
    finds = []
    saves = []
    cache = [:]
  }

  private func prepare(_ sql: String) async throws -> CachedStatement {
    CachedStatement(try await driver.prepare(sql), sql)
  }
}

/// A prepared statement, and whether somebody reads from it.
final class CachedStatement {
  let statement: any DriverStatement
  let sql: String
  @exclusivity(unchecked) var inUse = false

  init(_ statement: any DriverStatement, _ sql: String) {
    self.statement = statement
    self.sql = sql
  }
}
