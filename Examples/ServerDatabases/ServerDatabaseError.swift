/// Why an example does not use a database.
public struct ServerDatabaseError: Error, CustomStringConvertible {
  /// What is wrong, and what to do.
  public let description: String
  init(_ description: String) { self.description = description }
}
