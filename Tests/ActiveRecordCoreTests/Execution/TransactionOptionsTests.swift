import Testing

@testable import ActiveRecordCore

/// How transactions are begun on each engine, and when they are run again.
@Suite struct TransactionOptionsTests {
  @Test func isolationIsSaidWhereTheEngineWantsIt() throws {
    var dialect = Dialect(name: "Any")
    let serializable = TransactionOptions(isolation: .serializable)
    #expect(try dialect.beginStatements(serializable) == ["BEGIN ISOLATION LEVEL SERIALIZABLE"])
    #expect(try dialect.beginStatements(TransactionOptions()) == ["BEGIN"])
    dialect.isolation = .before
    #expect(
      try dialect.beginStatements(TransactionOptions(isolation: .readCommitted))
        == ["SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "BEGIN"])
    dialect.isolation = .alwaysSerializable
    dialect.beginWrite = "BEGIN IMMEDIATE"
    #expect(try dialect.beginStatements(serializable) == ["BEGIN IMMEDIATE"])
    #expect(throws: DatabaseError.self) { try dialect.beginStatements(TransactionOptions(isolation: .readCommitted)) }
  }

  @Test func onlyWhatAnotherRunMayMendIsRunAgain() {
    let retry = TransactionRetry.serializationFailures(attempts: 3)
    #expect(retry.repeats(after: 1, DatabaseError(.serializationFailure, "")))
    #expect(retry.repeats(after: 2, DatabaseError(.deadlock, "")))
    #expect(!retry.repeats(after: 3, DatabaseError(.deadlock, "")))
    #expect(!retry.repeats(after: 1, DatabaseError(.uniqueViolation, "")))
    #expect(!retry.repeats(after: 1, CancellationError()))
    #expect(!TransactionRetry.never.repeats(after: 1, DatabaseError(.deadlock, "")))
  }

  @Test func pausesDoubleAndAreSpread() {
    let retry = TransactionRetry.serializationFailures(attempts: 20, pause: .milliseconds(10))
    #expect(retry.delay(after: 1, jitter: 1) == .milliseconds(10))
    #expect(retry.delay(after: 1, jitter: 0) == .milliseconds(5))
    #expect(retry.delay(after: 3, jitter: 1) == .milliseconds(40))
    #expect(retry.delay(after: 19, jitter: 1) == .seconds(1))
  }
}
