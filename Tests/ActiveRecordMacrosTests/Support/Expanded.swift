import SwiftDiagnostics
import SwiftIfConfig
import SwiftParser
import SwiftParserDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros

@testable import ActiveRecordMacros

/// A source with its macros expanded, and what they had to say.
struct Expanded {
  private static let macros: [String: MacroSpec] = [
    "Model": MacroSpec(type: ModelMacro.self),
    "Column": MacroSpec(type: ColumnMacro.self),
    "PrimaryKey": MacroSpec(type: PrimaryKeyMacro.self),
    "Transient": MacroSpec(type: TransientMacro.self),
    "BelongsTo": MacroSpec(type: BelongsToMacro.self),
    "HasOne": MacroSpec(type: HasOneMacro.self),
    "HasMany": MacroSpec(type: HasManyMacro.self),
    "HasAndBelongsToMany": MacroSpec(type: HasAndBelongsToManyMacro.self),
    "Polymorphic": MacroSpec(type: PolymorphicMacro.self, conformances: ["ActiveRecord.PolymorphicTarget"]),
  ]

  let source: String
  /// The expanded source.
  let text: String
  /// What is no Swift in the expanded source.
  let syntaxErrors: [String]
  private let context: BasicMacroExpansionContext

  /// Expands every macro in `source`, in a module with these upcoming features; without them, nothing is known about the module.
  init(_ source: String, features: Set<String>? = nil) {
    self.source = source
    let tree = Parser.parse(source: source)
    let configuration = features.map {
      StaticBuildConfiguration(features: $0, languageVersion: VersionTuple(6), compilerVersion: VersionTuple(6, 3))
    }
    let context = BasicMacroExpansionContext(
      sourceFiles: [tree: .init(moduleName: "Tests", fullFilePath: "test.swift")], buildConfiguration: configuration)
    let expanded = tree.expand(
      macroSpecs: Self.macros,
      contextGenerator: { BasicMacroExpansionContext(sharingWith: context, lexicalContext: $0.allMacroLexicalContexts()) })
    self.context = context
    text = expanded.description
    syntaxErrors = ParseDiagnosticsGenerator.diagnostics(for: Parser.parse(source: text)).map(\.message)
  }

  /// The messages, each as "line:column severity: text".
  var messages: [String] {
    context.diagnostics.map { diagnostic in
      let place = context.location(for: diagnostic.position, anchoredAt: diagnostic.node, fileName: "test.swift")
      return "\(place.line):\(place.column) \(diagnostic.diagMessage.severity): \(diagnostic.message)"
    }
  }

  /// The fix-its of all messages.
  var fixIts: [String] { context.diagnostics.flatMap(\.fixIts).map(\.message.message) }

  /// The source after the fix-it with this number was applied.
  func fixed(_ number: Int = 0) -> String {
    let fixIts = context.diagnostics.flatMap { diagnostic in diagnostic.fixIts.map { (diagnostic.node, $0) } }
    guard fixIts.indices.contains(number) else { return "no fix-it \(number)" }
    let (node, fixIt) = fixIts[number]
    var bytes = Array(source.utf8)
    for edit in fixIt.edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      let start = context.location(for: edit.range.lowerBound, anchoredAt: node, fileName: "test.swift").offset
      bytes.replaceSubrange(
        start..<(start + edit.range.upperBound.utf8Offset - edit.range.lowerBound.utf8Offset), with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The lines that `@Model` adds to the class in `source`, the first of the file.
func members(_ source: String) throws -> [String] {
  let tree = Parser.parse(source: source)
  let context = BasicMacroExpansionContext()
  guard let type = tree.statements.first?.item.as(ClassDeclSyntax.self), let attribute = type.attributes.named["Model"] else { return [] }
  let members = try ModelMacro.expansion(of: attribute, providingMembersOf: type, conformingTo: [], in: context)
  return members.flatMap { $0.description.split(separator: "\n").map(String.init) }
}
