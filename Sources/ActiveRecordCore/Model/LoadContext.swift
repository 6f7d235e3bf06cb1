/// What records that were loaded together share: who their peers are, and what was loaded for them.
///
/// The first touch of an association on one record loads it for all of its peers, with one query. The results stand here,
/// a column for each association, by the slots of the records.
public final class LoadContext {
  /// The records, by slot; none is kept alive by it.
  package let peers: PeerTable
  @exclusivity(unchecked) package final var toOne: ContiguousArray<ToOneColumn?> = []
  @exclusivity(unchecked) package final var toMany: ContiguousArray<ToManyColumn?> = []
  /// How many rows collections have, by the association's index, as the layer of loading keeps it.
  @exclusivity(unchecked) package final var sizes: ContiguousArray<AnyObject?> = []
  /// Loads that are under way, as the layer of loading keeps them.
  @exclusivity(unchecked) package final var touch: AnyObject?
  /// Parts of collections that one record asked for all, as the layer of loading keeps them.
  @exclusivity(unchecked) package final var members: AnyObject?
  /// Values that were computed for the records: those that were asked for with them, and answers to one of them that all share.
  @exclusivity(unchecked) package final var computed: ComputedColumns?
  /// Who the records' owners are, where they were loaded through an association.
  @exclusivity(unchecked) package final var inverse: InverseColumn?
  /// Whether a lazy load covers all peers.
  @exclusivity(unchecked) package final var loadsTogether = true

  package init(_ peers: PeerTable) { self.peers = peers }

  /// Gives `records` a context of their own, each with its slot.
  package static func adopt(_ records: [Record]) -> LoadContext? {
    guard !records.isEmpty else { return nil }
    let context = LoadContext(PeerTable(records))
    for slot in 0..<records.count {
      let record = records[slot]
      record.leaveContext()
      record._context = context
      record._slot = Int32(truncatingIfNeeded: slot)
    }
    return context
  }

  /// Forgets a record that is going away, and what only it was holding.
  @inline(__always) func release(slot: Int) {
    peers.clear(slot)
    if !toOne.isEmpty || !toMany.isEmpty { releaseTargets(slot: slot) }
  }

  private func releaseTargets(slot: Int) {
    for column in toOne { column?.clear(slot) }
    for column in toMany { column?.clear(slot) }
  }

  /// The column of a to-one association, made on first use.
  package func toOneColumn(_ index: Int) -> ToOneColumn {
    while toOne.count <= index { toOne.append(nil) }
    if let column = toOne[index] { return column }
    let column = ToOneColumn(count: peers.count)
    toOne[index] = column
    return column
  }

  /// The column of a to-many association, made on first use.
  package func toManyColumn(_ index: Int) -> ToManyColumn {
    while toMany.count <= index { toMany.append(nil) }
    if let column = toMany[index] { return column }
    let column = ToManyColumn(count: peers.count)
    toMany[index] = column
    return column
  }
}

/// The records of a load, by slot, without keeping them alive: a record clears its slot when it goes.
package final class PeerTable {
  /// Unretained: sound because a record's deinit clears its slot, and all peers live in one isolation region.
  private let slots: UnsafeMutablePointer<Unmanaged<Record>?>
  package let count: Int

  package init(_ records: [Record]) {
    count = records.count
    slots = .allocate(capacity: Swift.max(1, records.count))
    for slot in 0..<records.count { (slots + slot).initialize(to: .passUnretained(records[slot])) }
  }

  deinit { slots.deallocate() }

  @inline(__always) package subscript(slot: Int) -> Record? { slots[slot]?.takeUnretainedValue() }

  @inline(__always) func clear(_ slot: Int) { slots[slot] = nil }

  /// The records that are still there.
  package var alive: [Record] {
    var result: [Record] = []
    result.reserveCapacity(count)
    for slot in 0..<count { if let record = self[slot] { result.append(record) } }
    return result
  }
}

/// The targets of a to-one association for all peers, retained, by slot.
package final class ToOneColumn {
  private enum Mark {
    static let unloaded: UInt = 1
    static let none: UInt = 0
  }
  private let slots: UnsafeMutablePointer<UInt>
  private let count: Int

  init(count: Int) {
    self.count = count
    slots = .allocate(capacity: Swift.max(1, count))
    slots.initialize(repeating: Mark.unloaded, count: Swift.max(1, count))
  }

  deinit {
    for slot in 0..<count { clear(slot) }
    slots.deallocate()
  }

  /// `nil` where nothing was loaded; else the target, or none.
  @inline(__always) package subscript(slot: Int) -> Record?? {
    let bits = slots[slot]
    if bits == Mark.unloaded { return nil }
    guard let pointer = UnsafeRawPointer(bitPattern: bits) else { return .some(nil) }
    return Unmanaged<Record>.fromOpaque(pointer).takeUnretainedValue()
  }

  package func set(_ slot: Int, _ record: Record?) {
    clear(slot)
    slots[slot] = record.map { UInt(bitPattern: Unmanaged.passRetained($0).toOpaque()) } ?? Mark.none
  }

  package func clear(_ slot: Int) {
    let bits = slots[slot]
    slots[slot] = Mark.unloaded
    if bits != Mark.unloaded, let pointer = UnsafeRawPointer(bitPattern: bits) {
      Unmanaged<Record>.fromOpaque(pointer).release()
    }
  }
}

/// The targets of a to-many association for all peers, one array of the exact size for each, by slot.
package final class ToManyColumn {
  @exclusivity(unchecked) private var values: ContiguousArray<[Record]>
  @exclusivity(unchecked) private var loaded: ContiguousArray<Bool>

  init(count: Int) {
    values = ContiguousArray(repeating: [], count: count)
    loaded = ContiguousArray(repeating: false, count: count)
  }

  /// `nil` where nothing was loaded.
  @inline(__always) package subscript(slot: Int) -> [Record]? { loaded[slot] ? values[slot] : nil }

  package func set(_ slot: Int, _ records: [Record]) {
    values[slot] = records
    loaded[slot] = true
  }

  package func clear(_ slot: Int) {
    loaded[slot] = false
    let old = values[slot]
    values[slot] = []
    withExtendedLifetime(old) {}
  }
}

/// For each record of a load, the slot of the owner it was loaded for.
package final class InverseColumn {
  package let association: Int
  private let owners: PeerTable
  private let slots: ContiguousArray<Int32>

  package init(association: Int, owners: PeerTable, slots: ContiguousArray<Int32>) {
    self.association = association
    self.owners = owners
    self.slots = slots
  }

  /// The owner of the record in a slot, as long as it lives.
  @inline(__always) package subscript(slot: Int) -> Record? {
    let owner = slots[slot]
    return owner < 0 ? nil : owners[Int(owner)]
  }
}

extension Record {
  /// Parts from the records it was loaded with; their table must not point at it any more.
  package final func leaveContext() {
    guard let context = _context else { return }
    context.release(slot: Int(_slot))
    _context = nil
  }
}
