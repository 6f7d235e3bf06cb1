// Checks that fit any value: whether there is one, whether it stands in a list, or what the application says.

extension Check {
  /// The value is there: not `nil`, not blank.
  public static var presence: Self {
    var check = Self(kind: "blank") { !$0.databaseValue.isBlank }
    check.passes = { !$0.isBlank }
    return check
  }

  /// The value is not there: `nil` or blank.
  public static var absence: Self { Self(kind: "present") { $0.databaseValue.isBlank } }

  /// The value is one of these.
  public static func inclusion(_ values: Value...) -> Self { inclusion(in: values) }
  /// The value is one of these.
  public static func inclusion(in values: some Sequence<Value> & Sendable) -> Self {
    Self(kind: "inclusion") { values.contains($0) }
  }
  /// The value is one of those that the record allows.
  public static func inclusion(in values: @escaping @Sendable (Model) -> [Value]) -> Self {
    Self { record, _, value in values(record).contains(value) ? [] : [Finding(kind: "inclusion")] }
  }

  /// The value is none of these.
  public static func exclusion(_ values: Value...) -> Self { exclusion(in: values) }
  /// The value is none of these.
  public static func exclusion(in values: some Sequence<Value> & Sendable) -> Self {
    Self(kind: "exclusion") { !values.contains($0) }
  }
  /// The value is none of those that the record forbids.
  public static func exclusion(in values: @escaping @Sendable (Model) -> [Value]) -> Self {
    Self { record, _, value in values(record).contains(value) ? [Finding(kind: "exclusion")] : [] }
  }

  /// The value is what was typed a second time, unless nothing was: Rails' confirmation of a password.
  ///
  /// ```swift
  /// @Transient var emailConfirmation: String? = nil
  /// member.validates(\.email, .confirmation { $0.emailConfirmation })
  /// // "Email confirmation doesn't match Email"
  /// ```
  public static func confirmation(_ second: @escaping @Sendable (Model) -> Value?) -> Self {
    Self { record, attribute, value in
      guard let second = second(record), !second.databaseValue.isNull, second != value else { return [] }
      let name = ErrorMessages.current.name(of: attribute.name, record.errors.models)
      return [Finding(kind: "confirmation", options: ["attribute": name], attribute: "\(attribute.name)Confirmation")]
    }
  }

  /// A condition of the application's own.
  ///
  /// ```swift
  /// author.validates(\.name, .satisfying("is no name") { $0 != "nobody" })
  /// ```
  public static func satisfying(
    _ message: String, kind: String = "invalid", _ holds: @escaping @Sendable (Value) -> Bool
  ) -> Self {
    Self(kind: kind, holds).message(message)
  }

  /// A condition of the application's own, which sees the record and may ask the database.
  public static func satisfying(
    _ message: String, kind: String = "invalid", _ holds: @escaping @Sendable (Model, Value) async throws -> Bool
  ) -> Self {
    Self { record, _, value in try await holds(record, value) ? [] : [Finding(kind: kind)] }.message(message)
  }
}

extension Check where Value: Unwrappable<Bool> {
  /// The user agreed; `nil` passes.
  public static var acceptance: Self { Self(kind: "accepted") { $0.unwrapped ?? true } }
}
