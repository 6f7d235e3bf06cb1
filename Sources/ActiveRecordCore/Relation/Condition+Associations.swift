// Conditions by association: `where { $0.author == ada }` compares the foreign key, and the class where it is polymorphic.

/// The association points at this record; `nil` asks for rows that point at none.
public func == <T: Record>(left: ToOne<T>, right: T?) -> Condition { AssociationCondition.points(left, [right]) }
/// The association points at another record.
public func != <T: Record>(left: ToOne<T>, right: T?) -> Condition { !AssociationCondition.points(left, [right]) }
/// The polymorphic association points at this record.
public func == <T: PolymorphicTarget>(left: ToOne<T>, right: T?) -> Condition {
  AssociationCondition.points(left, [right?.record])
}
/// The polymorphic association points at another record.
public func != <T: PolymorphicTarget>(left: ToOne<T>, right: T?) -> Condition {
  !AssociationCondition.points(left, [right?.record])
}

extension ToOne where Target: Record {
  /// The association points at one of the records.
  public func isIn(_ records: some Sequence<Target>) -> Condition { AssociationCondition.points(self, records.map { $0 }) }
}

extension ToOne where Target: PolymorphicTarget {
  /// The association points at a record of any class of the set.
  public func points(to record: Record) -> Condition { AssociationCondition.points(self, [record]) }
  /// The association points at one of the records.
  public func isIn(_ targets: some Sequence<Target>) -> Condition {
    AssociationCondition.points(self, targets.map { $0.record })
  }
  /// The column that holds the class, as text: `where { $0.attachable.type == "Post" }`.
  public var type: Column<String?> { AssociationCondition.typeColumn(self) }
}

extension ToOne where Target == Record {
  /// The column that holds the class, as text: `where { $0.about.type == "Post" }`.
  public var type: Column<String?> { AssociationCondition.typeColumn(self) }
}

/// Builds conditions from a belongs_to and the records it may point at.
enum AssociationCondition {
  static func points<T>(_ association: ToOne<T>, _ records: [Record?]) -> Condition {
    do {
      guard association.names.count == 1 else {
        throw AssociationError(
          .unknownAssociation, model: association.root.name, association: association.names.joined(separator: "."),
          "only an association of the model itself can be compared with a record; compare a column of the joined table instead")
      }
      let reflection = try association.root.association(association.names[0])
      try DeprecatedAssociations.check(reflection, .asked)
      guard reflection.kind == .belongsTo else {
        throw reflection.error(
          .typeMismatch, "only a belongs_to can be compared with a record: it holds the key. Write .where { $0.id == record.key }")
      }
      return Condition(try condition(reflection, records))
    } catch { return Condition(.constant(false), failure: error) }
  }

  private static func condition(_ reflection: AssociationReflection, _ records: [Record?]) throws -> SQLExpression {
    let keys = try reflection.resolved()
    let layout = reflection.owner.layout
    let key = SQLExpression.column(column(layout.column(at: keys.ownerKey).name, reflection.owner))
    guard reflection.isPolymorphic, let typeKey = keys.typeKey else {
      let targetKey = keys.targetKey ?? 0
      return key.isAmong(records.map { $0.map { value($0, targetKey) } ?? .null })
    }
    let type = SQLExpression.column(column(layout.columns[typeKey].name, reflection.owner))
    let parts = records.map { record -> SQLExpression in
      guard let record else { return .isNull(key) }
      return .and([type.equals(.text(record.facts.root.storedName)), key.equals(record.key(at: reflection.targetKey(in: record.facts)))])
    }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private static func value(_ record: Record, _ index: Int) -> DatabaseValue {
    record.key(at: index)
  }

  private static func column(_ name: String, _ facts: ModelFacts) -> ColumnReference {
    ColumnReference(facts.isAbstract ? .root : .table(facts.tableName), name)
  }

  static func typeColumn<T>(_ association: ToOne<T>) -> Column<String?> {
    let reflection = association.root.associations[association.names[0]]
    let name = reflection.flatMap { reflection in
      (try? reflection.resolved().typeKey).flatMap { $0 }.map { reflection.owner.layout.columns[$0].property }
    }
    let local = association.root.ownColumns.firstIndex { $0.property == name } ?? 0
    return Column(association.root, local)
  }
}
