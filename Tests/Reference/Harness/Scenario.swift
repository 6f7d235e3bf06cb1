import ActiveRecord

/// The steps of a twin, as the reference's scenarios have them.
///
/// ```swift
/// t.section("the key reads without a query")
/// let old = try await t.quiet { try await Lighthouse.find(1) }
/// await t.show("key") { old.harbourID }
/// await t.raises("create!, invalid") { try await pic.$studio.create { $0.name = "" } }
/// ```
final class Scenario {
  /// The database of the twin.
  let database: Database
  private let recorder: TraceRecorder
  private var raising = 0
  private var escaped: (any Error)?

  init(_ database: Database, _ recorder: TraceRecorder) {
    self.database = database
    self.recorder = recorder
  }

  /// Begins a part.
  func section(_ name: String) {
    recorder.isOn = true
    recorder.write("== \(name)")
  }

  /// Prints a value, after the statements it took. An error that comes instead is printed as one.
  func show<Value: Showable>(_ label: String, _ value: () async throws -> Value) async {
    recorder.isOn = true
    do { recorder.write("VAL \(label) \(try await value().traceValue.text)") } catch {
      if raising > 0 { escaped = error } else { recorder.write("ERR \(label) \(error.traceValue.text)") }
    }
  }

  /// Prints the error that comes, or `null`.
  func raises(_ label: String, _ body: () async throws -> Void) async {
    recorder.isOn = true
    raising += 1
    var caught: (any Error)?
    do { try await body() } catch { caught = error }
    raising -= 1
    recorder.write("ERR \(label) \((caught ?? escaped)?.traceValue.text ?? "null")")
    escaped = nil
  }

  /// Prints that a step of the reference cannot be written: the compiler refuses it.
  func omits(_ label: String) {
    recorder.isOn = true
    recorder.write("OMIT \(label)")
  }

  /// Runs steps without printing anything.
  func quiet<Result>(_ body: () async throws -> Result) async rethrows -> Result {
    let before = recorder.isOn
    recorder.isOn = false
    defer { recorder.isOn = before }
    return try await body()
  }

  /// Several values of different types, for one step.
  func list(_ values: (any Showable)?...) -> TraceValue { .array(values.map { $0?.traceValue ?? .null }) }
}
