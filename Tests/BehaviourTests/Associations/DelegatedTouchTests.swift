import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

/// A touch that goes through a delegated type: to the message, to the entry that delegates to it, and to the entry's account.
@Suite struct DelegatedTouchTests {
  typealias M = Mailroom

  @Test(arguments: Engine.allCases) func touchesGoOnThroughTheEntry(_ engine: Engine) async throws {
    try await engine.database(models: [M.Message.self]) { _, _ async throws in
      let account = try await M.Account.create(), message = try await M.Message.create { $0.subject = "Hello world!" }
      try await M.Entry.create {
        $0.$entryable.set(message); $0.$account.set(account)
      }
      let before = Date(timeIntervalSince1970: 1_000_000)
      try await M.Account.updateAll { [$0.updatedAt.set(before)] }
      try await M.Entry.updateAll { [$0.updatedAt.set(before)] }
      try await M.Message.updateAll { [$0.updatedAt.set(before)] }
      let found = try await M.Message.find(message.id!)
      try await found.recipients.create { $0.address = "test@test.com" }
      #expect(try await M.Message.find(1).updatedAt != before)
      #expect(try await M.Entry.find(1).updatedAt != before)
      #expect(try await M.Account.find(1).updatedAt != before)
    }
  }
}
