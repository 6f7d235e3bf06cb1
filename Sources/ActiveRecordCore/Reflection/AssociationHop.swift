/// One step from an owner's table towards its target's: a table, and how it hangs on the one before.
package struct AssociationHop: Sendable {
  /// The model of the table; `nil` for a join table without model.
  package let facts: ModelFacts?
  package let table: String
  /// The column of this table that is compared…
  package let column: String
  /// …with this column of the table before.
  package let previousColumn: String
  /// A column of this table that must hold the name of a class.
  package var typeCondition: (column: String, name: String)?
  /// A column of the table before that must hold the name of a class.
  package var previousTypeCondition: (column: String, name: String)?
  /// The association that the step belongs to; it names the table's alias.
  package let reflection: AssociationReflection
  /// The associations whose scopes narrow this table's rows.
  package var scopes: [AssociationReflection]

  /// Whether the step leads to a join table without model.
  package var isJoinTable: Bool { facts == nil }
}

/// What follows from the facts of all models that take part in an association.
package final class AssociationResolution: Sendable {
  /// The steps from the owner's table to the target's; none where a column says what the target's class is.
  package let hops: [AssociationHop]
  /// The column of the owner that the first step compares with, by index.
  package let ownerKey: Int
  /// The column of the target that the only step compares with, by index; `nil` where there is more than one step.
  package let targetKey: Int?
  /// The column that holds the class of a polymorphic association: of the owner for belongs_to, else of the target.
  package let typeKey: Int?
  /// What that column holds, for `as:`.
  package let typeName: String?
  package let foreignKeyName: String?
  package let foreignKeyHolder: String?
  package let joinTable: String?
  package let associationForeignKeyName: String?
  package let through: AssociationReflection?
  package let source: AssociationReflection?
  /// The association on the other side.
  package let inverse: AssociationReflection?
  /// Whether it goes through a belongs_to of the owner first, so that a key that the owner holds says what is reached.
  package let leavesByOwnKey: Bool

  init(
    hops: [AssociationHop], ownerKey: Int, targetKey: Int?, typeKey: Int? = nil, typeName: String? = nil,
    foreignKeyName: String?, foreignKeyHolder: String?, joinTable: String? = nil, associationForeignKeyName: String? = nil,
    through: AssociationReflection? = nil, source: AssociationReflection? = nil, inverse: AssociationReflection? = nil
  ) {
    self.hops = hops
    self.ownerKey = ownerKey
    self.targetKey = targetKey
    self.typeKey = typeKey
    self.typeName = typeName
    self.foreignKeyName = foreignKeyName
    self.foreignKeyHolder = foreignKeyHolder
    self.joinTable = joinTable
    self.associationForeignKeyName = associationForeignKeyName
    self.through = through
    self.source = source
    self.inverse = inverse
    leavesByOwnKey = through.map { through in through.kind == .belongsTo || ((try? through.resolved().leavesByOwnKey) ?? false) } ?? false
  }

  /// Whether one comparison of two columns leads to the target.
  package var isDirect: Bool { hops.count == 1 && targetKey != nil }
}

extension AssociationHop {
  /// Whose database the table is in: the model's or, for a join table without one, that of the association's owner.
  package var home: ModelFacts { facts ?? reflection.owner }
}
