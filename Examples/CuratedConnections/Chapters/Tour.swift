public import ActiveRecord

/// The tour of the application: it fills a database, asks every association its question, and writes down what happened.
public struct Tour {
  let database: Database
  let page: Page
  let recorder: StatementRecorder

  /// A tour over an empty database, which is filled at once.
  ///
  /// - Parameters:
  ///   - database: An empty database.
  ///   - seed: What the rows are made from: other seed, other rows.
  ///   - page: Where the tour is written.
  public static func prepared(_ database: Database, seed: UInt64, page: Page) async throws -> Tour {
    let tour = Tour(database: database, page: page, recorder: StatementRecorder(database))
    try await database.use { try await tour.fill(seed: seed) }
    return tour
  }

  /// The models, for connecting.
  public static var models: [Record.Type] { ModelWalk.models }

  /// All chapters.
  public func run() async throws {
    try await database.use {
      var total = WalkTotal()
      for walk in ModelWalk.all { total.add(try await walkThrough(walk)) }
      writeTotal(total)
      try await showCollections()
      try await showManyQueries()
      try await showGraph()
      page.chapter("Ask yourself")
      page.line(Span("  swift run tour --ask      ", .code), Span("then user.programs, event.attendees …", .quiet))
      page.line(Span("  swift run tour --seed 7   ", .code), Span("the same tour over other people", .quiet))
      page.blank()
    }
  }

  /// The associations of one model.
  ///
  /// - Parameter name: The model's name: `User`, `communityMember`, `Doorkeeper.AccessGrant`.
  /// - Throws: ``TourError`` where there is no such model.
  public func run(model name: String) async throws {
    let walk = try Self.walk(named: name)
    try await database.use { writeTotal(try await walkThrough(walk)) }
    page.blank()
  }

  /// Checks the name of a model.
  public static func check(model name: String) throws { _ = try walk(named: name) }

  static func walk(named name: String) throws -> ModelWalk {
    if let walk = ModelWalk.named(name) { return walk }
    throw TourError("There is no model '\(name)'. There are: \(ModelWalk.all.map(\.name).joined(separator: ", ")).")
  }
}

/// Something that the tour was asked for, and that does not exist.
public struct TourError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, and what there is instead.
  public let description: String
  /// The same in lines that leave room for a word before them in 80 columns.
  public var lines: String { TextLayout.wrapped(description, width: 72).joined(separator: "\n") }

  init(_ description: String) { self.description = description }
}
