extension Dialect {
  /// How a lock is taken that stands for nothing but its name.
  public struct AdvisoryLock: Sendable {
    /// The query that tries to take it, with a placeholder for its name; it answers `true`, or 1, where it did.
    public var take: String
    /// The statement that gives back what a connection holds; `nil` where the end of the transaction does so.
    public var release: String?

    /// Names the statements.
    public init(take: String, release: String? = nil) {
      self.take = take
      self.release = release
    }
  }
}
