import SwiftSyntax
import SwiftSyntaxBuilder

extension PolymorphicSet {
  /// The extension that makes the enum a target of associations.
  func conformance(of type: String) throws -> ExtensionDeclSyntax {
    let access = access.memberPrefix
    let classes = cases.map { "\($0.model).self" }.joined(separator: ", ")
    let casts = cases.map { "case let r as \($0.model): self = .\($0.name)(\($0.label.map { "\($0): " } ?? "")r)\n" }.joined()
    let records = cases.map { "case .\($0.name)(let r): return r\n" }.joined()
    let code = """
      \(isNonisolated ? "nonisolated " : "")extension \(type): ActiveRecord.PolymorphicTarget {
      \(access)static var classes: [ActiveRecord.Record.Type] { [\(classes)] }
      \(access)init?(_ record: ActiveRecord.Record) { switch record { \(casts)default: return nil } }
      \(access)var record: ActiveRecord.Record { switch self { \(records)} }
      }
      """
    return try ExtensionDeclSyntax("\(raw: code)")
  }
}
