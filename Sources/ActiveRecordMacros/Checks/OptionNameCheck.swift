import SwiftDiagnostics
import SwiftSyntax

/// The options behind `=` are some that there are: the compiler only says that an argument is extra.
enum OptionNameCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for case .association(let association) in model.members {
      guard let options = association.options, let factory = options.factory, let known = association.kind.options(of: factory.text)
      else { continue }
      for label in options.labels where !known.contains(label.text) {
        let nearest = nearest(to: label.text, among: known)
        report.refuseOptions(of: association)
        report.error(
          label,
          "'.\(factory.text)' of '@\(association.kind.attribute)' has no option '\(label.text)'"
            + (nearest.map { ": did you mean '\($0)'?" } ?? ".") + " There are \(known.map { "'\($0)'" }.joined(separator: ", "))",
          fixIts: nearest.map { [.replace(label, with: $0)] } ?? [])
      }
    }
  }

  /// The option that a slip of the pen may have meant.
  private static func nearest(to name: String, among names: [String]) -> String? {
    let distances = names.map { (name: $0, distance: distance(name, $0)) }
    guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= max(2, name.count / 3) else { return nil }
    return best.name
  }

  /// How many letters must be changed, added or taken away.
  private static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.lowercased()), right = Array(right.lowercased())
    var row = Array(0...right.count)
    for i in left.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let changed = left[i] == right[j] ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
        diagonal = row[j + 1]
        row[j + 1] = changed
      }
    }
    return row[right.count]
  }
}

extension AssociationKind {
  /// The options that a function behind `=` takes, as the library declares them; `nil` for one that the kind has not.
  func options(of factory: String) -> [String]? {
    let common = ["autosave", "validate", "deprecated", "scope"]
    let keys = ["foreignKey", "foreignType", "primaryKey"]
    switch (self, factory) {
    case (.belongsTo, "belongs"): return keys + ["dependent", "touch", "counterCache", "inverse", "hasInverse"] + common
    case (.hasOne, "has"): return keys + ["as", "dependent", "touch", "inverse", "hasInverse"] + common
    case (.hasMany, "has"): return keys + ["as", "dependent", "inverse", "hasInverse"] + common
    case (.hasOne, "through"): return ["source", "disableJoins"] + common
    case (.hasMany, "through"): return ["source", "dependent", "disableJoins"] + common
    case (.hasAndBelongsToMany, "has"): return ["joinTable", "foreignKey", "associationForeignKey"] + common
    default: return nil
    }
  }
}
