import SwiftDiagnostics
import SwiftSyntax

/// A to-one association has the type of a model; a to-many association is `Many` of one.
enum ShapeCheck {
  static func run(_ model: ModelDeclaration, _ report: Report) {
    for property in model.properties {
      guard let kind = property.association, property.isMember, AssociationDeclaration(property, kind) == nil else { continue }
      if let type = property.type { check(property, kind, type, report) } else { checkMissing(property, kind, report) }
    }
  }

  private static func checkMissing(_ property: PropertyDeclaration, _ kind: AssociationKind, _ report: Report) {
    let example = kind.isToOne ? "var \(property.name): Model?" : "var \(property.name): Many<Model>"
    report.error(property.identifier, "'\(property.name)' needs a type, which says what it leads to: '\(example)'")
  }

  private static func check(_ property: PropertyDeclaration, _ kind: AssociationKind, _ type: TypeSyntax, _ report: Report) {
    let attribute = "@\(kind.attribute)"
    guard let shape = AssociationShape(type) else {
      return report.error(type, "'\(attribute)' needs the type of a model: '\(kind.isToOne ? "Model?" : "Many<Model>")'")
    }
    if kind.isToOne {
      report.error(
        type,
        "'\(attribute)' leads to one record, so its type is '\(shape.target)' or '\(shape.target)?'; for many records write '@HasMany'",
        fixIts: [.replace(type, with: "\(shape.target)?")] + manyFixes(property, shape))
    } else {
      report.error(
        type, "'\(attribute)' leads to many records, so its type is 'Many<\(shape.target)>'",
        fixIts: [.replace(type, with: "Many<\(shape.target)>")])
    }
  }

  private static func manyFixes(_ property: PropertyDeclaration, _ shape: AssociationShape) -> [FixIt] {
    guard case .many = shape, let mark = property.marks.values.first(where: { AssociationKind($0) != nil }) else { return [] }
    return [.replace(mark.attributeName, with: "HasMany")]
  }
}
