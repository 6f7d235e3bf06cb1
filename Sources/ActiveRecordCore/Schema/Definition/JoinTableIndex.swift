/// Which indexes a join table has.
public enum JoinTableIndex: Sendable, Hashable {
  /// One for each direction, so that both ways through the table are quick.
  case both
  /// One for each direction, of which the first also keeps pairs from being there twice.
  case unique
  /// None.
  case none
}
