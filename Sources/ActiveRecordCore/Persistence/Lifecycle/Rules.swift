/// Where a model declares its validations and callbacks.
///
/// ```swift
/// static func rules(_ post: Rules<Post>) {
///   post.validates(\.title, .presence, .length(2...80))
///   post.beforeSave { $0.title = $0.title.trimmed() }
///   post.afterCommit(on: .create) { post in await feed.announce(post.id) }
/// }
/// ```
///
/// Declarations describe, rules act: they run in order, those of superclasses first. The function stands in the class, or in an extension
/// of it in the same module.
public struct Rules<Model: Record> {
  let book: RuleBook

  /// The rules that go into a book; `@Model` calls this.
  public init(_ book: AnyObject) { self.book = (book as? RuleBook) ?? RuleBook(loads: book as? LoadRules) }

  /// A condition, without the type of its model.
  static func erased(_ condition: (@Sendable (Model) -> Bool)?) -> (@Sendable (Record) -> Bool)? {
    guard let condition else { return nil }
    return { condition(unsafeDowncast($0, to: Model.self)) }
  }

  func on(
    _ point: Lifecycle, _ actions: Action, _ condition: (@Sendable (Model) -> Bool)?,
    _ body: @escaping @Sendable (Model) async throws -> Void
  ) {
    book.add(
      Callback(actions: actions, condition: Self.erased(condition)) { try await body(unsafeDowncast($0, to: Model.self)) }, at: point)
  }

  func around(
    _ point: Lifecycle, _ actions: Action, _ condition: (@Sendable (Model) -> Bool)?,
    _ body: @escaping @Sendable (Model, () async throws -> Void) async throws -> Void
  ) {
    book.add(
      AroundCallback(actions: actions, condition: Self.erased(condition)) { record, next in
        try await body(unsafeDowncast(record, to: Model.self), next)
      },
      around: point)
  }
}

extension Record {
  /// Declares nothing: what `@Model` finds where a class has no `rules` of its own.
  public static func rules<Model: Record>(_ rules: Rules<Model>) {}
}
