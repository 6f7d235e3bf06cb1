import Synchronization

/// Whose values are not shown: neither where a record describes itself, nor where bound values are logged.
///
/// ```swift
/// FilteredAttributes.names += ["diagnosis"]
/// print(patient)      // Patient(id: 1, name: "Ann", diagnosis: [FILTERED])
/// ```
public enum FilteredAttributes {
  private static let parts = Mutex([
    "passw", "secret", "token", "_key", "crypt", "salt", "certificate", "otp", "ssn", "cvv", "cvc",
  ])

  /// Parts of the names of columns, whatever their case: those of passwords, tokens and other secrets, unless it is set.
  public static var names: [String] {
    get { parts.withLock { $0 } }
    set { parts.withLock { $0 = newValue } }
  }

  /// What stands for a value that is not shown.
  package static let mask = "[FILTERED]"

  /// Whether values of a column are not shown.
  package static func hide(_ column: String) -> Bool {
    let column = column.lowercased()
    return names.contains { !$0.isEmpty && column.contains($0.lowercased()) }
  }

  /// The bound values of a statement for the log: those that belong to a column that is not shown are masked.
  ///
  /// A value belongs to the column that an insert lists in its place, and else to the one that is named before it. Where that is not clear,
  /// more is masked rather than less.
  package static func shown(_ bindings: [DatabaseValue], of sql: String) -> [String] {
    if !names.contains(where: { sql.range(ofIgnoringCase: $0) }) { return bindings.map(\.description) }
    let isHidden = StatementColumns(sql).ofBindings.map { $0?.contains(where: hide) ?? true }
    return bindings.enumerated().map { index, value in
      (index < isHidden.count ? isHidden[index] : true) && !value.isNull ? mask : value.description
    }
  }
}

extension String {
  fileprivate func range(ofIgnoringCase part: String) -> Bool { !part.isEmpty && lowercased().contains(part.lowercased()) }
}
