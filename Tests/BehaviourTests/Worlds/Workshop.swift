import ActiveRecord

// Single table inheritance over three levels.

/// The base class: a plain worker is a worker too.
@Model(subclasses: Carpenter.self, Painter.self) class Worker: Record {
  var name: String
  @BelongsTo var workshop: Workshop?
  @HasMany var tools: Many<Tool>
}

/// A leaf with a column of its own.
@Model class Carpenter: Worker {
  var saw: String?
}

/// In the middle of the hierarchy.
@Model(subclasses: SignPainter.self) class Painter: Worker {
  var brush: String?
}

/// A leaf two levels down, with a default.
@Model class SignPainter: Painter {
  var lettering = "serif"
}

/// Has collections of the base class and of a subclass.
@Model class Workshop: Record {
  var name: String
  @HasMany var workers: Many<Worker>
  @HasMany var painters: Many<Painter>
}

/// Belongs to a worker of any class.
@Model class Tool: Record {
  var name: String
  @BelongsTo var worker: Worker?
}

extension Worlds {
  static let workshop = [
    "CREATE TABLE workshops (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    """
    CREATE TABLE workers (id INTEGER PRIMARY KEY, type TEXT, name TEXT NOT NULL, workshop_id INTEGER, saw TEXT, brush TEXT,
      lettering TEXT)
    """,
    "CREATE TABLE tools (id INTEGER PRIMARY KEY, name TEXT NOT NULL, worker_id INTEGER)",
  ]
}
