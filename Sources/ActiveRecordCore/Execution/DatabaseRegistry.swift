import Synchronization

/// The databases that are used where no block says otherwise: one without a name, and one for each name.
enum DatabaseRegistry {
  private struct Known {
    var unnamed: Database?
    var named: [DatabaseName: Database] = [:]
  }
  private static let known = Mutex(Known())

  /// The database with a name, or the default one.
  static func database(_ name: DatabaseName?) -> Database? {
    known.withLock { known in
      guard let name else { return known.unnamed }
      return known.named[name]
    }
  }

  /// Makes `database` the one with a name, or the default one.
  static func set(_ database: Database?, _ name: DatabaseName?) {
    known.withLock { known in
      guard let name else { return known.unnamed = database }
      known.named[name] = database
    }
  }

  /// Makes `database` the one that its name means, unless there is one.
  static func setIfNone(_ database: Database) {
    known.withLock { known in
      guard let name = database.name else { return known.unnamed = known.unnamed ?? database }
      known.named[name] = known.named[name] ?? database
    }
  }

  /// Forgets `database`.
  static func remove(_ database: Database) {
    known.withLock { known in
      if known.unnamed === database { known.unnamed = nil }
      if let name = database.name, known.named[name] === database { known.named[name] = nil }
    }
  }
}
