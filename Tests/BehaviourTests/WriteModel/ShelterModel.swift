/// What the database must hold, as plain values: every name is given once.
struct ShelterModel: Equatable {
  /// The owners that have rows.
  var owners: Set<String> = []
  /// How often they were visited, of those that were.
  var visits: [String: Int] = [:]
  /// The members that have rows, with the owner whose key they hold.
  var held: [ShelterKind: [String: String?]] = [.cats: [:], .dogs: [:], .keeper: [:]]
  /// The members that have rows and hold no key.
  var free: [ShelterKind: Set<String>] = [.guests: [], .badges: []]
  /// The pairs in between.
  var pairs: [ShelterKind: [Pair]] = [.guests: [], .badges: []]

  struct Pair: Hashable, Comparable {
    var owner: String
    var member: String
    static func < (one: Pair, other: Pair) -> Bool { (one.owner, one.member) < (other.owner, other.member) }
  }

  /// The members of an owner.
  func members(_ kind: ShelterKind, of owner: String) -> [String] {
    if kind.joins { return (pairs[kind] ?? []).filter { $0.owner == owner }.map(\.member).sorted() }
    return (held[kind] ?? [:]).filter { $0.value == owner }.map(\.key).sorted()
  }

  /// The collections in which an owner has members.
  func filled(_ owner: String) -> [ShelterKind] { ShelterKind.collections.filter { !members($0, of: owner).isEmpty } }

  /// Every member with a row.
  func all(_ kind: ShelterKind) -> [String] { kind.joins ? (free[kind] ?? []).sorted() : (held[kind] ?? [:]).keys.sorted() }

  /// A member comes to an owner; one without a row gets one.
  mutating func add(_ kind: ShelterKind, _ member: String, to owner: String) {
    guard kind.joins else {
      if kind == .keeper { for name in members(kind, of: owner) where name != member { held[kind]?[name] = .some(nil) } }
      held[kind]?[member] = owner
      return
    }
    free[kind]?.insert(member)
    pairs[kind]?.append(Pair(owner: owner, member: member))
  }

  /// A member is taken out.
  mutating func remove(_ kind: ShelterKind, _ member: String, from owner: String, deleting: Bool) {
    if kind.joins {
      pairs[kind]?.removeAll { $0 == Pair(owner: owner, member: member) }
    } else if deleting {
      held[kind]?.removeValue(forKey: member)
    } else {
      held[kind]?[member] = .some(nil)
    }
  }

  /// An owner is destroyed, with what depends on it.
  mutating func destroy(_ owner: String) {
    owners.remove(owner)
    visits.removeValue(forKey: owner)
    for kind in ShelterKind.allCases {
      for member in members(kind, of: owner) { remove(kind, member, from: owner, deleting: kind == .dogs) }
    }
  }

  var sorted: ShelterModel {
    var copy = self
    for kind in copy.pairs.keys { copy.pairs[kind]?.sort() }
    return copy
  }
}

/// The associations of the world.
enum ShelterKind: String, CaseIterable, Sendable {
  case cats, dogs, guests, badges, keeper

  static let collections: [ShelterKind] = [.cats, .dogs, .guests, .badges]

  /// Whether a row in between joins the members.
  var joins: Bool { self == .guests || self == .badges }
}
