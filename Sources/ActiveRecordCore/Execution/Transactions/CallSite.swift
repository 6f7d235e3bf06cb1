/// A line of a program: "App/Transfer.swift:12".
struct CallSite: Sendable, CustomStringConvertible {
  var file: StaticString
  var line: UInt

  var description: String { "\(file):\(line)" }
}
