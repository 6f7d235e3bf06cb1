import SwiftSyntax

/// Declarations, typed names and handles of associations.
extension ModelEmitter {
  var associations: [String] {
    members.compactMap { if case .association(let association) = $0 { association } else { nil } }.flatMap(code)
  }

  private func code(_ association: AssociationDeclaration) -> [String] {
    let kind = association.kind.attribute
    let access = association.property.access.prefix
    let generics = "<\(className), \(association.target)>"
    let path = association.isToOne ? "ToOne" : "ToMany"
    // Of an abstract class, the class below it that is asked has keys and a table of its own.
    let isAbstract = model.attribute.argument("abstract")?.trimmedDescription == "true"
    let named = "\(association.declaration)\(isAbstract ? ", of: self" : "")"
    var code = [
      "private static let \(association.declaration): ActiveRecord.\(kind)Declaration\(generics) = .init(\(arguments(association)))",
      "\(access)static var \(association.identifier): ActiveRecord.\(path)<\(association.target)> { .init(\(named)) }",
    ]
    if association.isToOne {
      code.append(
        "\(access)var $\(association.name): ActiveRecord.\(kind)Association\(generics) { .init(self, Self.\(association.declaration)) }")
    }
    return code
  }

  private func arguments(_ association: AssociationDeclaration) -> String {
    var arguments = ["\"\(association.name)\""]
    if association.isToOne, !association.isOptional { arguments.append("required: true") }
    if let options = association.options, !refusedOptions.contains(association.name) {
      arguments.append(options.expression.trimmedDescription)
    }
    return arguments.joined(separator: ", ")
  }
}
