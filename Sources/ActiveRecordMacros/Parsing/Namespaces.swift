import SwiftSyntax

/// The types that a class is nested in.
enum Namespaces {
  /// The types around a declaration as they are spelled, the innermost first; what is inside of a function has none.
  static func around(_ context: [Syntax]) -> [String] {
    var names: [String] = []
    for node in context {
      if let name = node.as(EnumDeclSyntax.self)?.name ?? node.as(StructDeclSyntax.self)?.name ?? node.as(ClassDeclSyntax.self)?.name
        ?? node.as(ActorDeclSyntax.self)?.name
      {
        names.append(name.text)
      } else if let type = node.as(ExtensionDeclSyntax.self)?.extendedType {
        return names + outwards(type.trimmedDescription)
      } else {
        return []
      }
    }
    return names
  }

  /// `A.B.C`, `A.B`, `A`.
  private static func outwards(_ type: String) -> [String] {
    guard let dot = type.lastIndex(of: ".") else { return [type] }
    return [type] + outwards(String(type[..<dot]))
  }
}
