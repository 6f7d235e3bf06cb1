import ActiveRecord

// Callbacks under conditions.

/// Notes which of its callbacks ran.
@Model class Gate: Record {
  var name: String
  var isOpen = false
  @Transient var log: [String] = []

  static func rules(_ gate: Rules<Gate>) {
    gate.beforeSave(if: \.isOpen) { $0.log.append("saved open") }
    gate.beforeCreate(if: { !$0.isOpen }) { $0.log.append("created closed") }
    gate.beforeUpdate(if: { $0.name == "south" }) { $0.log.append("updated south") }
    gate.afterCommit(on: .update, if: \.isOpen, Gate.noteCommit)
    gate.beforeDestroy(if: { $0.name == "kept" }) { _ in throw Halt() }
  }

  func noteCommit() async throws { log.append("committed open") }
}

extension Worlds {
  /// The table of gates, which its tests make themselves.
  static let gate = Migrations {
    Migration("2025-03-02 create gates") { schema in
      schema.createTable("gates") { t in
        t.string("name", null: false)
        t.boolean("is_open", null: false, default: false)
      }
    }
  }
}
