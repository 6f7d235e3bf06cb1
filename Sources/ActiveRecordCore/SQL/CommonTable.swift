/// A query that stands before a statement under a name of its own: `WITH "recent" AS (SELECT …)`.
public struct CommonTable: Sendable, Hashable {
  /// The name that the statement knows it by.
  public var name: String
  /// The names of its columns, where they do not follow from the query.
  public var columns: [String]
  /// The query; several are united, the first one being where a recursion begins.
  public var queries: [SelectStatement]
  /// Whether equal rows of several queries stay.
  public var keepsDuplicates: Bool
  /// Whether the query may speak of itself.
  public var isRecursive: Bool

  /// A query under a name.
  public init(
    _ name: String, columns: [String] = [], _ queries: [SelectStatement], keepsDuplicates: Bool = true, isRecursive: Bool = false
  ) {
    self.name = name
    self.columns = columns
    self.queries = queries
    self.keepsDuplicates = keepsDuplicates
    self.isRecursive = isRecursive
  }
}
