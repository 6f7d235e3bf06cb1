/// What the place in `posts[2].title` counts.
///
/// ```swift
/// author.indexesErrors(of: \.posts, by: .input)
/// author.acceptsNestedAttributes(for: \.posts, rejectIf: \.isBlank)
/// // Of [blank, no title]: "posts[1].title", as the form has it.
/// ```
public enum ErrorIndexing: Sendable, Hashable {
  /// The members, as the collection has them in memory.
  case association
  /// The nested attributes that were assigned last, those that were left out included.
  case input
}
