/// Why a job could not be done.
public struct JobError: Error, Sendable, CustomStringConvertible {
  /// The kind of mistake.
  public struct Code: Sendable, Hashable {
    let name: String
    package init(_ name: String) { self.name = name }

    /// A model that the job names is not known to this process.
    public static let unknownModel = Code("unknown model")
    /// The owner is still there.
    public static let ownerNotDestroyed = Code("owner not destroyed")
    /// A stored job cannot be read.
    public static let unreadable = Code("unreadable job")
  }

  /// The kind of mistake.
  public let code: Code
  /// What is wrong and what to do.
  public let description: String

  package init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
