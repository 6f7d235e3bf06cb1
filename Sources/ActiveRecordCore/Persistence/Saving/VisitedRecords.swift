/// The records that a walk through associations has been at. Most walks see one record, which takes no memory.
struct VisitedRecords {
  private var first: UInt = 0
  private var others = AddressSet()

  /// Notes a record; `false` where it was noted before.
  mutating func insert(_ record: Record) -> Bool {
    let address = AddressSet.address(of: record)
    if first == 0 {
      first = address
      return true
    }
    return first != address && others.insert(address)
  }

  /// Whether more than one record was noted.
  var areSeveral: Bool { !others.isEmpty }

  /// Whether a record was noted.
  func contains(_ record: Record) -> Bool {
    let address = AddressSet.address(of: record)
    return first == address || others.contains(address)
  }
}

/// Addresses of objects that are kept alive by others. (A `Set` would hash each with a function that withstands attackers.)
private struct AddressSet {
  /// A power of two places, at most half of them taken; 0 where nothing is.
  private var places: ContiguousArray<UInt> = []
  private var count = 0

  static func address(of object: AnyObject) -> UInt { UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque()) }

  var isEmpty: Bool { count == 0 }

  func contains(_ address: UInt) -> Bool { count > 0 && places[place(of: address)] == address }

  /// Adds an address.
  ///
  /// - Returns: Whether it was not there.
  mutating func insert(_ address: UInt) -> Bool {
    if count * 2 >= places.count { grow() }
    let place = place(of: address)
    if places[place] == address { return false }
    places[place] = address
    count += 1
    return true
  }

  /// Where an address stands, or would.
  private func place(of address: UInt) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: (UInt64(address) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while places[place] != 0, places[place] != address { place = (place &+ 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = places
    places = ContiguousArray(repeating: 0, count: max(16, old.count * 2))
    for address in old where address != 0 { places[place(of: address)] = address }
  }
}
