#if MySQL
  import ActiveRecordCore

  /// Turns the server's and the library's error numbers into errors with table, columns and constraint; values stay out of them.
  enum ErrorMapping {
    static let deadlock: UInt32 = 1213
    /// A lock was not to be had in time.
    static let lockTimeout: UInt32 = 1205
    /// The statement cannot be prepared.
    static let notForPrepared: UInt32 = 1295
    /// A result has other columns than when the statement was prepared.
    static let otherColumns: UInt32 = 2057

    /// The error behind a number.
    static func error(_ number: UInt32, _ text: String, sql: String?, location: String) -> DatabaseError {
      let message = ErrorText(text)
      var error = DatabaseError(codes[number] ?? .other, text, sql: sql)
      switch number {
      case 1062, 1586, 1859: unique(&error, message)
      case 1451, 1452, 1216, 1217: foreignKey(&error, message)
      // The text shows the key of the row.
      case 1761, 1762: error.message = "by its foreign key, the change would lead to a row that is there already"
      case 1048, 1364, 1265, 1263, 1406, 1264, 1366, 1292, 1411, 3156: column(&error, message)
      case 4025, 3819: check(&error, message)
      case 1146, 1051, 1109:
        error.table = message.quoted.first.map(ErrorText.lastPart)
        // The server puts the database's name before it.
        if let name = message.quoted.first, let table = error.table { error.message = text.replacing("'\(name)'", with: "'\(table)'") }
      case 1054, 1072: missingColumn(&error, message)
      case 2006, 2013, 2055, 1053, 1927, 1077, 1079, 1080, 1152, 1159, 1160, 1161, 1184, 4031:
        error.message = "the connection to \(location) was lost: \(text)"
      case 1205, 3572, 1637:
        error.message = "another connection held the lock on what \(location) should change or read: \(text)"
      case 1047: error.message = "\(location) is not part of its cluster just now: \(text)"
      case 1317: error.message = "the task was cancelled while the statement ran"
      case 1390: error = .tooManyValues(65_535, sql: sql)
      case 1153, 2020: error.message = "the statement with its values is longer than the server's max_allowed_packet: \(text)"
      case 1690, 1367, 1441: error.message = "the result of a calculation does not fit its type"
      default: if error.code == .other { error.message += " (error \(number))" }
      }
      return error
    }

    /// The error where no connection came about.
    static func connecting(_ number: UInt32, _ text: String, _ location: String) -> DatabaseError {
      switch number {
      case 1040, 1203, 1226: DatabaseError(.busy, "\(location) takes no more connections: \(text)")
      case 1045, 1698, 1044, 1130:
        DatabaseError(.cannotOpen, "\(location) does not let the user in: \(text)")
      default: DatabaseError(.cannotOpen, "\(location) cannot be opened: \(text)")
      }
    }

    private static let codes: [UInt32: DatabaseError.Code] = {
      var codes: [UInt32: DatabaseError.Code] = [:]
      let groups: [(DatabaseError.Code, [UInt32])] = [
        (.uniqueViolation, [1062, 1586, 1859]),
        (.foreignKeyViolation, [1451, 1452, 1216, 1217, 1553, 1761, 1762, 1829, 1834]),
        (.notNullViolation, [1048, 1364, 1263, 1138]),
        (.checkViolation, [4025, 3819]),
        (.valueOutOfRange, [1406, 1264, 1265, 1366, 1292, 1411, 1367, 1441, 1690, 1153, 2020, 3140, 3156]),
        (.deadlock, [deadlock]),
        (.serializationFailure, [1020, 3101]),
        (.busy, [1205, 3572, 1637, 1040, 1203, 1226, 1047]),
        (.statementTimeout, [1969, 3024]),
        (.cancelled, [1317]),
        (.connectionLost, [2006, 2013, 2055, 1053, 1927, 1077, 1079, 1080, 1152, 1159, 1160, 1161, 1184, 4031]),
        (.cannotOpen, [1045, 1698, 1044, 1130, 1049, 2002, 2003, 2005, 2026]),
        (.readOnly, [1290, 1792, 1836, 3989]),
        (.syntax, [1064, 1052, 1065, 1111, 1128, 1140, 1149, 1241, 1305, 1582, 1630]),
        (.missingTable, [1146, 1051, 1109]),
        (.missingColumn, [1054, 1072]),
        (.misuse, [1390, 2014, 2030, 2031, 2036, 1305, 1568]),
      ]
      for (code, numbers) in groups { for number in numbers { codes[number] = code } }
      return codes
    }()

    /// `Duplicate entry 'x' for key 'index_authors_on_email'`; MySQL puts the table before the key: `'authors.index_…'`.
    private static func unique(_ error: inout DatabaseError, _ message: ErrorText) {
      guard let key = message.lastQuoted else {
        error.message = "a value is there already"
        return
      }
      let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
      error.constraint = parts.last ?? key
      if parts.count == 2 { error.table = parts[0] }
      error.message = "a value is there already for the key '\(error.constraint ?? key)'"
    }

    /// ``(`blog`.`posts`, CONSTRAINT `fk` FOREIGN KEY (`author_id`) REFERENCES `authors` (`id`))``
    private static func foreignKey(_ error: inout DatabaseError, _ message: ErrorText) {
      let names = message.names
      guard let start = names.firstIndex(where: { $0.before.hasSuffix("CONSTRAINT ") }) else { return }
      error.constraint = names[start].text
      if start > 0 { error.table = names[start - 1].text }
      error.columns = names[(start + 1)...].prefix { !$0.before.contains("REFERENCES") }.map(\.text)
    }

    /// `Column 'name' cannot be null`, `Data too long for column 'name' at row 1`,
    /// ``Incorrect integer value: 'x' for column `blog`.`posts`.`views` at row 1``.
    private static func column(_ error: inout DatabaseError, _ message: ErrorText) {
      guard let place = message.text.lastRange(of: "olumn ") ?? message.text.lastRange(of: "Field ") else {
        // The text shows the value, and nothing else that helps.
        if let colon = message.text.firstIndex(of: ":") { error.message = String(message.text[..<colon]) }
        return
      }
      let rest = ErrorText(String(message.text[place.upperBound...]))
      let names = rest.names.isEmpty ? rest.quoted : rest.names.map(\.text)
      guard let name = names.last else { return }
      error.columns = [ErrorText.lastPart(name)]
      if names.count > 1 { error.table = names[names.count - 2] }
      if let colon = message.text.firstIndex(of: ":"), colon < place.lowerBound {
        error.message = "\(message.text[..<colon]) for column '\(ErrorText.lastPart(name))'"
      }
    }

    /// ``CONSTRAINT `positive` failed for `blog`.`posts` ``, `Check constraint 'positive' is violated.`
    private static func check(_ error: inout DatabaseError, _ message: ErrorText) {
      let names = message.names
      // MariaDB names the check of a column by table and column.
      let name = names.first?.text ?? message.quoted.first
      error.constraint = name.map(ErrorText.lastPart)
      if let name, name.contains(".") { error.columns = [ErrorText.lastPart(name)] }
      if names.count > 1 { error.table = names.last?.text }
    }

    /// `Unknown column 'posts.title' in 'field list'`
    private static func missingColumn(_ error: inout DatabaseError, _ message: ErrorText) {
      guard let name = message.quoted.first ?? message.names.first?.text else { return }
      error.columns = [ErrorText.lastPart(name)]
      let parts = name.split(separator: ".")
      if parts.count > 1 { error.table = String(parts[parts.count - 2]) }
    }
  }
#endif
