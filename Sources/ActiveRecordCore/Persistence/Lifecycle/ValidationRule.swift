/// A validation, without the type of its model.
package struct ValidationRule: Sendable {
  enum Body: Sendable {
    /// It looks at the record alone.
    case atOnce(@Sendable (Record) throws -> Void)
    /// It may ask the database.
    ///
    /// It gets the application's own context, if there is one.
    case waiting(@Sendable (Record, ValidationContext?) async throws -> Void)
  }
  /// One that looks at the record alone, where it is known that its context applies.
  struct AtOnce: Sendable {
    let condition: (@Sendable (Record) -> Bool)?
    let body: @Sendable (Record) throws -> Void
  }
  let context: ValidationContext?
  let condition: (@Sendable (Record) -> Bool)?
  let body: Body

  @inline(__always) func applies(to record: Record, in context: ValidationContext) -> Bool {
    applies(in: context) && (condition?(record) ?? true)
  }

  fileprivate func applies(in context: ValidationContext) -> Bool {
    self.context.map { !$0.names.isDisjoint(with: context.names) } ?? true
  }
}

extension RuleBook {
  /// The rules that look at the record alone, as far as they apply in a context.
  func checks(in context: ValidationContext) -> [ValidationRule.AtOnce] {
    validations.filter { $0.applies(in: context) }.compactMap { rule in
      if case .atOnce(let body) = rule.body { ValidationRule.AtOnce(condition: rule.condition, body: body) } else { nil }
    }
  }
}
