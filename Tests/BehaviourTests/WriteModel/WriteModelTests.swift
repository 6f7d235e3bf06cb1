import ActiveRecord
import Foundation
import Testing

/// Random writes through associations, failing at random points, held against a plain model.
@Suite struct WriteModelTests {
  /// How many steps are taken on a server; `scripts/soak` takes ten times as many.
  static let steps = ProcessInfo.processInfo.environment["AR_MODEL_STEPS"].flatMap { Int($0) } ?? 1000
  /// What every choice follows from.
  static let seed = ProcessInfo.processInfo.environment["AR_MODEL_SEED"].flatMap { UInt64($0) } ?? 1

  @Test(arguments: Engine.allCases) func memoryAndDatabaseAgreeAfterEveryWrite(_ engine: Engine) async throws {
    let cells = ShelterCell.all, wanted = engine == .sqlite ? 10 * Self.steps : Self.steps
    var numbers = SeededNumbers(Self.seed)
    var order = cells.shuffled(using: &numbers)
    var counts: [ShelterCell: Int] = [:], struck: [ShelterCell: Int] = [:]
    var taken = 0
    while taken < wanted {
      var steps: [ShelterRun.Step] = []
      while steps.count < 50, taken + steps.count < wanted {
        if order.isEmpty { order = Self.next(cells, struck, &numbers) }
        steps.append(.init(cell: order.removeLast(), seed: numbers.next()))
      }
      if let failure = try await ShelterRun.failure(of: steps, on: engine, struck: &struck) {
        let shrunk = try await Self.shrunk(Array(steps.prefix(failure.step + 1)), failure, engine)
        Issue.record("\(engine), seed \(Self.seed), after \(taken) steps: \(shrunk)")
        return
      }
      for step in steps { counts[step.cell, default: 0] += 1 }
      taken += steps.count
    }
    print(Self.table(counts, engine, taken: taken, struck: struck))
    // Each is met so often, and each failure happens so often: fifty times in a long run.
    let least = min(50, taken / (cells.count + Self.again)), failures = min(50, taken / (13 * cells.count))
    for cell in cells {
      #expect(counts[cell, default: 0] >= least, "\(cell) was met too seldom")
      if cell.fault != .none { #expect(struck[cell, default: 0] >= failures, "\(cell) went wrong too seldom") }
    }
  }

  /// How many kinds of steps come twice in a round.
  private static let again = 30

  /// Every kind of step in a random order; those that went wrong most seldom, as not every try does, come twice.
  private static func next(
    _ cells: [ShelterCell], _ struck: [ShelterCell: Int], _ numbers: inout SeededNumbers
  ) -> [ShelterCell] {
    let faulty = cells.filter { $0.fault != .none }.shuffled(using: &numbers)
    let seldom = faulty.sorted { struck[$0, default: 0] < struck[$1, default: 0] }.prefix(again)
    return (cells + seldom).shuffled(using: &numbers)
  }

  /// The fewest steps that fail: parts are left out as long as it still fails.
  private static func shrunk(
    _ steps: [ShelterRun.Step], _ failure: ShelterRun.Failure, _ engine: Engine
  ) async throws -> String {
    var steps = steps, failure = failure, size = max(1, steps.count / 2), ignored: [ShelterCell: Int] = [:]
    while size > 0 {
      var start = 0
      while start < steps.count {
        let fewer = Array(steps[..<start] + steps[min(start + size, steps.count)...])
        if !fewer.isEmpty, let again = try await ShelterRun.failure(of: fewer, on: engine, struck: &ignored) {
          (steps, failure) = (Array(fewer.prefix(again.step + 1)), again)
        } else {
          start += size
        }
      }
      size /= 2
    }
    return "\(failure)\nsteps:\n" + steps.map { "  \($0)" }.joined(separator: "\n")
  }

  /// How often each operation met each failure, for each state of the owner, and how often it did fail then.
  private static func table(_ counts: [ShelterCell: Int], _ engine: Engine, taken: Int, struck: [ShelterCell: Int]) -> String {
    let failed = struck.values.reduce(0, +)
    var lines = ["\(engine): \(taken) steps, seed \(seed), \(failed) of them failed on purpose: operation × failure × state of the owner"]
    lines.append(padded("operation", 14) + padded("owner", 9) + ShelterCell.Fault.allCases.map { padded("\($0)", 16) }.joined())
    for operation in ShelterCell.Operation.allCases {
      for owner in ShelterCell.Owner.allCases {
        let numbers = ShelterCell.Fault.allCases.map { fault -> String in
          let cell = ShelterCell(operation: operation, fault: fault, owner: owner)
          guard let count = counts[cell] else { return padded("-", 16) }
          return padded(fault == .none ? "\(count)" : "\(count), \(struck[cell, default: 0]) failed", 16)
        }
        lines.append(padded("\(operation)", 14) + padded("\(owner)", 9) + numbers.joined())
      }
    }
    return lines.joined(separator: "\n")
  }
  private static func padded(_ text: String, _ width: Int) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }
}
