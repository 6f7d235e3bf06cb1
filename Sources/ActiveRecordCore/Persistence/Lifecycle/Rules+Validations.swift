extension Rules {
  /// Checks the values of a column before a record is saved.
  ///
  /// ```swift
  /// author.validates(\.name, .presence, .length(2...40))
  /// author.validates(\.email, .format(/\S+@\S+/).message("looks wrong"), when: { $0.email != nil })
  /// ```
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - checks: What its values must fulfil.
  ///   - context: When the checks run; always where it is left out.
  ///   - condition: What must hold for the record.
  public func validates<V: ColumnValue>(
    _ column: KeyPath<Model.Type, Column<V>>, _ checks: Check<Model, V>..., on context: ValidationContext? = nil,
    when condition: (@Sendable (Model) -> Bool)? = nil
  ) {
    let column = Model.self[keyPath: column]
    let index = column.index
    if checks.contains(where: \.waits) {
      validate(on: context, when: condition) { record in
        let value = try V(databaseValue: record._value(index))
        for check in checks { try await check.run(record, column, value) }
      }
    } else {
      let rule = ValidationRule.Body.atOnce { record in
        let value = try V(databaseValue: record._value(index))
        for check in checks { check.look(unsafeDowncast(record, to: Model.self), column, value) }
      }
      book.add(ValidationRule(context: context, condition: Self.erased(condition), body: rule))
    }
  }

  /// Looks at a record before it is saved, and adds to its errors.
  ///
  /// ```swift
  /// post.validate(on: "publishing") { if try await $0.replies.isEmpty() { $0.errors.add(Self.title, "has no replies") } }
  /// ```
  public func validate(
    on context: ValidationContext? = nil, when condition: (@Sendable (Model) -> Bool)? = nil,
    _ body: @escaping @Sendable (Model) async throws -> Void
  ) {
    let rule = ValidationRule.Body.waiting { try await body(unsafeDowncast($0, to: Model.self)) }
    book.add(ValidationRule(context: context, condition: Self.erased(condition), body: rule))
  }

  /// Validates the members of a collection with their owner.
  public func validatesAssociated<Element: Record>(_ association: KeyPath<Model.Type, ToMany<Element>>) {
    associated(Model.self[keyPath: association].names.last ?? "")
  }

  /// Validates the target of an association with its owner.
  public func validatesAssociated<Target: AssociationTarget>(_ association: KeyPath<Model.Type, ToOne<Target>>) {
    associated(Model.self[keyPath: association].names.last ?? "")
  }

  private func associated(_ name: String) {
    validate { record in
      let reflection = try record.facts.association(name)
      for target in AssociationLoad.targets(of: record, reflection) where !(try await Validation.run(target)) {
        record.errors.add(name, message: "is invalid")
        return
      }
    }
  }
}

extension ValidationErrors {
  /// Adds a finding about a column.
  public mutating func add<V>(_ column: Column<V>, _ message: String) { add(column.facts.property, message: message) }
  /// Adds a finding about the record as a whole.
  public mutating func add(_ message: String) { add(ValidationErrors.base, message: message) }
}

extension Record {
  /// What the last validation found, and what callbacks added.
  public final var errors: ValidationErrors {
    get { _extras?.errors ?? ValidationErrors() }
    set { if !newValue.isEmpty || _extras != nil { _extra().errors = newValue } }
  }
}
