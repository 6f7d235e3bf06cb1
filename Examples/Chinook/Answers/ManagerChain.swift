import ActiveRecord

/// Whom an employee reports to, whom that one reports to, and so on.
public struct ManagerChain: Sendable, Equatable {
  /// The employee's name.
  public let employee: String
  /// What the employee does.
  public let title: String?
  /// The names of the managers, the nearest first; empty for who reports to nobody.
  public let managers: [String]
  /// Whether the chain comes back to somebody who is in it already; it stops there.
  public let isCircular: Bool

  /// The chain of every employee, by last name.
  ///
  /// The preload gives each employee the manager, so two statements are enough for chains of any length: a manager is an employee too, and
  /// records of one row are equal and have one hash, so the manager finds the employee, and with that the next manager.
  public static func all() async throws -> [ManagerChain] {
    let employees = try await Employee.includes(\.manager).order { [$0.lastName.asc, $0.firstName.asc, $0.id.asc] }.load()
    var managers: [Employee: Employee] = [:]
    for employee in employees { managers[employee] = try employee.$manager.loaded }
    return employees.map { ManagerChain($0, managers) }
  }

  private init(_ employee: Employee, _ managers: [Employee: Employee]) {
    var chain: [Employee] = []
    var seen: Set = [employee]
    var next = managers[employee]
    while let manager = next, seen.insert(manager).inserted {
      chain.append(manager)
      next = managers[manager]
    }
    self.employee = employee.fullName
    title = employee.title
    self.managers = chain.map(\.fullName)
    isCircular = next != nil
  }
}
