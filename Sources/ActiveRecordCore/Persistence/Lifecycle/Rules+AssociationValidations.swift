/// A rule for the members of an association: `.presence`, `.count(1...5)`.
public struct MemberCheck: Sendable {
  let find: @Sendable (Int) -> (kind: String, options: [String: String])?
  private(set) var words: String?

  init(_ find: @escaping @Sendable (Int) -> (kind: String, options: [String: String])?) { self.find = find }

  /// There is a member; those that are marked for destruction do not count.
  public static let presence = MemberCheck { $0 == 0 ? ("blank", [:]) : nil }
  /// There is no member.
  public static let absence = MemberCheck { $0 > 0 ? ("present", [:]) : nil }
  /// There are so many members.
  public static func count(_ range: ClosedRange<Int>) -> Self { count(range.lowerBound, range.upperBound) }
  /// There are at least so many members.
  public static func count(_ range: PartialRangeFrom<Int>) -> Self { count(range.lowerBound, Int.max) }
  /// There are at most so many members.
  public static func count(_ range: PartialRangeThrough<Int>) -> Self { count(0, range.upperBound) }

  private static func count(_ minimum: Int, _ maximum: Int) -> Self {
    MemberCheck { count in
      if count < minimum { return ("too_short", ["count": "\(minimum)"]) }
      return count > maximum ? ("too_long", ["count": "\(maximum)"]) : nil
    }
  }

  /// The check with words of its own, which may hold `%{count}`, `%{attribute}` and `%{model}`.
  public func message(_ text: String) -> Self {
    var copy = self
    copy.words = text
    return copy
  }
}

extension Rules {
  /// Checks that a collection has members, or how many; it is loaded for that.
  ///
  /// ```swift
  /// club.validates(\.members, .presence, on: "opening")   // "Members can't be blank"
  /// ```
  public func validates<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, _ checks: MemberCheck..., on context: ValidationContext? = nil,
    when condition: (@Sendable (Model) -> Bool)? = nil
  ) { members(Model.self[keyPath: association].names.last ?? "", checks, context, condition) }

  /// Checks that an association has a target, or none; it is loaded for that.
  public func validates<Target: AssociationTarget>(
    _ association: KeyPath<Model.Type, ToOne<Target>>, _ checks: MemberCheck..., on context: ValidationContext? = nil,
    when condition: (@Sendable (Model) -> Bool)? = nil
  ) { members(Model.self[keyPath: association].names.last ?? "", checks, context, condition) }

  private func members(
    _ name: String, _ checks: [MemberCheck], _ context: ValidationContext?, _ condition: (@Sendable (Model) -> Bool)?
  ) {
    validate(on: context, when: condition) { record in
      let reflection = try record.facts.association(name)
      let members =
        reflection.isSingular
        ? try await SingularLoader.load(record, reflection, isAsked: false).map { [$0] } ?? []
        : try await CollectionLoader.load(record, reflection, isAsked: false)
      let count = members.count { !$0._flags.contains(.markedForDestruction) }
      for check in checks {
        guard let (kind, options) = check.find(count) else { continue }
        if let words = check.words {
          record.errors.add(name, template: words, kind: kind, options: options)
        } else {
          record.errors.add(name, kind: kind, options: options)
        }
      }
    }
  }

  /// Validates the members of a collection that are in memory with their owner.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - message: Words of its own instead of "is invalid".
  ///   - context: When it runs; always where it is left out.
  public func validatesAssociated<Element: Record>(
    _ association: KeyPath<Model.Type, ToMany<Element>>, message: String? = nil, on context: ValidationContext? = nil
  ) { associated(Model.self[keyPath: association].names.last ?? "", message, context) }

  /// Validates the target of an association, where it is in memory, with its owner.
  public func validatesAssociated<Target: AssociationTarget>(
    _ association: KeyPath<Model.Type, ToOne<Target>>, message: String? = nil, on context: ValidationContext? = nil
  ) { associated(Model.self[keyPath: association].names.last ?? "", message, context) }

  private func associated(_ name: String, _ message: String?, _ context: ValidationContext?) {
    let rule = ValidationRule.Body.waiting { record, context in
      let reflection = try record.facts.association(name)
      var isValid = true
      for target in Validation.members(of: record, reflection) {
        if !(try await Validation.run(target, in: context)) { isValid = false }
      }
      if isValid { return }
      if let message { record.errors.add(name, message: message) } else { record.errors.add(name, kind: "invalid") }
    }
    book.add(ValidationRule(context: context, condition: nil, body: rule))
  }

  /// Names the members that errors are about by their places: `posts[2].title` instead of `posts.title`.
  ///
  /// - Parameters:
  ///   - association: The collection.
  ///   - order: What a place counts: the members, or the nested attributes that came, those that were left out included.
  public func indexesErrors<Element: Record>(
    of association: KeyPath<Model.Type, ToMany<Element>>, by order: ErrorIndexing = .association
  ) { book.indexErrors(of: Model.self[keyPath: association].names.last ?? "", by: order) }
}
