import Foundation

/// A server that one test has for itself, to kill it, to restart it, to change what it is: `scripts/services` in a directory of its own.
public struct OwnServer: Sendable {
  /// Why there is no server.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private let name: String
  private let folder: String
  private let settings: [String: String]
  /// What `scripts/services up` printed: `AR_POSTGRESQL_URL` and the like.
  public let variables: [String: String]

  /// Starts a server, runs `body` and throws the server away.
  ///
  /// - Parameters:
  ///   - name: `postgresql`, `mysql` or `replica`.
  ///   - settings: Variables for `scripts/services`.
  public static func use<R>(
    _ name: String, settings: [String: String] = [:], _ body: nonisolated(nonsending) (OwnServer) async throws -> R
  ) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "own-\(name)-\(UInt32.random(in: 0 ... .max))").path
    let server = try await OwnServer(name, folder, settings)
    do {
      let result = try await body(server)
      try await server.services("down")
      return result
    } catch {
      try await server.services("down")
      throw error
    }
  }

  private init(_ name: String, _ folder: String, _ settings: [String: String]) async throws {
    self.name = name
    self.folder = folder
    self.settings = settings
    let lines = try await Self.services("up", name, folder, settings).split(separator: "\n")
    var variables: [String: String] = [:]
    for line in lines where line.hasPrefix("export ") {
      let parts = line.dropFirst(7).split(separator: "=", maxSplits: 1)
      if parts.count == 2 { variables[String(parts[0])] = parts[1].trimmingCharacters(in: ["'"]) }
    }
    self.variables = variables
  }

  /// A variable that the server came with.
  public func variable(_ name: String) throws -> String {
    guard let value = variables[name] else { throw Failure(description: "scripts/services gave no \(name)") }
    return value
  }

  /// Kills the server, as a crash would, and starts it again on the same port with its data.
  public func restart() async throws { try await services("restart") }

  /// Ends a PostgreSQL server as a crash would: at once, without tidying up.
  ///
  /// - Parameter data: Where its data lie: `data`, `main/data`.
  public func crash(_ data: String) async throws {
    let file = "\(folder)/\(name)/\(data)/postmaster.pid"
    try await Self.shell("kill -QUIT $(head -1 '\(file)'); while [ -e '\(file)' ]; do sleep 0.05; done")
  }

  /// Runs a line of bash.
  @discardableResult
  public static func shell(_ line: String, _ environment: [String: String] = [:]) async throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-c", line]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = FileManager.default.temporaryDirectory.appending(path: "output-\(UInt32.random(in: 0 ... .max))")
    guard FileManager.default.createFile(atPath: output.path, contents: nil), let file = FileHandle(forWritingAtPath: output.path) else {
      throw Failure(description: "no file can be made in \(output.path)")
    }
    defer { try? FileManager.default.removeItem(at: output) }
    process.standardOutput = file
    process.standardInput = FileHandle.nullDevice
    let status = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    guard status == 0 else { throw Failure(description: "\(line) ended with \(status)") }
    return text
  }

  /// Servers go on when the script has ended, and must not keep what Foundation watches to see that end.
  private static let closing = "(for f in /proc/$BASHPID/fd/*; do n=${f##*/}; if [ $n -gt 2 ]; then eval \"exec $n>&-\"; fi; done; "

  @discardableResult
  private func services(_ action: String) async throws -> String { try await Self.services(action, name, folder, settings) }

  private static func services(_ action: String, _ name: String, _ folder: String, _ settings: [String: String]) async throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    var environment = settings
    environment["AR_SERVICES"] = folder
    return try await shell(closing + "exec '\(root)/scripts/services' \(action) \(name))", environment)
  }
}
