import ActiveRecord
import ArgumentParser
import CuratedConnections
import ServerDatabases

@main struct TourCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour",
    abstract: "A walk through the associations of an application.",
    discussion: """
      Makes a SQLite file, fills it with people, communities, programs and events, and asks every association its question: \
      who holds the foreign key, the line of Swift, the SQL, the result, the number of queries. Then it shows N+1 queries and \
      how they are avoided, and saves and destroys a graph of records.

      EXAMPLES
        tour --model User
        echo "user.programs" | tour --ask
        tour --seed 7 --database connections.sqlite
        tour --database postgres://me@localhost/scratch
          (built with --traits PostgreSQL; in a schema of its own)
        tour --database mariadb://me@localhost
          (built with --traits MySQL; in a database of its own)
      """)

  @Option(
    help: ArgumentHelp(
      "The file to make, or the URL of a server's database. (default: a file in the temporary directory)", valueName: "path"))
  var database: String?

  @Option(help: ArgumentHelp("Show this model only: User, CommunityMember, Doorkeeper.AccessGrant.", valueName: "name"))
  var model: String?

  @Flag(help: "Read questions such as user.programs, one a line, and answer them.")
  var ask = false

  @Option(help: ArgumentHelp("What the rows are made from: other seed, other rows.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    guard let model else { return }
    if ask { throw ValidationError("Use either --model or --ask.") }
    do { try Tour.check(model: model) } catch let error as TourError { throw ValidationError(error.lines) }
  }

  func run() async throws {
    let terminal = Terminal()
    let database = try await connect()
    let tour = try await Tour.prepared(database, seed: seed, page: Page(terminal.write))
    if ask {
      try await answerLines(tour, terminal)
    } else if let model {
      try await tour.run(model: model)
    } else {
      try await tour.run()
    }
    await database.close()
  }

  private func connect() async throws -> Database {
    if let database, ServerDatabase.isURL(database) {
      return try await ServerDatabase.prepare(database, name: "curated_connections", models: Tour.models)
    }
    let file = try DatabaseFile(path: database)
    let made = try await Database.connect(.sqlite(file.path), models: Tour.models)
    try await file.mark(made)
    return made
  }

  private func answerLines(_ tour: Tour, _ terminal: Terminal) async throws {
    tour.explainAsking()
    while let line = terminal.readLine(prompt: "\n  ask > ") {
      if line.allSatisfy(\.isWhitespace) {
        if terminal.isInteractive { break }
        continue
      }
      try await tour.answer(line)
    }
  }
}
