/// The state of a to-many association that belongs to one record alone: changed in memory, or loaded after a change.
package final class CollectionState {
  /// The members: loaded ones, and new ones that are not saved yet.
  @exclusivity(unchecked) package var target: [Record]
  /// Whether the members in the database are all there.
  @exclusivity(unchecked) package var isLoaded: Bool
  /// New members that were assigned from the other side; their own variables keep them alive.
  @exclusivity(unchecked) package var inversed: [OwnerReference] = []
  /// Members that are joined when the owner is saved: by a row in a table without model, or by the owner's key in their own row.
  @exclusivity(unchecked) package var pendingJoins: [Record] = []
  /// Members that were built, and whose coming is still to be told to callbacks that wait.
  @exclusivity(unchecked) package var unannounced: [Record] = []
  /// The key that the owner held when the members were loaded, where they are reached by it; another one makes them stale.
  @exclusivity(unchecked) package var ownerKey: DatabaseValue?
  /// The join records of members that are built: each is saved with its member, or with the owner.
  @exclusivity(unchecked) package var foreseen: [(member: Record, join: Record)] = []
  /// The members that nested attributes were about, in their order, with gaps for those that were left out.
  @exclusivity(unchecked) package var input: [Record?] = []
  /// What the queries say about their join records that members were made with, until these are built.
  @exclusivity(unchecked) package var narrowings: [(member: Record, conditions: [SQLExpression])] = []
  /// How many callbacks for members are being called, inside of each other.
  @exclusivity(unchecked) package var calls = 0
  /// What callbacks threw when members were built; the next save of the owner throws it.
  @exclusivity(unchecked) package var refusals: [any Error] = []

  package init(target: [Record] = [], isLoaded: Bool = false) {
    self.target = target
    self.isLoaded = isLoaded
  }

  /// The same, on its own from now on.
  package func copy() -> CollectionState {
    let copy = CollectionState(target: target, isLoaded: isLoaded)
    copy.inversed = inversed
    copy.pendingJoins = pendingJoins
    copy.unannounced = unannounced
    copy.refusals = refusals
    copy.ownerKey = ownerKey
    copy.foreseen = foreseen
    copy.input = input
    copy.narrowings = narrowings
    return copy
  }

  /// The members that are known now, those from the other side included.
  package var members: [Record] {
    if inversed.isEmpty { return target }
    return target + inversed.compactMap(\.owner).filter { other in !target.contains { $0 === other } }
  }

  /// The members without a row.
  package var unsaved: [Record] { members.filter(\.isNew) }

  /// Adds a record, in the place of an older instance of the same row.
  package func add(_ record: Record) {
    if let position = target.firstIndex(where: { $0 === record || (!record.isNew && $0 == record) }) {
      target[position] = record
    } else {
      target.append(record)
    }
  }

  /// Takes records out.
  package func remove(_ records: [Record]) {
    let leaving = RecordGroup(records)
    target.removeAll { leaving.has($0) || (!$0.isNew && leaving.hasRow(of: $0)) }
    inversed.removeAll { $0.owner.map(leaving.has) ?? false }
    pendingJoins.removeAll(where: leaving.has)
    unannounced.removeAll(where: leaving.has)
    foreseen.removeAll { leaving.has($0.member) }
  }

  /// Puts rows from the database and the members in memory together: instances that are known stay and take over what changed in their
  /// rows, new members come last.
  package func merge(loaded: [Record]) {
    let known = members
    if known.isEmpty {
      target = loaded
    } else {
      let persisted = Dictionary(
        known.filter { !$0.isNew && !$0.isDestroyed }.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
      target = loaded.map { row in
        guard let member = persisted[row.identity] else { return row }
        member.takeRow(of: row)
        return member
      }
      target += known.filter(\.isNew)
    }
    isLoaded = true
  }
}
