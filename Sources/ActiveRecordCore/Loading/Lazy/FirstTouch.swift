/// The first touch of an association, while its query runs: who touches the same meanwhile waits for it, instead of asking the same.
///
/// Tasks of one actor take turns where they wait for the database, so a second one may touch while the query of the first is under way.
final class FirstTouch {
  private let association: Int
  /// The transaction that its task has open, if there is one.
  private let session: Session?
  private let context: LoadContext
  /// The touch of another association of the same records.
  private var next: FirstTouch?
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private init(_ association: Int, _ session: Session?, _ context: LoadContext) {
    self.association = association
    self.session = session
    self.context = context
    next = Self.first(context)
  }

  private static func first(_ context: LoadContext) -> FirstTouch? { context.touch.map { unsafeDowncast($0, to: FirstTouch.self) } }

  private static func underWay(_ owner: Record, _ association: Int) -> FirstTouch? {
    var touch = owner._context.flatMap(first)
    while let other = touch, other.association != association { touch = other.next }
    return touch
  }

  /// Waits for the touch that is under way, if there is one, and begins one.
  ///
  /// A task that has a transaction open waits for nobody outside of it, who may be waiting for its connection.
  ///
  /// - Returns: The touch, to be ended; `nil` where another one goes on.
  static nonisolated(nonsending) func begin(_ owner: Record, _ reflection: AssociationReflection) async throws -> FirstTouch? {
    let session = Session.open
    while let touch = underWay(owner, reflection.index) {
      if let session, session !== touch.session { return nil }
      await withCheckedContinuation { touch.waiting.append($0) }
    }
    guard let context = owner._context ?? (owner.isPersisted ? LoadContext.adopt([owner]) : nil) else { return nil }
    let touch = FirstTouch(reflection.index, session, context)
    context.touch = touch
    return touch
  }

  /// The query is over: those who wait look at what it found.
  func end() {
    if Self.first(context) === self {
      context.touch = next
    } else {
      var touch = Self.first(context)
      while let other = touch, other.next !== self { touch = other.next }
      touch?.next = next
    }
    for continuation in waiting { continuation.resume() }
  }
}
