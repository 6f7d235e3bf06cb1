extension Renderer {
  /// Writes an insert.
  public mutating func insert(_ statement: InsertStatement) {
    write("INSERT INTO " + dialect.quoteTable(statement.table))
    if statement.columns.isEmpty {
      write(dialect.hasDefaultValues ? " DEFAULT VALUES" : " () VALUES ()")
    } else {
      write(" (")
      list(statement.columns) { $0.identifier($1) }
      write(") VALUES ")
      list(statement.rows) { renderer, row in
        renderer.write("(")
        renderer.list(row) { $0.bind($1) }
        renderer.write(")")
      }
    }
    conflict(statement)
    if !statement.returning.isEmpty, dialect.hasReturning {
      write(" RETURNING ")
      list(statement.returning) { $0.identifier($1) }
    }
  }

  private mutating func conflict(_ statement: InsertStatement) {
    switch (statement.conflict, dialect.conflicts) {
    case (.fail, _): break
    case (.skip, .onConflict): write(" ON CONFLICT DO NOTHING")
    case (.skip, .onDuplicateKey):
      guard let column = statement.columns.first else { return }
      write(" ON DUPLICATE KEY UPDATE ")
      assign(column) { $0.unchanged(column, marked: statement.rows.count == 1) }
    case (.update(let target, let columns), .onConflict):
      write(" ON CONFLICT (")
      list(target) { $0.identifier($1) }
      write(") DO UPDATE SET ")
      list(columns) { renderer, column in
        renderer.assign(column) {
          $0.write("excluded.")
          $0.identifier(column)
        }
      }
    case (.update(_, let columns), .onDuplicateKey):
      write(" ON DUPLICATE KEY UPDATE ")
      list(columns) { renderer, column in
        renderer.assign(column) {
          $0.write("VALUES(")
          $0.identifier(column)
          $0.write(")")
        }
      }
    }
  }

  /// The value that a column of a known row has. Of several rows the server tells how many were known; of one, only what is said
  /// here: the last insert id becomes the highest number, which no key is.
  private mutating func unchanged(_ column: String, marked: Bool) {
    guard marked else { return identifier(column) }
    write("IF(LAST_INSERT_ID(18446744073709551615), ")
    identifier(column)
    write(", ")
    identifier(column)
    write(")")
  }

  private mutating func assign(_ column: String, _ value: (inout Renderer) -> Void) {
    identifier(column)
    write(" = ")
    value(&self)
  }

  /// Writes an update.
  public mutating func update(_ statement: UpdateStatement) {
    enter(table: statement.table)
    write("UPDATE " + dialect.quoteTable(statement.table) + " SET ")
    list(statement.assignments) { renderer, assignment in
      renderer.identifier(assignment.column)
      renderer.write(" = ")
      renderer.expression(assignment.value)
    }
    conditions(statement.conditions)
  }

  /// Writes a delete.
  public mutating func delete(_ statement: DeleteStatement) {
    enter(table: statement.table)
    write("DELETE FROM " + dialect.quoteTable(statement.table))
    conditions(statement.conditions)
  }

  private mutating func enter(table: String) {
    scope.root = table
    scope.rootTable = table
    scope.isWriting = true
    scope.paths = [:]
  }

  /// What `write` writes, as `dialect` has it.
  @inline(__always) fileprivate static func rendered(
    _ dialect: Dialect, showsValues: Bool = false, _ write: (inout Renderer) -> Void
  ) -> RenderedSQL {
    var renderer = Renderer(dialect, showsValues: showsValues)
    write(&renderer)
    return renderer.result
  }
}

extension SelectStatement {
  /// The statement as `dialect` writes it.
  public func rendered(_ dialect: Dialect, showsValues: Bool = false) -> RenderedSQL {
    Renderer.rendered(dialect, showsValues: showsValues) { $0.select(self) }
  }
}

extension InsertStatement {
  /// The statement as `dialect` writes it.
  public func rendered(_ dialect: Dialect) -> RenderedSQL {
    Renderer.rendered(dialect) { $0.insert(self) }
  }
}

extension UpdateStatement {
  /// The statement as `dialect` writes it.
  public func rendered(_ dialect: Dialect) -> RenderedSQL {
    Renderer.rendered(dialect) { $0.update(self) }
  }
}

extension DeleteStatement {
  /// The statement as `dialect` writes it.
  public func rendered(_ dialect: Dialect) -> RenderedSQL {
    Renderer.rendered(dialect) { $0.delete(self) }
  }
}

extension SQL {
  /// The SQL as `dialect` writes it.
  public func rendered(_ dialect: Dialect) -> RenderedSQL {
    Renderer.rendered(dialect) { $0.raw(self) }
  }
}
