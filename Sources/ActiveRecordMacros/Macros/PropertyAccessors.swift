import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// The accessors of a property that carries one of the attributes.
///
/// Where the class or the property is refused, the accessors do nothing: the message is the error, and nothing else goes wrong because
/// of it.
struct PropertyAccessors {
  private let property: PropertyDeclaration?
  private let isAccepted: Bool

  init(_ node: AttributeSyntax, _ declaration: some DeclSyntaxProtocol, _ context: some MacroExpansionContext) {
    property = declaration.as(VariableDeclSyntax.self).flatMap(PropertyDeclaration.init)
    let report = Report()
    isAccepted = PlacementCheck.accepts(node, property, in: context.lexicalContext, report)
    report.diagnostics.forEach(context.diagnose)
  }

  func column() throws -> [AccessorDeclSyntax] {
    guard isAccepted, let property, property.association == nil, let column = ColumnDeclaration(property) else {
      return ["get { Swift.fatalError() }", "set {}"]
    }
    return [
      "get { \(raw: column.storage) }",
      "set { if _changes(Self.\(raw: column.index), \(raw: column.storage), newValue) { \(raw: column.storage) = newValue } }",
    ]
  }

  func toOne(_ kind: AssociationKind) throws -> [AccessorDeclSyntax] {
    guard isAccepted, let property, let association = AssociationDeclaration(property, kind), association.isToOne else {
      return ["get async throws { Swift.fatalError() }"]
    }
    return ["get async throws { try await $\(raw: association.name).\(raw: association.isOptional ? "load" : "require")() }"]
  }

  func toMany(_ kind: AssociationKind) throws -> [AccessorDeclSyntax] {
    guard isAccepted, let property, let association = AssociationDeclaration(property, kind), !association.isToOne else {
      return ["get { Swift.fatalError() }"]
    }
    return ["get { .init(self, Self.\(raw: association.declaration)) }"]
  }
}
