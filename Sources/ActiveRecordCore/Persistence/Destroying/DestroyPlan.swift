/// What destroying a record would do, in the order in which it would be done.
///
/// ```swift
/// let plan = try await author.destroyPlan()
/// print(plan)
/// // Author 1
/// //   Author.posts: destroy 2 records
/// //     Post 1
/// //       Post.replies: delete 3 rows
/// //     Post 2
/// guard plan.isAllowed else { return }
/// ```
public struct DestroyPlan: Sendable, CustomStringConvertible {
  /// One thing that would be done.
  public struct Step: Sendable, Hashable {
    /// How deep it stands below the record.
    public let depth: Int
    /// What would be done.
    public let action: Action
    /// The association, `Author.posts`; of a record itself, its model.
    public let subject: String
    /// How many records or rows are concerned.
    public let count: Int
    /// The key of the record, as text, where the step is about one.
    public let key: String?
  }

  /// What a step does.
  public enum Action: String, Sendable, Hashable {
    /// The row of a record is deleted, with its callbacks around.
    case destroyRecord
    /// Records are destroyed, as the steps below say.
    case destroy
    /// Rows are deleted by one statement.
    case delete
    /// Keys become `NULL`, by one statement.
    case nullify
    /// Rows of a join table go.
    case removeJoinRows
    /// Records are left to a job.
    case destroyLater
    /// Records are in the way: the whole is refused.
    case restrict
  }

  /// The steps, in order. A record stands before what is done for it; its own row goes after that.
  public internal(set) var steps: [Step] = []

  /// Whether nothing is in the way. Callbacks are not asked.
  public var isAllowed: Bool { !steps.contains { $0.action == .restrict } }

  /// How many rows would be deleted at once.
  public var deletedRows: Int {
    steps.reduce(0) { sum, step in
      switch step.action {
      case .destroyRecord, .delete, .removeJoinRows: sum + step.count
      case .destroy, .nullify, .destroyLater, .restrict: sum
      }
    }
  }

  /// A line for each step, indented by its depth.
  public var description: String {
    steps.map { String(repeating: "  ", count: $0.depth) + $0.description }.joined(separator: "\n")
  }
}

extension DestroyPlan.Step: CustomStringConvertible {
  /// "Author.posts: destroy 2 records"
  public var description: String {
    let rows = "\(count) row\(count == 1 ? "" : "s")", records = "\(count) record\(count == 1 ? "" : "s")"
    return switch action {
    case .destroyRecord: "\(subject) \(key ?? "")"
    case .destroy: "\(subject): destroy \(records)"
    case .delete: "\(subject): delete \(rows)"
    case .nullify: "\(subject): nullify \(rows)"
    case .removeJoinRows: "\(subject): delete \(count) join row\(count == 1 ? "" : "s")"
    case .destroyLater: "\(subject): destroy \(records) later"
    case .restrict: "\(subject): \(records) in the way"
    }
  }
}
