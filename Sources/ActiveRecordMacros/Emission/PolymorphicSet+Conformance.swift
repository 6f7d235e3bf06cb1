import SwiftSyntax
import SwiftSyntaxBuilder

extension PolymorphicSet {
  /// What the enum needs to be a target of associations.
  var members: DeclSyntax {
    let access = access.memberPrefix
    let classes = cases.map { "\($0.model).self" }.joined(separator: ", ")
    let casts = cases.map { "case let r as \($0.model): self = .\($0.name)(\($0.label.map { "\($0): " } ?? "")r)\n" }.joined()
    let records = cases.map { "case .\($0.name)(let r): return r\n" }.joined()
    return .verbatim(
      """
      \(access)static var classes: [ActiveRecord.Record.Type] { [\(classes)] }
      \(access)init?(_ record: ActiveRecord.Record) { switch record { \(casts)default: return nil } }
      \(access)var record: ActiveRecord.Record { switch self { \(records)} }
      """)
  }

  /// The extension that says so.
  func conformance(of type: String) throws -> ExtensionDeclSyntax {
    try ExtensionDeclSyntax("\(raw: isNonisolated ? "nonisolated " : "")extension \(raw: type): ActiveRecord.PolymorphicTarget {}")
  }
}
