import ActiveRecord

/// Says what an association is, and where its foreign key stands; all of it is asked of the reflection.
enum KeyHolder {
  /// "@HasMany .through", "@BelongsTo, polymorphic"
  static func kind(_ reflection: AssociationReflection) -> String {
    let name = reflection.kind.rawValue
    var text = "@" + name.prefix(1).uppercased() + name.dropFirst()
    if reflection.throughName != nil { text += " .through" }
    if isPolymorphic(reflection) { text += ", polymorphic" }
    if reflection.targetName == reflection.ownerName { text += ", self join" }
    return text
  }

  /// Which column of which table holds the key, and whose row that is.
  static func sentence(_ reflection: AssociationReflection, in model: Record.Type) -> String {
    if let table = reflection.joinTable, let near = reflection.foreignKeyName, let far = reflection.associationForeignKeyName {
      return "\(table).\(near) and .\(far): a table of pairs"
    }
    if let middle = reflection.throughName.flatMap({ model.reflection($0) }) {
      if middle.foreignKeyHolder == reflection.foreignKeyHolder {
        return "\(column(middle)) and .\(reflection.foreignKeyName ?? "?"): the rows between"
      }
      return "\(column(middle)), then \(column(reflection))"
    }
    if reflection.kind == .belongsTo {
      let whose = isPolymorphic(reflection) ? "this record holds it, and the class beside it" : "this record holds it"
      return "\(column(reflection)): \(whose)"
    }
    return "\(column(reflection)): the other \(reflection.kind == .hasOne ? "side holds" : "rows hold") it"
  }

  private static func column(_ reflection: AssociationReflection) -> String {
    "\(reflection.foreignKeyHolder ?? "?").\(reflection.foreignKeyName ?? "?")"
  }

  private static func isPolymorphic(_ reflection: AssociationReflection) -> Bool {
    if reflection.targetName == nil { return true }
    guard let back = reflection.inverseName, reflection.kind != .belongsTo, let target = target(reflection) else { return false }
    return target.reflection(back)?.targetName == nil
  }

  private static func target(_ reflection: AssociationReflection) -> Record.Type? {
    ModelWalk.all.first { $0.name == reflection.targetName }?.model
  }
}
