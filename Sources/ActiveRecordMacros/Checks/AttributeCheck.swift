import SwiftSyntax

/// A property has one attribute of the library.
enum AttributeCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for property in model.properties where property.marks.count > 1 {
      let marks = property.marks.values.sorted { $0.position < $1.position }
      guard let surplus = property.marks["Column"] ?? property.marks["PrimaryKey"] ?? marks.last,
        let kept = marks.first(where: { $0.id != surplus.id })
      else { continue }
      report.error(surplus, text(property, kept, surplus), fixIts: [.remove(surplus)])
    }
  }

  private static func text(_ property: PropertyDeclaration, _ kept: AttributeSyntax, _ surplus: AttributeSyntax) -> String {
    let pair = "'\(property.name)' cannot have both '@\(kept.title)' and '@\(surplus.title)'"
    switch (AssociationKind(kept), surplus.title) {
    case (.belongsTo, "Column"): return "\(pair): name the column of the key with '.belongs(foreignKey: \"…\")'"
    case (.some, "Column"): return "\(pair): an association has no column of its own"
    case (nil, _): return "\(pair): '@PrimaryKey(\"…\")' names the column, too"
    default: return pair
    }
  }
}

extension AttributeSyntax {
  /// The name of the attribute, without the module's.
  var title: String { libraryName ?? attributeName.trimmedDescription }
}

extension AssociationKind {
  /// The kind that an attribute stands for.
  init?(_ attribute: AttributeSyntax) {
    guard let kind = Self.allCases.first(where: { $0.attribute == attribute.libraryName }) else { return nil }
    self = kind
  }
}
