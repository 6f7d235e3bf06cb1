extension AssociationError.Code {
  /// Tables of several databases would have to be joined.
  public static let severalDatabases = AssociationError.Code("several databases")
}

extension AssociationReflection {
  /// Refuses to put tables of several databases into one statement.
  ///
  /// - Parameters:
  ///   - hops: The steps whose tables are to be in it.
  ///   - start: The model that the first step is joined to, if it is in the statement too.
  package func requireOneDatabase(_ hops: [AssociationHop], from start: ModelFacts? = nil) throws {
    guard var previous = start ?? hops.first?.home else { return }
    for hop in hops {
      let home = hop.home
      if home.databaseName != previous.databaseName { throw severalDatabases(previous, home, isJoinedToOwner: start != nil) }
      previous = home
    }
  }

  private func severalDatabases(_ one: ModelFacts, _ other: ModelFacts, isJoinedToOwner: Bool) -> AssociationError {
    let remedy =
      if kind == .hasAndBelongsToMany {
        "Give the join table a model, and go through it with 'disableJoins: true'"
      } else if !isThrough {
        "Load it with queries of its own: .preload(\\.\(name))"
      } else if options.disableJoins, isJoinedToOwner {
        "It has 'disableJoins: true', so load it with .preload(\\.\(name)), or ask for the keys first"
      } else {
        "Declare it with 'disableJoins: true', which asks each database by itself"
      }
    return error(
      .severalDatabases,
      "\(one.name) is in \(one.home.place) and \(other.name) in \(other.home.place), so their tables cannot be joined. \(remedy)")
  }
}
