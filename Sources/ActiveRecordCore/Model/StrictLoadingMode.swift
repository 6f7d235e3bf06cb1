/// Which lazy loads are refused.
public enum StrictLoadingMode: Sendable, Hashable {
  /// None.
  case off
  /// Those of the members of collections, however deep: each would ask for itself, which makes N+1 queries.
  case nPlusOneOnly
  /// All.
  case all
}
