/// An edition of the English rules. Rules of an edition never change; better ones come as another edition, so that no update of the
/// library renames a table.
///
/// ```swift
/// Inflections.use(.first)   // before the first model is used
/// ```
public enum InflectionEdition: Int, Sendable, Hashable, CaseIterable {
  /// The rules of Rails, with more words.
  case first = 1

  /// What new applications use, and every application that does not say otherwise.
  public static let standard = InflectionEdition.first

  var rules: InflectionRules {
    switch self {
    case .first: .english
    }
  }
}
