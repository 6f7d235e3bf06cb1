/// A recorded change of the schema, as a value: it can be written for an engine, and reversed.
indirect enum SchemaStep: Sendable, Hashable {
  case createTable(CreateTable)
  case dropTable(DropTable)
  case renameTable(RenameTable)
  case alterTable(AlterTable)
  case renameColumn(RenameColumn)
  case createIndex(CreateIndex)
  case dropIndex(DropIndex)
  case execute(ExecuteSQL)
  /// One list is run forwards, the other when the change is taken back.
  case reversible(up: [SchemaStep], down: [SchemaStep])

  /// What takes this change back.
  ///
  /// - Throws: ``SchemaProblem`` where that is not known, with what to write.
  func reversed() throws -> SchemaStep {
    switch self {
    case .createTable(let table): .dropTable(DropTable(name: table.name, ifExists: table.ifNotExists, was: table))
    case .dropTable(let table): try table.reversed()
    case .renameTable(let change): .renameTable(RenameTable(name: change.newName, newName: change.name))
    case .alterTable(let change): .alterTable(try change.reversed())
    case .renameColumn(let change):
      .renameColumn(RenameColumn(table: change.table, name: change.newName, newName: change.name))
    case .createIndex(let index): .dropIndex(DropIndex(index: index, ifExists: index.ifNotExists))
    case .dropIndex(let change): try change.reversed()
    case .execute(let change): .execute(try change.reversed())
    case .reversible(let up, let down): .reversible(up: down, down: up)
    }
  }
}

extension [SchemaStep] {
  /// What takes these changes back, the last one first.
  func reversedSteps() throws -> [SchemaStep] { try reversed().map { try $0.reversed() } }

  /// The changes that are run forwards, without the blocks around them.
  var forwards: [SchemaStep] {
    flatMap { step -> [SchemaStep] in
      if case .reversible(let up, _) = step { up.forwards } else { [step] }
    }
  }
}

/// What is wrong with a change; whoever runs it says where it stands.
struct SchemaProblem: Error, Sendable, Equatable {
  let message: String
  init(_ message: String) { self.message = message }
}
