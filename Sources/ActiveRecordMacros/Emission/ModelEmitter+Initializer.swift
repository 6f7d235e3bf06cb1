import SwiftSyntax

/// The memberwise initialiser.
extension ModelEmitter {
  var initializer: [String] {
    if model.hasInitializer { return [] }
    let parameters = members.compactMap(parameter)
    if parameters.isEmpty { return [] }
    let visible = parameters.map(\.access).reduce(model.access, min)
    let list = parameters.map { $0.code(visible) }.joined(separator: ", ")
    // What rules say about new records is done last.
    let body = (parameters.map { $0.assignment(visible) } + ["_initialized()"]).joined(separator: "; ")
    return ["\(visible.memberPrefix)convenience init(\(list)) { self.init(); \(body) }"]
  }

  private func parameter(_ member: ModelDeclaration.Member) -> Parameter? {
    let parameter: Parameter
    switch member {
    case .column(let column):
      parameter = Parameter(
        name: column.identifier, type: column.type, value: column.value, isOptional: column.isOptional, access: column.access,
        set: { "self.\(column.identifier) = \($0)" })
    case .association(let association):
      guard association.isToOne, !association.isThrough else { return nil }
      let isRequired = association.kind == .belongsTo && !association.isOptional
      let method = association.kind == .belongsTo ? "set" : "_assign"
      parameter = Parameter(
        name: association.identifier, type: association.target + (isRequired ? "" : "?"), value: nil, isOptional: !isRequired,
        access: association.property.access, set: { "$\(association.name).\(method)(\($0))" })
    }
    // As in structures, what only the class itself sees is no parameter.
    return parameter.access <= .fileprivate && model.access > .fileprivate ? nil : parameter
  }

  /// A parameter of the initialiser.
  private struct Parameter {
    let name: String
    let type: String
    let value: ExprSyntax?
    let isOptional: Bool
    let access: AccessLevel
    let set: (String) -> String

    /// Whether the parameter is `nil` where nothing is given, and the property then keeps the value it begins with.
    ///
    /// Other modules must see all of a public default argument, so only literals are copied to one.
    private func isSkippable(_ access: AccessLevel) -> Bool {
      guard let value else { return isOptional }
      return access > .internal && value.literalType == nil
    }

    func code(_ access: AccessLevel) -> String {
      if isSkippable(access) { return "\(name): \(isOptional ? type : "(\(type))?") = nil" }
      return "\(name): \(type)\(value.map { " = \($0.trimmedDescription)" } ?? "")"
    }

    func assignment(_ access: AccessLevel) -> String {
      isSkippable(access) ? "if let \(name) { \(set(name)) }" : set(name)
    }
  }
}
