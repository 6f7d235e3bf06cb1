/// Values over associations, as a query of the owners can select them.
package enum Aggregates {
  /// The expression of a value; `\.posts.views.sum`, which speaks of a joined table, becomes a query of its own inside.
  package static func expression<V>(_ value: Computed<V>, _ root: ModelFacts) -> (SQLExpression, (any Error)?) {
    let paths = value.expression.tables.compactMap { if case .path(let path) = $0 { path } else { nil } }
    guard let path = paths.first else { return (value.expression, value.failure) }
    guard paths.count == 1 else {
      let error = AssociationError(
        .notJoined, model: root.name, association: path.joined(separator: "."),
        "a value that is loaded with the records can speak of one association only")
      return (value.expression, value.failure ?? error)
    }
    do {
      let targets = try AssociationSubselect(root, path)
      let inside = value.expression.retagged { tag in if case .path = tag { .root } else { tag } }
      return (try targets.value(inside), value.failure)
    } catch { return (value.expression, error) }
  }
}
