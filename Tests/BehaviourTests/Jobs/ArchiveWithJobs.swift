import ActiveRecord

// The world of destruction that is left to jobs.

/// Leaves each kind of association to a job.
@Model class Archive: Record {
  var name: String
  var isClosed = false
  @HasMany var boxes: Many<ArchiveBox> = .has(dependent: .destroyAsync)
  @HasOne var seal: ArchiveSeal? = .has(dependent: .destroyAsync)
  @HasMany var loans: Many<ArchiveLoan>
  @HasMany var readers: Many<ArchiveReader> = .through(\.loans, dependent: .destroyAsync)

  static func rules(_ archive: Rules<Archive>) { archive.ensuringOwnerWas(for: \.boxes) { $0.isClosed } }
}

/// Refuses to go where it is told to.
@Model class ArchiveBox: Record {
  var label: String
  var isStuck = false
  @BelongsTo var archive: Archive?

  static func rules(_ box: Rules<ArchiveBox>) { box.beforeDestroy { if $0.isStuck { throw Halt() } } }
}

@Model class ArchiveSeal: Record {
  var wax = "red"
  @BelongsTo var archive: Archive?
}

@Model class ArchiveLoan: Record {
  @BelongsTo var archive: Archive
  @BelongsTo var reader: ArchiveReader
}

@Model class ArchiveReader: Record { var name: String }

/// Takes its archive with it, later.
@Model class ArchiveGuard: Record {
  @BelongsTo var archive: Archive? = .belongs(dependent: .destroyAsync)
}

enum ArchiveWorld {
  static let migrations = Migrations {
    Migration("2025-01-01 create archives") { schema in
      schema.createTable("archives") { table in
        table.string("name", null: false)
        table.boolean("is_closed", null: false, default: false)
      }
      schema.createTable("archive_boxes") { table in
        table.string("label", null: false)
        table.boolean("is_stuck", null: false, default: false)
        table.bigint("archive_id")
      }
      schema.createTable("archive_seals") { table in
        table.string("wax", null: false)
        table.bigint("archive_id")
      }
      schema.createTable("archive_loans") { table in
        table.bigint("archive_id", null: false)
        table.bigint("reader_id", null: false)
      }
      schema.createTable("archive_readers") { $0.string("name", null: false) }
      schema.createTable("archive_guards") { $0.bigint("archive_id") }
      schema.createJobTable()
    }
  }

  static let models: [Record.Type] = [
    Archive.self, ArchiveBox.self, ArchiveSeal.self, ArchiveLoan.self, ArchiveReader.self, ArchiveGuard.self,
  ]
}
