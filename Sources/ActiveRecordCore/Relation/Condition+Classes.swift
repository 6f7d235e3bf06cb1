// Conditions by the class of a polymorphic association's target: the scopes of delegated types.

extension ToOne where Target: PolymorphicTarget {
  /// The association points at a record of a class.
  ///
  /// ```swift
  /// let memos = Entry.where { $0.entryable.is(Memo.self) }
  /// // WHERE "entries"."entryable_type" = ?
  /// ```
  ///
  /// A class that shares its table with others is looked up there: the column holds the name of their base.
  public func `is`<Model: Record>(_ model: Model.Type) -> Condition { ClassCondition.points(self, at: model._facts) }
}

extension ToOne where Target == Record {
  /// The association points at a record of a class.
  ///
  /// ```swift
  /// let onMemos = Remark.where { $0.about.is(Memo.self) }
  /// // WHERE "remarks"."about_type" = ?
  /// ```
  ///
  /// A class that shares its table with others is looked up there: the column holds the name of their base.
  public func `is`<Model: Record>(_ model: Model.Type) -> Condition { ClassCondition.points(self, at: model._facts) }
}

/// Builds conditions from a polymorphic belongs_to and a class.
private enum ClassCondition {
  static func points<T>(_ association: ToOne<T>, at model: ModelFacts) -> Condition {
    do {
      guard association.names.count == 1 else {
        throw AssociationError(
          .unknownAssociation, model: association.root.name, association: association.names.joined(separator: "."),
          "only an association of the model itself can be compared with a class; ask for the class of the joined model in its own query")
      }
      return Condition(try condition(association.root.association(association.names[0]), model))
    } catch { return Condition(.constant(false), failure: error) }
  }

  private static func condition(_ reflection: AssociationReflection, _ model: ModelFacts) throws -> SQLExpression {
    let keys = try reflection.resolved()
    guard reflection.isPolymorphic, let typeKey = keys.typeKey else {
      throw reflection.error(.typeMismatch, "only a polymorphic belongs_to has a class for each row")
    }
    let isOfTable = column(typeKey, reflection.owner).equals(.text(model.root.storedName))
    guard let isOfClass = model.typeCondition else { return isOfTable }
    var members = SelectStatement(from: .table(model.tableName, alias: nil))
    let key = model.layout.column(at: reflection.targetKey(in: model)).name
    members.selection = SQLSelection.each(.column(ColumnReference(.root, key)))
    members.conditions = [isOfClass]
    return .and([isOfTable, .isInSelect(column(keys.ownerKey, reflection.owner), members)])
  }

  private static func column(_ index: Int, _ facts: ModelFacts) -> SQLExpression {
    .column(ColumnReference(facts.isAbstract ? .root : .table(facts.tableName), facts.layout.column(at: index).name))
  }
}
