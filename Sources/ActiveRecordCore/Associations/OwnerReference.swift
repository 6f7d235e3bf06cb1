/// Points at an owner without keeping it alive: an index into the table of the owner's load.
///
/// What the user wrote is held strongly; what the library fills in on the other side never keeps anything alive. So two
/// records that know each other are freed when nobody else knows them.
package struct OwnerReference {
  private let table: PeerTable
  private let slot: Int

  package init(_ owner: Record) {
    let context = owner._context ?? LoadContext.adopt([owner]) ?? LoadContext(PeerTable([owner]))
    table = context.peers
    slot = Int(owner._slot)
  }

  /// The owner, as long as it lives.
  package var owner: Record? { table[slot] }
}
