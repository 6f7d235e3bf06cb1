#if PostgreSQL
  public import ActiveRecordCore
  import CPostgreSQL

  extension PostgreSQLStatement {
    /// Binds a value to the placeholder with this number, counted from 1.
    ///
    /// It is written as the type that the server expects there. A value that this type cannot hold is sent with a type of its own, so that
    /// the server compares it by its rules, or refuses it.
    ///
    /// - Throws: ``ActiveRecordCore/DatabaseError`` where there is no such placeholder, or PostgreSQL cannot hold the value.
    public func bind(_ value: DatabaseValue, at index: Int32) throws {
      let type = try expectedType(index)
      guard !ValueEncoding.write(value, as: type, at: index, &parameters) else { return }
      if let problem = ValueEncoding.problem(value) { throw DatabaseError(.valueOutOfRange, problem, sql: sql) }
      if type != 0 { parameters.noteMisfit(index) }
      ValueEncoding.writeWithOwnType(value, at: index, &parameters)
    }

    /// Binds an integer; what goes wrong, the next step tells.
    public func bind(integer: Int64, at index: Int32) {
      guard index > 0, index <= facts.parameters.count else {
        do { try bind(.int(integer), at: index) } catch { bindingFailure = error as? DatabaseError }
        return
      }
      let type = facts.parameters[Int(index) - 1]
      if type == TypeNumber.int8 {
        parameters.set(index, type, isBinary: true) { ValueEncoding.append(integer, to: &$0) }
      } else if !ValueEncoding.write(.int(integer), as: type, at: index, &parameters) {
        parameters.noteMisfit(index)
        ValueEncoding.writeWithOwnType(.int(integer), at: index, &parameters)
      }
    }

    /// The type that the server expects; 0 where it was not asked.
    private func expectedType(_ index: Int32) throws -> Oid {
      guard index > 0, name == nil || index <= facts.parameters.count else {
        throw DatabaseError(.misuse, "there is no placeholder \(index); the statement has \(facts.parameters.count)", sql: sql)
      }
      return name == nil ? 0 : facts.parameters[Int(index) - 1]
    }
  }
#endif
