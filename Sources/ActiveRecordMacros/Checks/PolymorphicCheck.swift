import SwiftSyntax

/// `@Polymorphic` stands on an enum whose cases carry one model each.
enum PolymorphicCheck {
  /// The set, unless something is wrong with it.
  static func set(_ declaration: some DeclGroupSyntax, attribute: AttributeSyntax, _ report: Report) -> PolymorphicSet? {
    guard let type = declaration.as(EnumDeclSyntax.self) else {
      report.error(
        declaration.introducer, "'@Polymorphic' works on enums with a case for each model: 'enum Attachable { case post(Post) }'")
      return nil
    }
    if let generics = type.genericParameterClause {
      report.error(generics, "a set of models cannot be generic: its cases name the models")
      return nil
    }
    let elements = type.memberBlock.members.flatMap { $0.decl.as(EnumCaseDeclSyntax.self)?.elements.map(\.self) ?? [] }
    if elements.isEmpty {
      report.error(type.name, "'\(type.name.text)' needs a case for each model: 'case post(Post)'")
      return nil
    }
    let cases = elements.compactMap { check($0, report) }
    guard cases.count == elements.count, !hasDuplicates(elements, cases, report) else { return nil }
    return PolymorphicSet(type, cases: cases)
  }

  private static func check(_ element: EnumCaseElementSyntax, _ report: Report) -> PolymorphicSet.Case? {
    if let set = PolymorphicSet.Case(element) { return set }
    let model = element.name.text.prefix(1).uppercased() + element.name.text.dropFirst()
    report.error(
      element, "the case '\(element.name.text)' must carry one model: 'case \(element.name.text)(\(model))'",
      fixIts: element.parameterClause == nil ? [.insert("(\(model))", after: element.name)] : [])
    return nil
  }

  /// A record is in one case only.
  private static func hasDuplicates(_ elements: [EnumCaseElementSyntax], _ cases: [PolymorphicSet.Case], _ report: Report) -> Bool {
    var names: [String: String] = [:]
    for (element, set) in zip(elements, cases) {
      if let other = names[set.model] { report.error(element, "'\(other)' and '\(set.name)' carry the same model '\(set.model)'") }
      names[set.model] = names[set.model] ?? set.name
    }
    return names.count < cases.count
  }
}
