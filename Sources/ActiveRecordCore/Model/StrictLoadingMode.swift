/// Which lazy loads are refused.
public enum StrictLoadingMode: Sendable, Hashable {
  /// None.
  case off
  /// Those of records that came with others, or through an association to many: the ones that make N+1 queries.
  case nPlusOneOnly
  /// All.
  case all
}
