import Foundation
import Synchronization

/// The files that twins are compared with, and those that the tests write.
enum ReferenceFiles {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  private static let output = folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: ".build/reference")
  private static let rows = Mutex<[String: String]>([:])

  /// The topics of all traces.
  static func topics() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Traces").path)
      .filter { $0.hasSuffix(".trace") }.map { String($0.dropLast(6)) }.sorted()
  }

  /// The reference's trace of a scenario.
  static func trace(_ topic: String) throws -> String {
    try String(contentsOf: folder.appending(path: "Traces/\(topic).trace"), encoding: .utf8)
  }

  /// The source of each twin, by the name of its file.
  static func twins() throws -> [String: String] {
    let twins = folder.appending(path: "Twins")
    let names = try FileManager.default.contentsOfDirectory(atPath: twins.path).filter { $0 != "Twins.swift" }
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try String(contentsOf: twins.appending(path: $0), encoding: .utf8)) })
  }

  /// The listed differences of all scenarios.
  static func differences() throws -> [Difference] {
    try Difference.list(String(contentsOf: folder.appending(path: "differences.tsv"), encoding: .utf8))
  }

  /// Writes the trace of a twin, `.build/reference/01-macros-and-keys.trace`.
  static func write(_ trace: String, _ topic: String) throws {
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try trace.write(to: output.appending(path: "\(topic).trace"), atomically: true, encoding: .utf8)
  }

  /// Writes the line of a twin into `.build/reference/summary.txt`: topic, values, those that agree, listed differences, unlisted
  /// ones, listed values.
  static func summarize(_ comparison: Comparison, _ topic: String) throws {
    let numbers = [
      comparison.values, comparison.agreeing, comparison.listed, comparison.unlisted.count + comparison.stale.count,
      comparison.listedValues,
    ]
    let row = ([topic] + numbers.map(String.init)).joined(separator: "\t")
    try rows.withLock { rows in
      rows[topic] = row
      let text = rows.sorted { $0.key < $1.key }.map { $0.value + "\n" }.joined()
      try text.write(to: output.appending(path: "summary.txt"), atomically: true, encoding: .utf8)
    }
  }
}
