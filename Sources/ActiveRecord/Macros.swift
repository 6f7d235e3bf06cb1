// The attributes of models.

@attached(member, names: arbitrary)
@attached(memberAttribute)
public macro Model(
  table: String? = nil, primaryKey: String? = nil, typeColumn: String? = nil, abstract: Bool = false, subclasses: Record.Type...
) = #externalMacro(module: "ActiveRecordMacros", type: "ModelMacro")

@attached(accessor)
public macro Column(_ name: String? = nil) = #externalMacro(module: "ActiveRecordMacros", type: "ColumnMacro")

@attached(accessor)
public macro PrimaryKey(_ name: String? = nil) = #externalMacro(module: "ActiveRecordMacros", type: "PrimaryKeyMacro")

@attached(peer)
public macro Transient() = #externalMacro(module: "ActiveRecordMacros", type: "TransientMacro")

@attached(accessor)
public macro BelongsTo() = #externalMacro(module: "ActiveRecordMacros", type: "BelongsToMacro")

@attached(accessor)
public macro HasOne() = #externalMacro(module: "ActiveRecordMacros", type: "HasOneMacro")

@attached(accessor)
public macro HasMany() = #externalMacro(module: "ActiveRecordMacros", type: "HasManyMacro")

@attached(accessor)
public macro HasAndBelongsToMany() = #externalMacro(module: "ActiveRecordMacros", type: "HasAndBelongsToManyMacro")

@attached(extension, conformances: PolymorphicTarget, names: named(classes), named(init), named(record))
public macro Polymorphic() = #externalMacro(module: "ActiveRecordMacros", type: "PolymorphicMacro")
