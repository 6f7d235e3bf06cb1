import ActiveRecord
import Chinook
import Foundation
import Testing

/// What `swift run chinook` prints.
@Suite struct ChinookReportTests {
  /// Names that are longer than a line, a chain of eleven managers, and a genre of one long word.
  private static let longRows = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12)
    INSERT INTO Employee SELECT i, 'Maximiliane' || i, 'von Hohenfels', 'Head of everything that has a number', nullif(i - 1, 0) FROM n;
    INSERT INTO Artist VALUES (1, 'The ' || replace(hex(zeroblob(30)), '00', 'long ') || 'name');
    INSERT INTO Album VALUES (1, 'a', 1);
    INSERT INTO Genre VALUES (1, replace(hex(zeroblob(60)), '00', 'mu'));
    INSERT INTO Track VALUES (1, 't', 1, 1);
    INSERT INTO Playlist VALUES (1, replace(hex(zeroblob(20)), '00', 'for you '));
    INSERT INTO PlaylistTrack VALUES (1, 1);
    INSERT INTO Customer VALUES (1, 'A', 'B', replace(hex(zeroblob(20)), '00', 'Land '), 12);
    INSERT INTO Invoice VALUES (1, '2024-01-01', 1234567.5, 1);
    INSERT INTO InvoiceLine VALUES (1, 1, 7, 1, 1);
    """

  @Test func longNamesGoOnInTheNextLine() async throws {
    try await ChinookMiniature.with(Self.longRows) { database in
      let lines = try await ChinookReport(database).lines()
      let wide = lines.filter { $0.count > 80 }
      #expect(wide.isEmpty, "\(wide)")
      // Nothing is cut: twelve employees, their 0 + 1 + … + 11 managers, and the one who is a representative.
      let words = lines.joined(separator: " ").split(separator: " ").map(String.init)
      let people = words.filter { $0.hasPrefix("Maximiliane") }
      #expect(people.count == 12 + 66 + 1)
      #expect(words.count { $0 == "long" } == 30)
      #expect(words.count { $0 == "Land" } == 20)
      #expect(lines.contains { $0.hasSuffix("1234567.50") })
    }
  }

  @Test func columnsAreAligned() async throws {
    let rows = """
      INSERT INTO Employee VALUES (1, 'Ann', 'A', 'Boss', NULL), (2, 'Bobby', 'Brown', NULL, 1), (3, 'Cy', 'C', 'Porter', 2);
      """
    try await ChinookMiniature.with(rows) { database in
      let lines = try await ChinookReport(database).lines()
      let first = try #require(lines.firstIndex { $0.hasPrefix("Employee") })
      #expect(
        Array(lines[first..<first + 7]) == [
          "Employee     Title   Reports to", "-----------  ------  -----------------------", "Ann A        Boss    nobody",
          "Bobby Brown          Ann A", "Cy C         Porter  Bobby Brown, then Ann A", "",
          "employee, manager, manager, and so on: 2 statements",
        ])
    }
  }

  @Test func noSQLInTheExample() throws {
    let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples")
    var read = 0
    for folder in ["Chinook", "ChinookAnswers"] {
      let files = FileManager.default.enumerator(at: examples.appending(path: folder), includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        // What copies the file to another engine answers nothing.
        if file.lastPathComponent == "ChinookCopy.swift" { continue }
        let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter {
          !$0.drop { $0 == " " }.hasPrefix("//")
        }.joined(separator: "\n")
        read += 1
        let found = code.matches(
          of: /\b(SELECT|FROM|JOIN|WHERE|GROUP BY|ORDER BY|COUNT\(|SUM\(|\.sql\(|\.query\(|\.execute\()/.ignoresCase(false))
        #expect(found.isEmpty, "\(file.lastPathComponent): \(found.map(\.output.0))")
      }
    }
    #expect(read > 10)
  }
}

/// The report on the real file.
@Suite(.enabled(if: ChinookFile.exists, "CHINOOK_DATABASE is not set: set it to the path of the Chinook database for SQLite"))
struct ChinookFileReportTests {
  @Test(arguments: ChinookVariant.allCases)
  func showsEachAnswer(variant: ChinookVariant) async throws {
    try await variant.run { path in
      let database = try await ChinookDatabase.open(path)
      let lines = try await ChinookReport(database).lines()
      #expect(lines.allSatisfy { $0.count <= 80 })
      let words = Set(lines.joined(separator: " ").split(separator: " "))
      for question in ChinookQuestion.allCases {
        for row in try PlainSQL.rows(question.sql, in: path) {
          // Each name is there; money is compared by the tests of the answers.
          #expect(row[0].split(separator: " ").allSatisfy { words.contains($0) || words.contains("\($0):") || words.contains("\($0),") })
        }
        #expect(lines.contains { $0.hasSuffix(": \(question.statements) statements") })
      }
      await database.close()
    }
  }
}
