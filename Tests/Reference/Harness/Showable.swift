import ActiveRecord
import Foundation

/// What a trace can show.
protocol Showable {
  /// The value as traces write it.
  var traceValue: TraceValue { get }
}

extension TraceValue: Showable {
  var traceValue: TraceValue { self }
}
extension Bool: Showable {
  var traceValue: TraceValue { .bool(self) }
}
extension Int: Showable {
  var traceValue: TraceValue { .int(Int64(self)) }
}
extension Double: Showable {
  var traceValue: TraceValue { .double(self) }
}
extension String: Showable {
  /// Times are left out: they differ from run to run.
  var traceValue: TraceValue { .text(prefixMatch(of: /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/) == nil ? self : "<time>") }
}
extension Date: Showable {
  var traceValue: TraceValue { .text("<time>") }
}
extension Optional: Showable where Wrapped: Showable {
  var traceValue: TraceValue { self?.traceValue ?? .null }
}
extension Array: Showable where Element: Showable {
  var traceValue: TraceValue { .array(map(\.traceValue)) }
}
extension Dictionary: Showable where Key == String, Value: Showable {
  var traceValue: TraceValue { .object(mapValues(\.traceValue)) }
}

extension DatabaseValue: Showable {
  var traceValue: TraceValue {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .text(let value), .json(let value): value.traceValue
    case .bytes(let value): .text(String(decoding: value, as: UTF8.self))
    case .date: .text("<time>")
    case .uuid(let value): .text(value.uuidString.lowercased())
    case .decimal(let value): .text("\(value)")
    case .row(let values): .array(values.map(\.traceValue))
    }
  }
}

extension Record: Showable {
  var traceValue: TraceValue {
    var members = attributes.mapValues(\.traceValue)
    members["_"] = .text("\(type(of: self))")
    if isNew { members["_new"] = .bool(true) }
    if isDestroyed { members["_destroyed"] = .bool(true) }
    return .object(members)
  }
}

extension ValidationErrors: Showable {
  var traceValue: TraceValue {
    var messages: [String: [String]] = [:]
    for entry in entries { messages[entry.attribute, default: []].append(entry.message) }
    return messages.traceValue
  }
}

extension Error {
  /// The class and the first line of the message.
  var traceValue: TraceValue {
    let message = "\(self)".split(separator: "\n").first.map(String.init) ?? ""
    return .object(["class": .text("\(type(of: self))"), "message": .text(message)])
  }
}
