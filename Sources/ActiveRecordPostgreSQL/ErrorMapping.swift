#if PostgreSQL
  import ActiveRecordCore
  import CPostgreSQL

  /// Turns PostgreSQL's error states into errors with table, columns and constraint.
  enum ErrorMapping {
    // The names of these fields are characters in C, which Swift does not import.
    private static let state: Int32 = 67, primary: Int32 = 77, detail: Int32 = 68, hint: Int32 = 72
    private static let table: Int32 = 116, column: Int32 = 99, constraint: Int32 = 110, function: Int32 = 82

    /// The error behind a failed result.
    static func error(_ result: OpaquePointer, sql: String?, wasCancelled: Bool, location: String) -> DatabaseError {
      let state = field(result, state) ?? ""
      let code = wasCancelled && state == "57014" ? .cancelled : code(state, field(result, primary) ?? "")
      if state.isEmpty {
        let message = String(cString: PQresultErrorMessage(result)).split(whereSeparator: \.isNewline).joined(separator: "; ")
        return DatabaseError(.connectionLost, "\(location): \(message)", sql: sql)
      }
      var message = MessageMapping.withoutValues(field(result, primary) ?? "", state)
      if code == .cancelled { message = "the task was cancelled while the statement ran" }
      if let hint = field(result, hint), state.hasPrefix("42") { message += ". \(hint)" }
      if code == .other { message += " (PostgreSQL's code \(state))" }
      if state == "25P02" {
        message += ". An earlier statement in it failed: let what may fail run in transaction(requiresNew: true), and catch its error"
      }
      var error = DatabaseError(code, message, sql: sql, table: field(result, table), constraint: field(result, constraint))
      if let column = field(result, column) { error.columns = [column] }
      if error.columns.isEmpty, let detail = field(result, detail) { error.columns = MessageMapping.columns(ofKey: detail) }
      if code == .missingTable || code == .missingColumn { MessageMapping.nameMissing(&error) }
      return error
    }

    /// Whether a prepared statement has to be prepared anew: the server forgot it, or its tables changed.
    static func isStale(_ result: OpaquePointer) -> Bool {
      switch field(result, state) {
      case "26000": true
      case "0A000": field(result, function) == "RevalidateCachedQuery"
      default: false
      }
    }

    private static func field(_ result: OpaquePointer, _ name: Int32) -> String? {
      PQresultErrorField(result, name).map { String(cString: $0) }
    }

    private static func code(_ state: String, _ message: String) -> DatabaseError.Code {
      if let code = codes[state] { return code }
      switch state.prefix(2) {
      case "08": return .connectionLost
      case "22": return .valueOutOfRange
      case "42" where syntaxStates.contains(state): return .syntax
      case "57" where state == "57014": return message.contains("statement timeout") ? .statementTimeout : .cancelled
      default: return .other
      }
    }

    private static let codes: [String: DatabaseError.Code] = [
      "23505": .uniqueViolation, "23P01": .uniqueViolation, "23503": .foreignKeyViolation, "23001": .foreignKeyViolation,
      "23502": .notNullViolation, "23514": .checkViolation,
      "40001": .serializationFailure, "40P01": .deadlock, "55P03": .busy, "53300": .busy,
      "57P01": .connectionLost, "57P02": .connectionLost, "57P03": .connectionLost, "57P05": .connectionLost, "25P03": .connectionLost,
      "25006": .readOnly, "42P01": .missingTable, "42703": .missingColumn, "42601": .syntax,
      "25P02": .misuse, "25001": .misuse, "25P01": .misuse, "3B001": .misuse,
    ]

    /// What PostgreSQL does not understand, beside the grammar: functions, operators, types, ambiguous names.
    private static let syntaxStates: Set<String> = [
      "42601", "42883", "42804", "42702", "42725", "42803", "42P02", "42P08", "42P18", "42846", "42704", "42P10", "42712", "42P09",
    ]
  }
#endif
