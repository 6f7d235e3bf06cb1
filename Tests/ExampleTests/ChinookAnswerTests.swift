import ActiveRecord
import ActiveRecordTesting
import Chinook
import Foundation
import Testing

/// Each answer of the example, compared with plain SQL on the same file.
@Suite(.enabled(if: ChinookFile.exists, "CHINOOK_DATABASE is not set: set it to the path of the Chinook database for SQLite"))
struct ChinookAnswerTests {
  @Test(arguments: ChinookQuestion.allCases, ChinookVariant.allCases)
  func agreesWithPlainSQL(question: ChinookQuestion, variant: ChinookVariant) async throws {
    try await variant.run { path in
      let expected = try PlainSQL.rows(question.sql, in: path)
      #expect(!expected.isEmpty)
      let answer = try await asked(question, of: path).rows
      #expect(answer == expected)
    }
  }

  @Test(arguments: ChinookQuestion.allCases)
  func followsWhatWasChanged(question: ChinookQuestion) async throws {
    let before = try await ChinookVariant.asItIs.run { try await asked(question, of: $0).rows }
    let after = try await ChinookVariant.changed.run { try await asked(question, of: $0).rows }
    #expect(before != after)
    // Not one row of the old answer is left: everything has another name.
    #expect(Set(before).isDisjoint(with: after))
  }

  @Test(arguments: ChinookQuestion.allCases, ChinookVariant.allCases)
  func takesFewStatements(question: ChinookQuestion, variant: ChinookVariant) async throws {
    try await variant.run { path in
      let statements = try await asked(question, of: path).statements
      #expect(statements.count == question.statements, "\(statements.joined(separator: "\n"))")
      #expect(statements.count <= 6)
    }
  }

  @Test func leavesTheFileAlone() async throws {
    try await ChinookFile.copied { path in
      let file = URL(filePath: path)
      let before = try Data(contentsOf: file)
      for question in ChinookQuestion.allCases { #expect(try await !asked(question, of: path).rows.isEmpty) }
      #expect(try Data(contentsOf: file) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path) == [file.lastPathComponent])
    }
  }

  private func asked(_ question: ChinookQuestion, of path: String) async throws -> (rows: [[String]], statements: [String]) {
    let database = try await ChinookDatabase.open(path)
    let recorder = SQLRecorder(database)
    let rows = try await database.use { try await question.answer() }
    await database.close()
    return (rows, recorder.sql)
  }
}
