/// What a session may do.
enum SessionRole {
  /// Reads and writes.
  case writing
  /// Reads only, from this pool: a replica's, or the main database's.
  case reading(ConnectionPool)

  var isReading: Bool { if case .reading = self { true } else { false } }
}
