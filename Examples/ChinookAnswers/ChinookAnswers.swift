import ActiveRecord
import ArgumentParser
import Chinook
import ServerDatabases

/// `swift run chinook PATH`
@main struct ChinookAnswers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chinook", abstract: "Answers five questions about the Chinook database, through associations only.",
    discussion: "The database is a file for SQLite: https://github.com/lerocha/chinook-database. It is only read.")

  @Argument(help: "The path of the database.") var path: String

  @Option(help: ArgumentHelp("Copy it to the database at this URL first, and answer from there.", valueName: "url"))
  var copyTo: String?

  func run() async throws {
    var database = try await ChinookDatabase.open(path)
    if let copyTo {
      let copy = try await ServerDatabase.prepare(copyTo, name: "chinook")
      let rows = try await ChinookCopy.copy(database, to: copy)
      print("\(rows) rows copied to \(copy.location)\n")
      await database.close()
      database = copy
    }
    for line in try await ChinookReport(database).lines() { print(line) }
    await database.close()
  }
}
