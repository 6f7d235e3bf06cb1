// What the compiler refuses in the declaration of associations. `scripts/check-refused` compiles this file and wants exactly the
// errors that its comments name.
import ActiveRecord

@Model class Stable: Record {
  var name = ""
  @HasMany var horses: Many<Horse> = .has(inverse: \.barn)  // error: has no member 'barn'
  @HasMany var ponies: Many<Horse> = .has(trough: \.horses)  // error: extra argument 'trough' in call
  @HasMany var saddles: Many<Saddle> = .through(\.nothings)  // error: has no member 'nothings'
  @HasOne var first: Horse? = .has(counterCache: \.horsesCount)  // error: extra argument 'counterCache' in call
  @HasOne var wrong: Horse? = .has(inverse: \.barn)  // error: has no member 'barn'
  @HasMany var others: Many<Horse> = .has(ensuringOwnerWas: \.name)  // error: extra argument 'ensuringOwnerWas' in call
}
@Model class Horse: Record {
  var name = ""
  @BelongsTo var stable: Stable? = .belongs(inverse: \.mares)  // error: has no member 'mares'
  @HasMany var saddles: Many<Saddle>
}
@Model class Saddle: Record { @BelongsTo var horse: Horse? }
@Model class Paddock: Record {
  @HasMany var stables: Many<Stable>
  @HasMany var horses: Many<Horse> = .through(\.stables, foreignKey: "stable_id")  // error: extra argument 'foreignKey' in call
  @HasOne var saddle: Saddle? = .through(\.horses, dependent: .destroy)  // error: extra argument 'dependent' in call
}
@Polymorphic enum Prized { case stable(Stable), horse(Horse) }
@Model class Rosette: Record {
  @BelongsTo var holder: Record? = .belongs(inverse: \.rosettes)  // error: has no member 'rosettes'
  @BelongsTo var prize: Prized? = .belongs(inverse: \.rosette)  // error: to expected argument type 'String'
}
