/// How a transaction was asked to be.
struct TransactionOptions {
  var isolation: IsolationLevel?
  var isReadOnly = false
  /// The line that began it; only where a user did.
  var place: CallSite?
  /// When its time is over.
  var deadline: TransactionDeadline?
}

extension Dialect {
  /// The statements that begin a transaction.
  ///
  /// - Throws: ``DatabaseError`` where the engine has no such isolation level.
  func beginStatements(_ options: TransactionOptions) throws -> [String] {
    let begin = options.isReadOnly ? beginRead : beginWrite
    guard let level = options.isolation else { return [begin] }
    switch isolation {
    case .inBegin: return ["\(begin) ISOLATION LEVEL \(level.rawValue)"]
    case .before: return ["SET TRANSACTION ISOLATION LEVEL \(level.rawValue)", begin]
    case .alwaysSerializable:
      if level == .serializable { return [begin] }
      throw DatabaseError(
        .misuse, "\(name) knows no isolation level '\(level.rawValue)': its transactions are serializable. Leave 'isolation:' out")
    }
  }
}
