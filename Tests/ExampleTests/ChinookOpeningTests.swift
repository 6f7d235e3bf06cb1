import ActiveRecord
import Chinook
import Foundation
import Testing

/// Files that are not the Chinook database: the error says which file, what is wrong, and what to do.
@Suite struct ChinookOpeningTests {
  @Test func missingFile() async throws {
    try await ChinookFile.inFolder { path in
      let error = try await refusal(path)
      #expect(error.reasons == ["\(path) cannot be opened: there is no such file, or no such directory"])
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test(arguments: ["Artist,Album\n", String(repeating: "Artist,Album,Track\n", count: 500)])
  func textFile(content: String) async throws {
    try await ChinookFile.inFolder("chinook.csv") { path in
      try content.write(toFile: path, atomically: true, encoding: .utf8)
      let error = try await refusal(path)
      #expect(error.reasons == ["\(path) is not a SQLite database, or it is encrypted"])
      #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
    }
  }

  @Test func folder() async throws {
    try await ChinookFile.inFolder { path in
      let folder = URL(filePath: path).deletingLastPathComponent().path
      let error = try await refusal(folder)
      #expect(error.reasons.count == 1)
      #expect(error.description.contains("it is a directory"))
    }
  }

  @Test func databaseWithoutTheTables() async throws {
    try await ChinookFile.inFolder { path in
      try PlainSQL.execute("CREATE TABLE Album (id INTEGER PRIMARY KEY, Title TEXT); CREATE TABLE posts (id INTEGER)", in: path)
      let error = try await refusal(path)
      for table in ["Artist", "Track", "Genre", "Playlist", "Employee", "Customer", "Invoice", "InvoiceLine"] {
        #expect(error.reasons.contains("there is no table \(table)"))
      }
      #expect(error.reasons.contains { $0.hasPrefix("there is no column AlbumId") })
      #expect(error.description.hasPrefix("\(path) is not the Chinook database:\n- there is no table Artist\n"))
      #expect(error.description.contains("https://github.com/lerocha/chinook-database"))
    }
  }

  @Test func emptyFile() async throws {
    try await ChinookFile.inFolder { path in
      try Data().write(to: URL(filePath: path))
      #expect(try await refusal(path).reasons.first == "there is no table Artist")
    }
  }

  @Test func databaseWithoutTheJoinTable() async throws {
    try await ChinookFile.inFolder { path in
      try PlainSQL.execute(ChinookMiniature.schema + "DROP TABLE PlaylistTrack", in: path)
      #expect(try await refusal(path).reasons == ["there is no table PlaylistTrack"])
    }
  }

  @Test func databaseWithoutAColumn() async throws {
    try await ChinookFile.inFolder { path in
      try PlainSQL.execute(ChinookMiniature.schema + "ALTER TABLE Invoice DROP COLUMN Total", in: path)
      let reasons = try await refusal(path).reasons
      #expect(reasons == ["there is no column Total in Invoice"])
    }
  }

  @Test func everythingIsThere() async throws {
    try await ChinookMiniature.with { database in #expect(!database.isClosed) }
  }

  private func refusal(_ path: String) async throws -> ChinookError {
    let error = await #expect(throws: ChinookError.self) { try await ChinookDatabase.open(path).close() }
    return try #require(error)
  }
}
