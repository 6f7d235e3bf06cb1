public import ActiveRecord

/// The Chinook database: a shop for music, in a SQLite file that was not made by this library.
public enum ChinookDatabase {
  /// Opens the file for reading, and looks whether it holds what the models need.
  ///
  /// - Parameter path: Where the file is.
  /// - Throws: ``ChinookError`` where there is no such file, or another one.
  public static func open(_ path: String) async throws -> Database {
    var options = SQLiteOptions(path: path)
    options.isReadOnly = true
    let database: Database
    do { database = try await Database.connect(.sqlite(options)) } catch let error as DatabaseError {
      throw ChinookError(path: path, reasons: [error.message])
    }
    let missing = try await database.use { try await missingParts() }
    if missing.isEmpty { return database }
    await database.close()
    throw ChinookError(path: path, reasons: missing)
  }

  /// What the models read and the file does not have; none where it is the right one.
  private static func missingParts() async throws -> [String] {
    try await missingParts(
      Artist.all(), Album.all(), Track.all(), Genre.all(), Playlist.all(), Playlist.joins(\.tracks), Employee.all(), Customer.all(),
      Invoice.all(), InvoiceLine.all())
  }

  /// Asks for one record of each relation: the database says what it lacks.
  private static func missingParts<each Model: Record>(_ relations: repeat Relation<each Model>) async throws -> [String] {
    var missing: [String] = []
    for relation in repeat each relations {
      do { _ = try await relation.take() } catch let error as DatabaseError {
        guard let part = missingPart(error) else { throw error }
        if !missing.contains(part) { missing.append(part) }
      }
    }
    return missing
  }

  private static func missingPart(_ error: DatabaseError) -> String? {
    switch error.code {
    case .missingTable: error.table.map { "there is no table \($0)" } ?? error.message
    case .missingColumn: "there is no column \(error.columns.joined(separator: ", "))\(error.table.map { " in \($0)" } ?? "")"
    default: nil
    }
  }
}

/// A file that is not the Chinook database.
public struct ChinookError: Error, CustomStringConvertible {
  /// The path that was given.
  public let path: String
  /// What is wrong with it.
  public let reasons: [String]

  /// What is wrong, and what to do.
  public var description: String {
    let list = reasons.map { "- \($0)" }.joined(separator: "\n")
    return """
      \(path) is not the Chinook database:
      \(list)
      Give the path of Chinook's file for SQLite, which has the tables Artist, Album,
      Track and others: https://github.com/lerocha/chinook-database
      """
  }
}
