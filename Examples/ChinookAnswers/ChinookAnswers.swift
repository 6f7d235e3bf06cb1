import ActiveRecord
import ArgumentParser
import Chinook

/// `swift run chinook PATH`
@main struct ChinookAnswers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chinook", abstract: "Answers five questions about the Chinook database, through associations only.",
    discussion: "The database is a file for SQLite: https://github.com/lerocha/chinook-database. It is only read.")

  @Argument(help: "The path of the database.") var path: String

  func run() async throws {
    let database = try await ChinookDatabase.open(path)
    for line in try await ChinookReport(database).lines() { print(line) }
    await database.close()
  }
}
