import ActiveRecord
import ActiveRecordTesting
import Logging
import Testing

/// Secrets stand neither in descriptions of records nor in the log.
@Suite struct FilteredAttributeTests {
  @Test func recordsDescribeThemselvesWithoutSecrets() {
    let vault = SecretBox(name: "V", passwordDigest: "s3cret", apiToken: nil)
    #expect("\(vault)" == "SecretBox(id: NULL, name: 'V', passwordDigest: [FILTERED], apiToken: NULL)")
  }

  @Test(arguments: Engine.allCases) func theLogShowsNone(_ engine: Engine) async throws {
    let lines = BindingLines()
    var configuration = DatabaseConfiguration()
    configuration.logger = Logger(label: "test") { _ in lines }
    configuration.logsBindings = true
    try await engine.database(configuration: configuration) { _, _ async throws in
      lines.bindings = []
      let vault = try await SecretBox.create {
        $0.name = "V"; $0.passwordDigest = "s3cret"; $0.apiToken = "t0ken"
      }
      vault.passwordDigest = "0ther"
      try await vault.save()
      _ = try await SecretBox.where { $0.apiToken == "t0ken" && $0.name == "V" }.load()
      _ = try await SecretBox.where("password_digest IN (\(["s3cret", "0ther"]))").load()
    }
    let all = lines.bindings.joined(separator: "\n")
    #expect(!all.contains("s3cret") && !all.contains("0ther") && !all.contains("t0ken"))
    #expect(all.contains("V") && all.contains("[FILTERED]"))
  }

  @Test(arguments: Engine.allCases) func withoutBeingToldTheLogShowsNoValueAtAll(_ engine: Engine) async throws {
    let lines = BindingLines()
    var configuration = DatabaseConfiguration()
    configuration.logger = Logger(label: "test") { _ in lines }
    try await engine.database(configuration: configuration) { _, _ async throws in try await SecretBox.create { $0.name = "V" } }
    #expect(lines.bindings.isEmpty)
  }
}

/// Collects the bound values that are logged.
private final class BindingLines: LogHandler, @unchecked Sendable {
  // Only one task logs.
  var bindings: [String] = []
  var logLevel = Logger.Level.debug
  var metadata: Logger.Metadata = [:]
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
  func log(event: LogEvent) {
    if let values = event.metadata?["bindings"] { bindings.append("\(values)") }
  }
}
