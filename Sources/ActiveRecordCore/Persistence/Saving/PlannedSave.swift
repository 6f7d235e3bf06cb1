/// What saving a record would write, in the order in which it would be written.
///
/// ```swift
/// let post = Post(title: "Hello", author: Author(name: "Ada"))
/// post.comments.build { $0.body = "First" }
/// print(try post.savePlan())
/// //   Post.author: insert Author (name)
/// // insert Post (title, author_id)
/// //   Post.comments: insert Comment (body, post_id)
/// ```
public struct PlannedSave: Sendable, CustomStringConvertible {
  /// One row that would be written.
  public struct Step: Sendable, Hashable {
    /// How far it stands from the record that is saved.
    public let depth: Int
    /// What would be done.
    public let action: Action
    /// The association that leads to the row, `Post.comments`; `nil` for the record that is saved.
    public let association: String?
    /// The model; of a join row without one, its table.
    public let model: String
    /// The key of the row as text, where it has one already.
    public let key: String?
    /// The columns that would be written.
    public let columns: [String]
  }

  /// What a step does.
  public enum Action: String, Sendable, Hashable {
    /// A row is inserted, with the callbacks of its record around.
    case insert
    /// Columns of a row are updated, with the callbacks of its record around.
    case update
    /// A record that was marked is destroyed, with what depends on it.
    case destroy
    /// A row of a join table is inserted.
    case join
    /// The target that a new one replaces is taken away, as `dependent` says; of a joined member that was marked, the row in between.
    case takeAway
  }

  /// The steps, in order: the parents of a record stand before it, its children after it.
  public internal(set) var steps: [Step] = []

  /// How many rows would be inserted, those of join tables included.
  public var insertedRows: Int { steps.count { $0.action == .insert || $0.action == .join } }
  /// How many rows would be updated.
  public var updatedRows: Int { steps.count { $0.action == .update } }
  /// Whether nothing would be written; callbacks of the record itself would run all the same.
  public var isEmpty: Bool { steps.isEmpty }

  /// A line for each step, indented by its depth.
  public var description: String {
    steps.map { String(repeating: "  ", count: $0.depth) + $0.description }.joined(separator: "\n")
  }
}

extension PlannedSave.Step: CustomStringConvertible {
  /// "Post.comments: insert Comment (body, post_id)"
  public var description: String {
    let row = key.map { "\(model) \($0)" } ?? model, list = columns.joined(separator: ", ")
    let text =
      switch action {
      case .insert: "insert \(row) (\(list))"
      case .update: "update \(row) (\(list))"
      case .destroy: "destroy \(row)"
      case .join: "join by \(row) (\(list))"
      case .takeAway: "take \(row) away"
      }
    return association.map { "\($0): \(text)" } ?? text
  }
}
