import ActiveRecord

/// What a performer noted, and what a test wants of it.
struct Cue {
  var log: [String] = []
  /// Is not saved.
  var stops = false
  /// Fails when it has been saved.
  var fails = false
  /// Destroys itself when it has been saved, and fails.
  var vanishes = false
  /// Fails when it has been destroyed.
  var falls = false
}

struct Mishap: Error {}

/// Notes what happens to it, and refuses or fails to be saved where a test says so; its cue is read and set as if it were its own.
@dynamicMemberLookup protocol Performer: Record { var cue: Cue { get set } }

extension Performer {
  subscript<Value>(dynamicMember part: WritableKeyPath<Cue, Value>) -> Value {
    get { cue[keyPath: part] }
    set { cue[keyPath: part] = newValue }
  }
}

extension Rules where Model: Performer {
  /// The rules of every performer.
  func perform() {
    beforeValidation { $0.log.append("validating") }
    afterValidation { $0.log.append("validated") }
    beforeSave {
      $0.log.append("saving")
      if $0.stops { throw Halt() }
    }
    beforeCreate { $0.log.append("creating") }
    afterCreate { $0.log.append("created") }
    afterSave {
      $0.log.append("saved")
      if $0.vanishes { try await $0.destroy() }
      if $0.fails || $0.vanishes { throw Mishap() }
    }
    afterDestroy {
      $0.log.append("destroyed")
      if $0.falls { throw Mishap() }
    }
  }
}
