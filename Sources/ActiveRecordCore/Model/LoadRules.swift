/// What a model's rules say about records that come into being: run where rows are turned into records.
package final class LoadRules: LayerObject, @unchecked Sendable {
  // Filled while it is made, by one task; immutable afterwards.
  @exclusivity(unchecked) package var found: [@Sendable (Record) throws -> Void] = []
  @exclusivity(unchecked) package var initialized: [@Sendable (Record) -> Void] = []
  /// The default scopes: those of the classes above first.
  package var scopes: [LayerObject] = []
  /// What is done where an association of this name was set; it gets the record, and the target before.
  package var assigned: [(association: String, body: @Sendable (Record, Record?) -> Void)] = []
  /// The associations of which is said when an owner counts as destroyed.
  package var ensured: [String] = []

  package var isEmpty: Bool { found.isEmpty && initialized.isEmpty }
}

extension ModelFacts {
  /// What is to be done with records that were loaded; collected from the model's rules once.
  package var loadRules: LoadRules {
    loadRulesSlot.value {
      let rules = LoadRules()
      type._declareRules(rules)
      return rules
    }
  }

  /// The rules where they were asked for before; so that rules which query are not collected within themselves.
  package var knownLoadRules: LoadRules? { loadRulesSlot.known() }

  /// Whether records that are loaded for the model must be told so.
  @inline(__always) package var tellsLoaded: Bool {
    isHierarchy ? layout.members.contains { !$0.loadRules.isEmpty } : !loadRules.isEmpty
  }

  /// Tells records that they were found, and that they are there now.
  package func tellLoaded(_ records: [Record]) throws {
    guard tellsLoaded else { return }
    for record in records { try record.tellLoaded() }
  }
}

extension Record {
  /// Runs what is declared for records that were found.
  package final func tellLoaded() throws {
    let rules = facts.loadRules
    for rule in rules.found { try rule(self) }
    if rules.initialized.isEmpty { return }
    Making.call(rules.initialized, on: self)
    if _flags.contains(.endless) { throw endlessMaking }
  }

  /// Runs what is declared for new records, as soon as their first values are set; the memberwise initialiser calls this.
  public final func _initialized() {
    let rules = facts.loadRules
    if !rules.initialized.isEmpty { Making.call(rules.initialized, on: self) }
  }
}
