/// No row was found where there must be one.
public struct RecordNotFound: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// The keys that were looked for and not found.
  public let keys: [DatabaseValue]
  /// What was looked for.
  public let description: String

  package init(model: String, keys: [DatabaseValue] = [], _ description: String) {
    self.model = model
    self.keys = keys
    self.description = description
  }
}

/// More than one row was found where there must be one.
public struct SoleRecordExceeded: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// What happened.
  public var description: String { "\(model): wanted only one row, and there are more" }
}

/// A record did not pass validation, so nothing was saved.
public struct RecordInvalid: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// What validation found.
  public let errors: ValidationErrors

  /// What the database refused though validation had let it pass: another writer was faster.
  package let refusal: DatabaseError?

  package init(model: String, errors: ValidationErrors, refusal: DatabaseError? = nil) {
    self.model = model
    self.errors = errors
    self.refusal = refusal
  }

  /// "Validation failed: Name can't be blank", in the words of the current language: those for `record_invalid`.
  public var description: String {
    let table = ErrorMessages.current.messages["record_invalid"] ?? ErrorMessages.english.messages["record_invalid"]
    return (table ?? "%{errors}").replacing("%{errors}", with: "\(errors)")
  }
}

/// A check that is `strict` refused a value: what is wrong is the program, not what a user typed.
public struct StrictValidationFailed: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// What the check found.
  public let errors: ValidationErrors

  package init(model: String, errors: ValidationErrors) {
    self.model = model
    self.errors = errors
  }

  /// "Name can't be blank"
  public var description: String { "\(errors)" }
}

/// A record was not saved: a callback stopped it, or a change to an association failed.
public struct RecordNotSaved: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// Why.
  public let description: String

  package init(model: String, _ description: String) {
    self.model = model
    self.description = description
  }
}

/// A record was not destroyed: a callback stopped it, or dependent records are in the way.
public struct RecordNotDestroyed: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// What the record's errors say.
  public let errors: ValidationErrors
  /// Why.
  public let description: String

  package init(model: String, errors: ValidationErrors, _ description: String) {
    self.model = model
    self.errors = errors
    self.description = description
  }
}

/// A record was not destroyed because others depend on it: `dependent: .restrictWithException`.
public struct DeleteRestricted: Error, Sendable, CustomStringConvertible {
  /// The model's name.
  public let model: String
  /// The association that holds the dependent records.
  public let association: String

  package init(model: String, association: String) {
    self.model = model
    self.association = association
  }

  /// "Cannot delete record because of dependent debts"
  public var description: String { "Cannot delete record because of dependent \(association)" }
}

/// Thrown by a callback to stop what is going on, without another error: Rails' `throw :abort`.
///
/// `saveIfValid` and `destroyIfAllowed` then return `false`; `save` and `destroy` throw ``RecordNotSaved`` or
/// ``RecordNotDestroyed``.
public struct Halt: Error, Sendable {
  /// Stops what is going on.
  public init() {}
}

/// Thrown inside a transaction to roll it back; `transaction` itself then throws nothing.
public struct Rollback: Error, Sendable {
  /// Rolls the transaction back.
  public init() {}
}
