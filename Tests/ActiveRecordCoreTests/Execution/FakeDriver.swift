import Foundation
import Synchronization

@testable import ActiveRecordCore

// A driver without a database: what it is asked is written down, and answered from a table of answers.

struct FakeDriver: Driver {
  let server: FakeServer
  let dialect = Dialect(name: "Fake")
  let capacity = DriverCapacity.many
  let location = "nowhere"

  func connect(for purpose: ConnectionPurpose) async throws -> any DriverConnection {
    FakeConnection(server)
  }
}

final class FakeServer: Sendable {
  let answers: [String: [[DatabaseValue]]]
  private let log = Mutex<[String]>([])

  init(_ answers: [String: [[DatabaseValue]]]) { self.answers = answers }

  var asked: [String] { log.withLock { $0 } }
  func ask(_ sql: String) { log.withLock { $0.append(sql) } }
}

final class FakeConnection: DriverConnection {
  let server: FakeServer
  var isUsable = true
  var lastInsertedID: Int64 = 0
  var changes = 0

  init(_ server: FakeServer) { self.server = server }

  func prepare(_ sql: String) async throws -> any DriverStatement {
    guard let rows = server.answers[sql] else { throw DatabaseError(.syntax, "the fake has no answer", sql: sql) }
    return FakeStatement(sql, rows, server)
  }

  func execute(_ sql: String) async throws { server.ask(sql) }
  func close() { isUsable = false }
}

final class FakeStatement: DriverStatement {
  private let sql: String
  private let rows: [[DatabaseValue]]
  private let server: FakeServer
  private var isSent = false
  private var next = 0

  init(_ sql: String, _ rows: [[DatabaseValue]], _ server: FakeServer) {
    self.sql = sql
    self.rows = rows
    self.server = server
  }

  func bind(_ value: DatabaseValue, at index: Int32) throws {}
  func bind(integer: Int64, at index: Int32) {}

  func step() throws -> StepResult {
    if !isSent { return .pending }
    if next == rows.count { return .done }
    next += 1
    return .row
  }

  func wait() async throws {
    server.ask(sql)
    isSent = true
  }

  func reset() { (isSent, next) = (false, 0) }
}

extension FakeStatement {
  var columnCount: Int32 { Int32(rows.first?.count ?? 0) }
  func columnName(_ index: Int32) -> String { "column\(index)" }
  func value(_ index: Int32) -> DatabaseValue { rows[next - 1][Int(index)] }
  func isNull(_ index: Int32) -> Bool { value(index).isNull }
  func int64(_ index: Int32) -> Int64 { (try? Int64(databaseValue: value(index))) ?? 0 }
  func double(_ index: Int32) -> Double { (try? Double(databaseValue: value(index))) ?? 0 }
  func text(_ index: Int32) -> String? { try? String(databaseValue: value(index)) }
  func bytes(_ index: Int32) -> Data? { try? Data(databaseValue: value(index)) }
  func date(_ index: Int32) -> Date? { try? Date(databaseValue: value(index)) }
}
