extension SchemaChange {
  /// Makes the table of a `JobOutbox`: what `dependent: .destroyAsync` leaves to be destroyed.
  ///
  /// ```swift
  /// Migration("2025-03-01 create jobs") { $0.createJobTable() }
  /// ```
  ///
  /// - Parameter name: The table's name, as the outbox has it.
  public mutating func createJobTable(_ name: String = "active_record_jobs") {
    createTable(name) { table in
      table.text("payload", null: false)
      table.integer("attempts", null: false, default: 0)
      table.bigint("run_at", null: false, index: true)
      table.bigint("locked_until")
      table.text("error")
      table.bigint("created_at", null: false)
    }
  }
}
