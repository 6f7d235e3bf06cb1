/// What a database says of a table: its columns, those that indexes begin with, and its foreign keys.
struct TableInspection {
  /// What becomes of a row when the one that it points at is deleted.
  enum OnDelete { case cascade, setNull, refuses }

  let name: String
  var columns: [String] = []
  var indexed: Set<String> = []
  var foreignKeys: [(column: String, onDelete: OnDelete)] = []

  static nonisolated(nonsending) func of(_ name: String, in database: Database) async throws -> TableInspection {
    var table = TableInspection(name: name)
    let queries = Queries.of(database.dialect.name, name)
    table.columns = try await database.query(queries.columns, as: String.self)
    if table.columns.isEmpty { return table }
    table.indexed = Set(try await database.query(queries.indexed, as: String.self))
    table.foreignKeys = try await database.query(queries.foreignKeys, as: Key.self).map { ($0.name, $0.effect) }
    return table
  }

  private struct Key: Decodable {
    var name: String
    var rule: String

    var effect: OnDelete {
      switch rule.uppercased() {
      case "CASCADE", "C": .cascade
      case "SET NULL", "SET DEFAULT", "N", "D": .setNull
      default: .refuses
      }
    }
  }

  /// How an engine is asked.
  private struct Queries {
    let columns: SQL
    let indexed: SQL
    let foreignKeys: SQL

    static func of(_ engine: String, _ table: String) -> Queries {
      switch engine {
      case "SQLite": sqlite(table)
      case "PostgreSQL": postgreSQL(table)
      default: mySQL(table)
      }
    }

    private static func sqlite(_ table: String) -> Queries {
      let columns: SQL = "SELECT name FROM pragma_table_info(\(table)) ORDER BY cid"
      let indexed: SQL = """
        SELECT i.name FROM pragma_index_list(\(table)) AS l, pragma_index_info(l.name) AS i WHERE i.seqno = 0 AND i.name IS NOT NULL \
        UNION SELECT name FROM pragma_table_info(\(table)) WHERE pk = 1
        """
      let foreignKeys: SQL = #"SELECT "from" AS name, on_delete AS rule FROM pragma_foreign_key_list(\#(table)) WHERE seq = 0"#
      return Queries(columns: columns, indexed: indexed, foreignKeys: foreignKeys)
    }

    private static func postgreSQL(_ table: String) -> Queries {
      let columns: SQL = """
        SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = ANY (current_schemas(false)) \
        AND table_name = \(table) ORDER BY ordinal_position
        """
      let indexed: SQL = """
        SELECT CAST(a.attname AS TEXT) FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid \
        JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0] \
        WHERE t.relname = \(table) AND pg_table_is_visible(t.oid)
        """
      let foreignKeys: SQL = """
        SELECT CAST(a.attname AS TEXT) AS name, CAST(c.confdeltype AS TEXT) AS rule FROM pg_constraint c \
        JOIN pg_class t ON t.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
        WHERE c.contype = 'f' AND t.relname = \(table) AND pg_table_is_visible(t.oid)
        """
      return Queries(columns: columns, indexed: indexed, foreignKeys: foreignKeys)
    }

    private static func mySQL(_ table: String) -> Queries {
      let columns: SQL = """
        SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = \(table) \
        ORDER BY ordinal_position
        """
      let indexed: SQL = """
        SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = \(table) \
        AND seq_in_index = 1
        """
      let foreignKeys: SQL = """
        SELECT k.column_name AS name, r.delete_rule AS rule FROM information_schema.key_column_usage k \
        JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema \
        AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name \
        WHERE k.table_schema = DATABASE() AND k.table_name = \(table) AND k.ordinal_position = 1
        """
      return Queries(columns: columns, indexed: indexed, foreignKeys: foreignKeys)
    }
  }
}
