/// Where the tour writes, 80 columns wide.
public struct Page {
  /// The widest line there is.
  public static let width = 80
  /// Where the values behind labels begin.
  static let indent = 13

  private let write: (Line) -> Void

  /// A page that hands each line to `write`.
  public init(_ write: @escaping (Line) -> Void) { self.write = write }

  func line(_ spans: Span...) { write(Line(spans)) }
  func line(_ spans: [Span]) { write(Line(spans)) }
  func blank() { write(Line([])) }

  /// Text that is broken at spaces.
  func paragraph(_ text: String, indent: Int = 2, style: Style = .plain) {
    for row in TextLayout.wrapped(text, width: Self.width - indent) { line(Span(spaces(indent)), Span(row, style)) }
  }

  /// A label on the left, and what belongs to it: broken at spaces, or as it is.
  func field(_ label: String, _ text: String, style: Style = .plain, wraps: Bool = true) {
    let rows = wraps ? TextLayout.wrapped(text, width: Self.width - Self.indent) : TextLayout.lines(text)
    field(label, rows.map { [Span($0, style)] })
  }

  /// A label on the left, and rows that belong to it.
  func field(_ label: String, _ rows: [[Span]]) {
    for (position, row) in rows.enumerated() {
      let start = position == 0 ? "    " + TextLayout.padded(label, Self.indent - 4) : spaces(Self.indent)
      line([Span(start, .label)] + row)
    }
  }

  /// A rule with a title on the left and a note on the right.
  func chapter(_ title: String, note: String = "") {
    let tail = note.isEmpty ? "" : " " + note
    let dashes = String(repeating: "─", count: max(2, Self.width - 4 - title.count - tail.count))
    blank()
    line(Span("── ", .quiet), Span(title, .title), Span(" " + dashes + tail, .quiet))
  }

  /// Something on the left, and something at the right margin.
  func ends(_ left: Span, _ right: Span) {
    let gap = max(1, Self.width - 2 - left.text.count - right.text.count)
    line(Span("  "), left, Span(spaces(gap)), right)
  }

  /// A line of Swift, and what it gives as a comment, on the next line if there is no room.
  func code(_ code: String, gives comment: String) {
    if 2 + code.count + 6 + comment.count <= Self.width {
      line(Span("  "), Span(code, .code), Span("   // " + comment, .quiet))
    } else {
      line(Span("  "), Span(code, .code))
      line(Span("  // " + comment, .quiet))
    }
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
