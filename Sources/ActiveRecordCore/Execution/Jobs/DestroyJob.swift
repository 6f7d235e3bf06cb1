/// Records that are to be destroyed later, because their owner was: what `dependent: .destroyAsync` leaves behind.
///
/// A job names models and keys as text, so that it can be stored anywhere and read by another process.
public struct DestroyJob: Sendable, Codable, Hashable {
  /// The model of the owner.
  public var owner: String
  /// The owner's key.
  public var ownerKey: String
  /// The association of the owner.
  public var association: String
  /// The model of the records.
  public var model: String
  /// The keys of the records.
  public var keys: [String]
  /// The column of the records that held the owner's key and what it held; a record that was given to another owner since stays.
  public var held: Held?

  /// A column and what it held.
  public struct Held: Sendable, Codable, Hashable {
    /// The column's name.
    public var column: String
    /// What it held.
    public var value: String

    /// A column and what it held.
    public init(column: String, value: String) {
      self.column = column
      self.value = value
    }
  }

  /// Records that are to be destroyed later.
  public init(owner: String, ownerKey: String, association: String, model: String, keys: [String], held: Held? = nil) {
    self.owner = owner
    self.ownerKey = ownerKey
    self.association = association
    self.model = model
    self.keys = keys
    self.held = held
  }
}
