import Foundation
import Testing

/// Every rule of the macros refuses something and lets something pass; one that is not in the table fails here.
@Suite struct MacroRuleTests {
  private static let rules = MacroRule.ofClasses + MacroRule.ofColumns + MacroRule.ofAssociations

  @Test(arguments: rules) func refusesAndTellsWhatToWrite(_ rule: MacroRule) {
    let expanded = Expanded(rule.failing, features: rule.features)
    #expect(expanded.messages.count == 1 && expanded.messages[0].contains(rule.message), "\(expanded.messages)")
    if let fixed = rule.fixed { #expect(expanded.fixed() == fixed) } else { #expect(expanded.fixIts == []) }
  }

  @Test(arguments: rules) func letsPass(_ rule: MacroRule) {
    let expanded = Expanded(rule.passing, features: rule.features)
    #expect(expanded.messages == [] && expanded.syntaxErrors == [])
  }

  /// As many rules a file as it has places that report something: who adds one adds its cases.
  @Test func everyRuleIsInTheTable() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = package.appending(path: "Sources/ActiveRecordMacros/Checks")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix("Check.swift") }
    #expect(files.count == 17)
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let places = ["report.error(", "report.warning("].map { text.components(separatedBy: $0).count - 1 }.reduce(0, +)
      let known = Self.rules.count { "\($0.check).swift" == file }
      #expect(places > 0 && known >= places, "\(file) reports in \(places) places, and the table has \(known) rules of it")
    }
  }
}
