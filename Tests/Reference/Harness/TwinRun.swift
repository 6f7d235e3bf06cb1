import ActiveRecord

/// Runs a twin on a database of its own.
enum TwinRun {
  /// The trace of a twin.
  ///
  /// - Parameter loadsTogether: Whether the first touch of an association loads it for all records that were loaded together.
  static func trace(of twin: any Twin.Type, loadsTogether: Bool) async throws -> String {
    var configuration = DatabaseConfiguration()
    configuration.loadsTogether = loadsTogether
    // Statements are counted, however long a busy machine takes for each.
    configuration.peerAnswerLifetime = .seconds(86_400)
    twin.configure(&configuration)
    let database = try await Database.connect(.memory, models: twin.models, configuration: configuration)
    let recorder = TraceRecorder(namespace: "\(twin)")
    database.add(recorder)
    await database.use {
      await TraceRecorder.$current.withValue(recorder) { await run(twin, on: database, recorder) }
    }
    await database.close()
    return recorder.lines.joined(separator: "\n") + "\n"
  }

  private static func run(_ twin: any Twin.Type, on database: Database, _ recorder: TraceRecorder) async {
    do {
      for statement in twin.schema { try await database.execute(statement) }
      try await twin.run(Scenario(database, recorder))
    } catch {
      recorder.isOn = true
      recorder.write("ERR uncaught \(error.traceValue.text)")
    }
  }
}
