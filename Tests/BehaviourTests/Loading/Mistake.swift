import ActiveRecord
import Testing

/// A mistake that a library could make when it loads associations; ``MistakenDriver`` makes it.
enum Mistake: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// The first row of a result is left out, comes twice, or is taken for another owner's.
  case memberLost, memberDoubled, memberOfAnother
  /// A part of a statement is left out or turned around.
  case limitForgotten, orderForgotten, keyForgotten, conditionTurned, halfAKeyTaken

  var testDescription: String { rawValue }

  /// The statement with the mistake.
  func made(in sql: String) -> String {
    switch self {
    case .memberLost, .memberDoubled, .memberOfAnother: sql
    case .limitForgotten: sql.replacing(#""row_number" <= "#, with: #""row_number" < 100 + "#)
    case .orderForgotten: sql.contains(#" FROM "writers""#) ? sql : sql.replacing(#/ ORDER BY [^()]*$/#, with: "")
    case .keyForgotten: sql.replacing(#/ IN \(\d+,/#, with: " IN (")
    case .conditionTurned: sql.replacing(#""stamps"."value" > "#, with: #""stamps"."value" <= "#)
    case .halfAKeyTaken: sql.replacing(#""scraps"."clipping_place") IN"#, with: #""scraps"."writer_id") IN"#)
    }
  }

  /// Whether the rows of a statement are members, whose first one is mistaken.
  fileprivate func concernsRows(of sql: String) -> Bool {
    ["articles", "letters", "stamps", "scraps"].contains { sql.contains(" FROM \"\($0)\"") }
  }
}

/// A driver that makes a mistake, or none.
struct MistakenDriver: DriverWrapper {
  let base: any Driver
  let mistake: Mistake?

  nonisolated(nonsending) func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
    MistakenConnection(try await base.connect(for: purpose), mistake)
  }
}

private final class MistakenConnection: WrappedConnection {
  private let mistake: Mistake?

  init(_ base: any DriverConnection, _ mistake: Mistake?) {
    self.mistake = mistake
    super.init(base)
  }

  override nonisolated(nonsending) func prepare(_ sql: String) async throws -> any DriverStatement {
    MistakenStatement(try await base.prepare(mistake?.made(in: sql) ?? sql), sql, mistake)
  }
  override nonisolated(nonsending) func prepareOnce(_ sql: String) async throws -> any DriverStatement {
    MistakenStatement(try await base.prepareOnce(mistake?.made(in: sql) ?? sql), sql, mistake)
  }
}

private final class MistakenStatement: WrappedStatement {
  private let mistake: Mistake?
  private var rows = 0

  init(_ base: any DriverStatement, _ sql: String, _ mistake: Mistake?) {
    self.mistake = mistake?.concernsRows(of: sql) == true ? mistake : nil
    super.init(base)
  }

  override func step() throws -> StepResult {
    // The row that the statement stands on is given once more.
    if rows == 1, mistake == .memberDoubled {
      rows = 2
      return .row
    }
    let result = try base.step()
    guard case .row = result else { return result }
    rows += 1
    return rows == 1 && mistake == .memberLost ? try step() : .row
  }
  override func reset() {
    rows = 0
    base.reset()
  }

  override func int64(_ index: Int32) -> Int64 { base.int64(index) + (isOfAnother(index) ? 1 : 0) }
  override func value(_ index: Int32) -> DatabaseValue {
    let value = base.value(index)
    if case .int(let key) = value, isOfAnother(index) { return .int(key + 1) }
    return value
  }

  private func isOfAnother(_ index: Int32) -> Bool {
    rows == 1 && mistake == .memberOfAnother && ["writer_id", "article_id", "letter_id"].contains(base.columnName(index))
  }
}
