/// What is wrong with migrations, or what went wrong in one; the message names the migration and the statement.
///
/// ```swift
/// do { try await database.migrate(migrations) } catch let error as MigrationError {
///   print(error)
///   // Migration "2025-03-01 rate posts": no such table: posts - while running ALTER TABLE "posts" ADD COLUMN …
/// }
/// ```
///
/// What a failed migration did is taken back; those before it stay.
public struct MigrationError: Error, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public struct Code: Sendable, Hashable {
    let name: String
    init(_ name: String) { self.name = name }

    /// The list has a name without version, the same version twice, or versions that do not ascend.
    public static let invalidList = Code("invalid list")
    /// A version is named, or noted in the database, that no migration has.
    public static let unknownVersion = Code("unknown version")
    /// A change cannot be reversed as it is written.
    public static let irreversible = Code("irreversible")
    /// A change does not fit the schema that is there.
    public static let invalidChange = Code("invalid change")
    /// The database refused a statement.
    public static let statementFailed = Code("statement failed")
    /// Rows point at rows that are not there.
    public static let foreignKeyViolation = Code("foreign key violation")
    /// Somebody else kept the database locked.
    public static let locked = Code("locked")
    /// The schema was to be changed inside a transaction.
    public static let insideTransaction = Code("inside a transaction")
    /// The engine's schema cannot be changed by this library.
    public static let unsupported = Code("unsupported")
  }

  /// The kind of failure.
  public let code: Code
  /// The migration's name, where one is meant.
  public internal(set) var migration: String?
  /// The statement that failed, without bound values.
  public let statement: String?
  /// What is wrong, and what to write instead.
  public let message: String
  /// What the database said.
  public let underlying: DatabaseError?

  init(_ code: Code, _ message: String, migration: String? = nil, statement: String? = nil, underlying: DatabaseError? = nil) {
    self.code = code
    self.migration = migration
    self.statement = statement
    self.message = message
    self.underlying = underlying
  }

  /// `Migration "2025-03-01 rate posts": … - while running …`
  public var description: String {
    let place = migration.map { "Migration \"\($0)\": " } ?? ""
    return place + message + (statement.map { " - while running \($0)" } ?? "")
  }
}

extension MigrationError {
  /// A statement that the database refused.
  static func failed(_ error: DatabaseError, _ sql: String) -> MigrationError {
    let hint =
      error.code == .notNullViolation
      ? ". Rows are there that have no value for it: give the column a default:, or fill them first: changeNull(…, to: false, fill: …)"
      : ""
    return MigrationError(.statementFailed, error.message + hint, statement: sql, underlying: error)
  }

  /// The error for a migration; what is no error of the schema passes.
  static func inMigration(_ name: String?, _ error: any Error, problem: Code = .invalidChange) -> any Error {
    switch error {
    case let error as SchemaProblem: return MigrationError(problem, error.message, migration: name)
    case let error as DatabaseError:
      return MigrationError(.statementFailed, error.message, migration: name, statement: error.sql, underlying: error)
    case var error as MigrationError:
      error.migration = error.migration ?? name
      return error
    default: return error
    }
  }
}
