import Foundation
import Testing

/// The code in the README and in the guide is the code of the tests beside this file.
@Suite struct DocumentTextTests {
  /// Every paragraph of a Swift block in the documents stands in a test, line by line, whatever its indentation.
  @Test func swiftIsTested() throws {
    let tests = try DocumentText.testLines()
    var checked = 0
    for document in try DocumentText.documents() {
      for block in document.blocks("swift") {
        for paragraph in block.split(separator: "", omittingEmptySubsequences: true) {
          checked += 1
          #expect(tests.contains(Array(paragraph)), "\(document.name): no test has\n\(paragraph.joined(separator: "\n"))")
        }
      }
    }
    #expect(checked > 0)
  }

  /// Every line of SQL in the documents is expected by a test.
  @Test func sqlIsTested() throws {
    let text = try DocumentText.testLines().joined(separator: "\n").replacing("\"#\n+ #\"", with: "")
    var checked = 0
    for document in try DocumentText.documents() {
      for line in document.blocks("sql").joined() where !line.isEmpty && !line.hasPrefix("--") {
        checked += 1
        #expect(text.contains(line), "\(document.name): no test expects\n\(line)")
      }
    }
    #expect(checked > 0)
  }
}

/// The documents, and the tests whose code they show.
enum DocumentText {
  /// A document's name and lines, without indentation.
  struct Document {
    let name: String
    let lines: [String]

    /// The lines of the code blocks in a language.
    func blocks(_ language: String) -> [[String]] {
      var blocks: [[String]] = []
      var isInside = false
      for line in lines {
        if isInside, line == "```" {
          isInside = false
        } else if line == "```\(language)" {
          isInside = true
          blocks.append([])
        } else if isInside {
          blocks[blocks.count - 1].append(line)
        }
      }
      return blocks
    }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let root = folder.appending(path: "../../..").standardized

  /// The README and the chapters of the guide.
  static func documents() throws -> [Document] {
    let guide = root.appending(path: "Sources/ActiveRecord/ActiveRecord.docc")
    let chapters = try files(in: guide, "md")
    return try ([root.appending(path: "README.md")] + chapters).map { Document(name: $0.lastPathComponent, lines: try lines($0)) }
  }

  /// The lines of the tests in this folder, those that mark snippets left out.
  static func testLines() throws -> [String] {
    // How a driver is written is shown by one of another ring.
    let driver = root.appending(path: "Tests/ActiveRecordCoreTests/Execution/FakeDriver.swift")
    return try (files(in: folder, "swift") + [driver]).flatMap { try lines($0) }.filter { !$0.hasPrefix("// snippet.") }
  }

  private static func files(in folder: URL, _ ending: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
  }

  private static func lines(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
