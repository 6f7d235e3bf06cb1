import CuratedConnections

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output, in colours where somebody looks at it, and standard input.
struct Terminal {
  /// Whether standard output is a terminal that shows colours.
  let isColoured: Bool
  /// Whether somebody types.
  let isInteractive: Bool

  init() {
    isColoured = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
    isInteractive = isatty(STDIN_FILENO) == 1
  }

  /// Writes a line.
  func write(_ line: Line) {
    print(isColoured ? line.spans.map(coloured).joined() : line.text)
  }

  /// The next line that is typed, after a prompt if somebody is there to see it; `nil` at the end.
  func readLine(prompt: String) -> String? {
    if isInteractive {
      print(prompt, terminator: "")
      fflush(nil)
    }
    return Swift.readLine()
  }

  private func coloured(_ span: Span) -> String {
    guard let code = Self.codes[span.style], !span.text.isEmpty else { return span.text }
    return "\u{1B}[\(code)m\(span.text)\u{1B}[0m"
  }

  private static let codes: [Style: String] = [
    .title: "1;35", .heading: "1", .label: "2", .code: "36", .keyword: "1;34", .value: "32", .quiet: "2",
  ]
}
