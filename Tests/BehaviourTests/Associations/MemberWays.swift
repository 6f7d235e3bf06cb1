import ActiveRecord
import Testing

/// What is tried on a collection of any kind.
protocol MarinaTrial {
  func run<Member: MarinaMember>(_ marina: Marina, _ members: Marina.Many<Member>) async throws
}

/// The kinds of collections.
enum MarinaKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case hasMany, through, pairs
  var testDescription: String { rawValue }

  func run(_ trial: some MarinaTrial, on marina: Marina) async throws {
    switch self {
    case .hasMany: try await trial.run(marina, marina.boats)
    case .through: try await trial.run(marina, marina.pilots)
    case .pairs: try await trial.run(marina, marina.flags)
    }
  }
}

/// A way for a member to come into a collection.
enum WayIn: String, CaseIterable, Sendable {
  case append, appendIfValid, build, buildForEach, create, createIfValid, createForEach, createIfValidForEach, findOrCreate,
    findOrCreateIfValid, findOrBuild, createOrFind, firstOrCreate, firstOrBuild, narrowed, replace, replaceByIDs

  /// Those of an owner without a row, which creates nothing.
  static let ofNewOwners: [WayIn] = [.append, .appendIfValid, .build, .buildForEach, .replace, .replaceByIDs]

  /// Whether the member is only saved with its owner.
  var waitsForTheOwner: Bool { [.build, .buildForEach, .findOrBuild, .firstOrBuild].contains(self) }

  /// Whether a callback that halts is told by what is returned.
  var tellsByItsAnswer: Bool { [.appendIfValid, .createIfValid, .createIfValidForEach, .findOrCreateIfValid].contains(self) }

  /// Brings a member of this name in.
  func bring<Member: MarinaMember>(_ name: String, into members: Marina.Many<Member>) async throws {
    switch self {
    case .append: try await members.append(Member({ $0.name = name }))
    case .appendIfValid: _ = try await members.appendIfValid(Member({ $0.name = name }))
    case .build: members.build { $0.name = name }
    case .buildForEach: members.build(forEach: [name]) { $0.name = $1 }
    case .create: try await members.create { $0.name = name }
    case .createIfValid: try await members.createIfValid { $0.name = name }
    case .createForEach: try await members.create(forEach: [name]) { $0.name = $1 }
    case .createIfValidForEach: try await members.createIfValid(forEach: [name]) { $0.name = $1 }
    case .findOrCreate: try await members.findOrCreateBy { $0.name == name }
    case .findOrCreateIfValid: try await members.findOrCreateByIfValid { $0.name == name }
    case .findOrBuild: try await members.findOrBuildBy { $0.name == name }
    case .createOrFind: try await members.createOrFindBy { $0.name == name }
    case .firstOrCreate: try await members.firstOrCreate { $0.name = name }
    case .firstOrBuild: try await members.firstOrBuild { $0.name = name }
    case .narrowed: try await members.where { $0.name == name }.create()
    case .replace: try await members.replace(with: [Member({ $0.name = name })])
    case .replaceByIDs:
      let member = Member({ $0.name = name })
      try await member.save()
      try await members.replace(withIDs: [member.id ?? 0])
    }
  }
}

/// A way for members to leave a collection.
enum WayOut: String, CaseIterable, Sendable {
  case remove, removeByID, removeAll, deleteAll, nullify, destroyByRemoveAll, clear, destroy, destroyByID, destroyAll, replace, replaceByIDs

  /// Those of an owner without a row, whose members have none, either.
  static let ofNewOwners: [WayOut] = [.remove, .removeAll, .clear, .destroy, .destroyAll, .replace]

  /// Takes out these members, which are all that there are.
  func take<Member: MarinaMember>(_ list: [Member], outOf members: Marina.Many<Member>) async throws {
    switch self {
    case .remove: try await members.remove(list)
    case .removeByID: for member in list.reversed() { try await members.remove(ids: member.id ?? 0) }
    case .removeAll: try await members.removeAll()
    case .deleteAll: try await members.removeAll(.deleteAll)
    case .nullify: try await members.removeAll(.nullify)
    case .destroyByRemoveAll: try await members.removeAll(.destroy)
    case .clear: try await members.clear()
    case .destroy: try await members.destroy(list)
    case .destroyByID: for member in list.reversed() { try await members.destroy(ids: member.id ?? 0) }
    case .destroyAll: try await members.destroyAll()
    case .replace: try await members.replace(with: [])
    case .replaceByIDs: try await members.replace(withIDs: [Int]())
    }
  }
}
