extension ModelError.Code {
  /// A query over a model of one database would stand inside of one over a model of another.
  public static let severalDatabases = ModelError.Code("several databases")
}

extension RelationCore {
  /// Why expressions and statements cannot stand in the query: a query inside of them is over a model of another database.
  ///
  /// Where no model names a database, nothing is looked at.
  package func clash(_ expressions: @autoclosure () -> [SQLExpression], _ statements: @autoclosure () -> [SelectStatement] = [])
    -> ModelError?
  {
    guard ModelFacts.someAreNamed else { return nil }
    let inside = statements() + expressions().flatMap(\.statements)
    guard let other = inside.lazy.compactMap(\.innermostHome).first(where: { $0.database != facts.home.database }) else { return nil }
    let own = facts.home
    return ModelError(
      .severalDatabases, model: own.model,
      "\(own.model) is in \(own.place) and \(other.model) in \(other.place), so a query over one cannot stand inside of a query over the other. "
        + "Ask for the values first, with .pluck, and give them to the query")
  }
}

extension SQLExpression {
  /// The statements inside, without those inside of them.
  fileprivate var statements: [SelectStatement] {
    var found: [SelectStatement] = []
    _ = rewritten(
      select: { statement in
        found.append(statement)
        return statement
      }
    ) { _ in nil }
    return found
  }
}

extension SelectStatement {
  /// The model that the rows come from.
  fileprivate var innermostHome: QueryHome? {
    if let home { return home }
    return switch from {
    case .subquery(let inner, _): inner.innermostHome
    case .union(let members, _, _): members.first?.innermostHome
    case .table, .raw, .joined: nil
    }
  }
}
