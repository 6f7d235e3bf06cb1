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
  ) { add(checks, to: Model.self[keyPath: column], context, condition) }

  /// Checks the values of several columns.
  ///
  /// ```swift
  /// address.validates([\.street, \.city], .presence)
  /// ```
  public func validates<V: ColumnValue>(
    _ columns: [KeyPath<Model.Type, Column<V>>], _ checks: Check<Model, V>..., on context: ValidationContext? = nil,
    when condition: (@Sendable (Model) -> Bool)? = nil
  ) { for column in columns { add(checks, to: Model.self[keyPath: column], context, condition) } }

  /// Checks the values of a property without a column: terms that must be accepted, a password before it is hashed.
  ///
  /// ```swift
  /// @Transient var terms: Bool? = nil
  /// member.validates("terms", { $0.terms }, .acceptance)
  /// ```
  ///
  /// - Parameters:
  ///   - name: What the errors call the property.
  ///   - value: The property.
  ///   - checks: What its values must fulfil.
  ///   - context: When the checks run; always where it is left out.
  ///   - condition: What must hold for the record.
  public func validates<V: ColumnValue>(
    _ name: String, _ value: @escaping @Sendable (Model) -> V, _ checks: Check<Model, V>..., on context: ValidationContext? = nil,
    when condition: (@Sendable (Model) -> Bool)? = nil
  ) {
    let attribute = CheckedAttribute(name: name)
    validate(on: context, when: condition) { record in
      for check in checks { try await check.run(record, attribute, value(record)) }
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
    let rule = ValidationRule.Body.waiting { record, _ in try await body(unsafeDowncast(record, to: Model.self)) }
    book.add(ValidationRule(context: context, condition: Self.erased(condition), body: rule))
  }

  private func add<V: ColumnValue>(
    _ checks: [Check<Model, V>], to column: Column<V>, _ context: ValidationContext?, _ condition: (@Sendable (Model) -> Bool)?
  ) {
    let attribute = CheckedAttribute(column), index = column.index
    if checks.contains(where: \.waits) {
      validate(on: context, when: condition) { record in
        let value = try V(databaseValue: record._value(index))
        for check in checks { try await check.run(record, attribute, value) }
      }
    } else {
      let passing = checks.compactMap(\.passes), passesStored = passing.count == checks.count
      let only = checks.count == 1 ? checks[0].passes : nil
      let rule = ValidationRule.Body.atOnce { record in
        let stored = record._value(index)
        // Most records pass, and most columns have one such check.
        if let only { if only(stored) { return } } else if passesStored, passing.allSatisfy({ $0(stored) }) { return }
        let value = try V(databaseValue: stored)
        for check in checks { try check.look(unsafeDowncast(record, to: Model.self), attribute, value) }
      }
      book.add(ValidationRule(context: context, condition: Self.erased(condition), body: rule))
    }
    for check in checks {
      guard let scope = check.uniqueColumns else { continue }
      book.add(UniqueRule(columns: Set(scope + [column.name])) { try check.tellTaken(unsafeDowncast($0, to: Model.self), attribute) })
    }
  }
}

extension ValidationErrors {
  /// The messages for a column.
  public subscript<V>(_ column: Column<V>) -> [String] { self[column.facts.property] }
  /// Adds a finding about a column in words of its own.
  public mutating func add<V>(_ column: Column<V>, _ message: String) { add(column.facts.property, message: message) }
  /// Adds a finding about a column whose words stand in the table of the current language: "blank", "taken".
  public mutating func add<V>(_ column: Column<V>, kind: String, options: [String: String] = [:]) {
    add(column.facts.property, kind: kind, options: options)
  }
  /// Adds a finding about the record as a whole.
  public mutating func add(_ message: String) { add(ValidationErrors.base, message: message) }
}

extension Record {
  /// What the last validation found, and what callbacks added.
  public final var errors: ValidationErrors {
    get {
      var errors = _extras?.errors ?? ValidationErrors()
      if errors.models.isEmpty { errors.models = RuleBook.of(facts).lineage }
      return errors
    }
    set { if !newValue.isEmpty || _extras != nil { _extra().errors = newValue } }
  }
}
