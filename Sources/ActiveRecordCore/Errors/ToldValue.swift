/// The value that a finding is about, for words that ask for it by `%{value}`. Printing what holds it does not show it.
package struct ToldValue: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  /// The value as words for users.
  package let text: String

  package init(_ text: String) { self.text = text }

  package var description: String { "…" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
