import Foundation
import Testing

/// The guide's table of generated members names all that associations of records can do.
@Suite struct GeneratedMembersTests {
  @Test(arguments: ["ManyAssociation", "HasOneAssociation", "BelongsToAssociation"]) func tableNamesEachMember(_ handle: String) throws {
    let table = try DocumentText.documents().filter { $0.name == "GeneratedMembers.md" }.flatMap(\.lines).filter { $0.hasPrefix("|") }
    let words = Set(table.joined().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    let members = try Self.members(of: handle)
    #expect(members.count >= 10)
    for member in members.sorted() { #expect(words.contains(member), "the table has no \(handle).\(member)") }
  }

  /// What is public in the library's extensions of a handle; declarations and what generated code calls are not its members.
  private static func members(of handle: String) throws -> Set<String> {
    let core = URL(filePath: #filePath).appending(path: "../../../../Sources/ActiveRecordCore").standardized
    var members: Set<String> = []
    for folder in ["Associations", "Loading", "Persistence"] {
      for name in try FileManager.default.subpathsOfDirectory(atPath: core.appending(path: folder).path) where name.hasSuffix(".swift") {
        let text = try String(contentsOf: core.appending(path: folder).appending(path: name), encoding: .utf8)
        members.formUnion(Self.members(of: handle, in: text))
      }
    }
    return members
  }

  private static func members(of handle: String, in text: String) -> Set<String> {
    var members: Set<String> = []
    var isInside = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("extension ") { isInside = line.dropFirst("extension ".count).hasPrefix(handle) }
      if line.hasPrefix("}") { isInside = false }
      // The members of the extension itself, not those of types in it.
      guard isInside, line.hasPrefix("  "), !line.hasPrefix("   "), line.contains("public "), !line.contains("static ") else { continue }
      for keyword in ["func ", "var "] {
        guard let range = line.range(of: keyword) else { continue }
        let name = line[range.upperBound...].drop { $0 == "`" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        if !name.hasPrefix("_") { members.insert(String(name)) }
        break
      }
    }
    return members
  }
}
