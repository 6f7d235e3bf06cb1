import ActiveRecord
import Synchronization

/// Gathers the lines of a trace: what the database ran, what callbacks say, and the values of steps.
final class TraceRecorder: QueryObserver {
  /// The recorder of the twin that the current task runs.
  @TaskLocal static var current: TraceRecorder?

  private struct State {
    var lines: [String] = []
    var isOn = false
  }

  private let state = Mutex(State())
  /// The type that a twin's models are nested in, which traces leave out.
  private let namespace: String

  init(namespace: String) { self.namespace = namespace }

  /// The lines so far.
  var lines: [String] { state.withLock { $0.lines } }

  /// Whether lines are taken in.
  var isOn: Bool {
    get { state.withLock { $0.isOn } }
    set { state.withLock { $0.isOn = newValue } }
  }

  /// Takes a line in, if the recorder is on.
  func write(_ line: String) {
    let line = line.replacing(namespace + ".", with: "")
    state.withLock { if $0.isOn { $0.lines.append(line) } }
  }

  func statementRan(_ event: QueryEvent) { write(Self.line(event)) }

  static func line(_ event: QueryEvent) -> String {
    let words = event.sql.split(whereSeparator: \.isWhitespace).map { $0.replacing("\"", with: "") }
    let last = words.last ?? ""
    switch words.first {
    case "BEGIN": return "TX  BEGIN"
    case "COMMIT": return "TX  COMMIT"
    case "SAVEPOINT": return "TX  SAVEPOINT \(last)"
    case "RELEASE": return "TX  RELEASE \(last)"
    case "ROLLBACK": return words.count > 1 && words[1] == "TO" ? "TX  ROLLBACK TO \(last)" : "TX  ROLLBACK"
    default:
      let sql = event.sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return event.bindings.isEmpty ? "SQL \(sql)" : "SQL \(sql) | \(TraceValue.array(event.bindings.map(\.traceValue)).text)"
    }
  }
}

/// Prints a line from a callback.
func trace(_ text: String) { TraceRecorder.current?.write("LOG \(text)") }
