import ActiveRecord
import Testing

// Two records that belong together, one of which is saved and takes the other along.

/// From which side: `hasOne` saves the one that has the other, `belongsTo` the one that belongs to it.
enum Side: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case hasOne, belongsTo
  var testDescription: String { rawValue }
}

/// A circus and its tent, read again.
struct CircusPair {
  let side: Side
  let circus: Circus
  let tent: Tent

  init(_ side: Side) async throws {
    self.side = side
    let circus = try await Circus.create { $0.motto = "Hi" }
    try await Tent(name: "Top", circus: circus).save()
    if side == .hasOne {
      self.circus = try await Circus.find(1)
      tent = try #require(try await self.circus.tent)
    } else {
      tent = try await Tent.find(1)
      self.circus = try #require(try await tent.circus)
    }
  }

  /// The record that is saved, and the one that it saves with it.
  var owner: any Performer { side == .hasOne ? circus : tent }
  var target: any Performer { side == .hasOne ? tent : circus }
  /// The attribute of the owner at which an error of the target stands.
  var error: String { side == .hasOne ? "tent.name" : "circus.motto" }
  func setTarget(_ text: String) { if side == .hasOne { tent.name = text } else { circus.motto = text } }
  func setOwner(_ text: String) { if side == .hasOne { circus.motto = text } else { tent.name = text } }

  /// What is stored: the circus's motto and the tent's name.
  func texts() async throws -> [String] { try await [Circus.find(1).motto, Tent.find(1).name] }
  /// How many targets are stored.
  func storedTargets() async throws -> Int { side == .hasOne ? try await Tent.count() : try await Circus.count() }
  /// Whether the owner has a target, read again.
  func isKept() async throws -> Bool {
    side == .hasOne ? try await circus.reload().tent != nil : try await tent.reload().circus != nil
  }
}

/// A corsair and its sloop, read again, whose target is changed by nested attributes.
struct CorsairPair {
  let side: Side
  let corsair: Corsair
  let sloop: Sloop

  init(_ side: Side) async throws {
    self.side = side
    let corsair = try await Corsair.create { $0.motto = "Aye" }
    let sloop = try await Sloop.create { ($0.name, $0.corsairID) = ("Aye", corsair.id) }
    self.corsair = try await Corsair.find(corsair.id ?? 0)
    self.sloop = try await Sloop.find(sloop.id ?? 0)
  }

  /// The key of the target.
  var key: Int { (side == .hasOne ? sloop.id : corsair.id) ?? 0 }

  /// Assigns the target's attributes, in which `text` stands for its one column.
  func assign(_ target: String) async throws {
    switch side {
    case .hasOne:
      let form = Permit<Corsair>(\.motto).nested(\.sloop, Permit(\.name))
      try await corsair.assign(form.decode(json: #"{"sloop_attributes": \#(target.replacing("text", with: "name"))}"#))
    case .belongsTo:
      let form = Permit<Sloop>(\.name).nested(\.corsair, Permit(\.motto))
      try await sloop.assign(form.decode(json: #"{"corsair_attributes": \#(target.replacing("text", with: "motto"))}"#))
    }
  }
  func save() async throws { if side == .hasOne { try await corsair.save() } else { try await sloop.save() } }
  /// Leaves the owner alone.
  func removeTarget() async throws {
    if side == .hasOne {
      try await Sloop.deleteAll()
      try await corsair.reload()
    } else {
      try await Corsair.deleteAll()
      try await sloop.reload()
    }
  }

  /// The target in memory, and its text.
  func target() async throws -> Record? { side == .hasOne ? try await corsair.sloop : try await sloop.corsair }
  func text() async throws -> String? { side == .hasOne ? try await corsair.sloop?.name : try await sloop.corsair?.motto }

  /// What is stored of the target; `nil` where it is gone.
  func stored() async throws -> String? {
    side == .hasOne ? try await Sloop.findBy { $0.id == key }?.name : try await Corsair.findBy { $0.id == key }?.motto
  }
  /// What is stored of all records of the target's class.
  func texts() async throws -> [String?] { side == .hasOne ? try await Sloop.pluck(\.name) : try await Corsair.pluck(\.motto) }
}
