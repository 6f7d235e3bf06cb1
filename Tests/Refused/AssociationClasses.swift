// What the compiler refuses in the classes that associations lead to, and in subclasses that declare one again.
// `scripts/check-refused` compiles this file and wants exactly the errors that its comments name.
import ActiveRecord

@Model class Horse: Record {
  var name = ""
}
@Model class Attic: Record {
  @HasMany var ghosts: Many<Ghost>  // error: cannot find type 'Ghost' in scope
  @HasOne var ghost: Ghost?  // error: cannot find type 'Ghost' in scope
  @BelongsTo var owner: Ghost?  // error: cannot find type 'Ghost' in scope
}
@Model class Cellar: Record {
  @HasMany var words: Many<String>  // error: requires that 'String' inherit from 'Record'
  @HasMany var marked: Many<Horse> = .has(queryConstraints: [\.name])  // error: extra argument 'queryConstraints' in call
}

@Model class House: Record {
  @HasMany var horses: Many<Horse>
  @HasOne var horse: Horse?
  @BelongsTo var parent: Horse?
  @HasAndBelongsToMany var others: Many<Horse>
}
@Model class Villa: House {
  @HasMany var horses: Many<Attic>  // error: cannot override a property with type 'House.Many<Horse>'
  @HasOne var horse: Attic?  // error: property 'horse' with type 'Attic?' cannot override a property with type 'Horse?'
  @BelongsTo var parent: Attic?  // error: property 'parent' with type 'Attic?' cannot override a property with type 'Horse?'
  @HasAndBelongsToMany var others: Many<Attic>  // error: cannot override a property with type 'House.Many<Horse>'
}

func addsInFront(_ house: House, _ horse: Horse) async throws {
  try await house.horses.prepend(horse)  // error: has no member 'prepend'
}

func saysWhatDoesNotExist() {
  DeprecatedAssociations.default = .ignore  // error: has no member 'ignore'
  DeprecatedAssociations.default = 1  // error: cannot assign value of type 'Int' to type 'DeprecatedAssociations'
}
