import ActiveRecord

/// How a query gets from one table to another.
enum QueryShape: String {
  case joins = "JOIN"
  case filters = "WHERE"

  /// What the text of a statement shows; `nil` where it does neither.
  init?(_ event: QueryEvent) {
    if event.sql.contains(" JOIN ") {
      self = .joins
    } else if event.sql.contains(" WHERE ") {
      self = .filters
    } else {
      return nil
    }
  }

  /// "1, by WHERE" for the statements that were run; "none" for none.
  static func sentence(_ events: [QueryEvent]) -> String {
    if events.isEmpty { return "none" }
    var shapes: [QueryShape] = []
    for shape in events.compactMap({ QueryShape($0) }) where !shapes.contains(shape) { shapes.append(shape) }
    if shapes.isEmpty { return "\(events.count)" }
    return "\(events.count), by \(shapes.map(\.rawValue).joined(separator: " and "))"
  }
}
