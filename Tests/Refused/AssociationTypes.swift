// What the compiler refuses in the use of associations. `scripts/check-refused` compiles this file and wants exactly the errors
// that its comments name.
import ActiveRecord

@Model class Kennel: Record {
  var name = ""
  @HasMany var dogs: Many<Dog>
  @HasOne var sign: Sign?
  @HasAndBelongsToMany var vets: Many<Vet>
  @HasMany var bones: Many<Bone> = .through(\.dogs)
}
@Model class Dog: Record {
  var name = ""
  @BelongsTo var kennel: Kennel?
  @HasMany var bones: Many<Bone>
}
@Model(subclasses: Collar.self) class Tag: Record {
  var text = ""
  @BelongsTo var dog: Dog?
}
@Model class Collar: Tag {}
@Model class Sign: Record {
  var text = ""
  @BelongsTo var kennel: Kennel?
}
@Model class Vet: Record { @HasAndBelongsToMany var kennels: Many<Kennel> }
@Model class Bone: Record {
  @BelongsTo var dog: Dog?
  @BelongsTo var tag: Tag?
}

func assignsAnotherClass(_ kennel: Kennel, _ dog: Dog, _ vet: Vet) async throws {
  dog.$kennel.set(1)  // error: 'Int' to expected argument type 'Kennel'
  dog.$kennel.set(vet)  // error: 'Vet' to expected argument type 'Kennel'
  try await kennel.$sign.set(1)  // error: 'Int' to expected argument type 'Sign'
  try await kennel.$sign.set(vet)  // error: 'Vet' to expected argument type 'Sign'
  _ = Dog(kennel: "wrong value")  // error: 'String' to expected argument type 'Kennel'
}

func addsAnotherClass(_ kennel: Kennel, _ dog: Dog, _ vet: Vet) async throws {
  try await kennel.dogs.append(nil)  // error: no exact matches in call to instance method 'append'
  try await kennel.dogs.append(1)  // error: no exact matches in call to instance method 'append'
  try await kennel.dogs.append(vet)  // error: no exact matches in call to instance method 'append'
  try await kennel.vets.append(nil)  // error: no exact matches in call to instance method 'append'
  try await kennel.vets.append(1)  // error: no exact matches in call to instance method 'append'
  try await kennel.bones.append("Uhh what now?")  // error: no exact matches in call to instance method 'append'
}

func removesAnotherClass(_ kennel: Kennel, _ dog: Dog, _ vet: Vet) async throws {
  try await kennel.dogs.remove(vet)  // error: no exact matches in call to instance method 'remove'
  try await kennel.vets.remove(vet.kennels)  // error: no exact matches in call to instance method 'remove'
  try await kennel.bones.remove(vet)  // error: no exact matches in call to instance method 'remove'
  try await kennel.vets.destroy(dog)  // error: no exact matches in call to instance method 'destroy'
}

func keysOfAnotherType(_ kennel: Kennel, _ dog: Dog) async throws {
  dog.kennelID = kennel  // error: cannot assign value of type 'Kennel'
  dog.kennelID = "1"  // error: cannot assign value of type 'String'
  _ = try await kennel.dogs.find()  // error: missing argument
}

func buildsAClassThatIsNoSubclass(_ bone: Bone, _ dog: Dog) {
  bone.$tag.set(Collar())
  bone.$tag.set(Invalid())  // error: cannot find 'Invalid' in scope
  bone.$tag.set(Kennel())  // error: 'Kennel' to expected argument type 'Tag'
}

func namesThatDoNotExist() async throws {
  _ = try await Kennel.includes(\.cats).load()  // error: has no member 'cats'
  _ = try await Kennel.eagerLoad(\.cats).load()  // error: has no member 'cats'
  _ = try await Kennel.joins(\.dogs.cats).load()  // error: cannot infer key path type
  _ = try await Kennel.where { $0.nothing == 1 }.load()  // error: has no member 'nothing'
}

func whatIsNoPath() async throws {
  _ = try await Kennel.leftJoins("LEFT JOIN dogs").load()  // error: 'String' to expected argument type 'KeyPath<Kennel.Type, _>'
  _ = try await Kennel.includes(nil).load()  // error: 'nil' is not compatible
  _ = try await Kennel.preload(10).load()  // error: 'Int' to expected argument type 'KeyPath<Kennel.Type, _>'
}

protocol Barking {}
protocol Howling {}
enum Loud: Barking, Howling {}
extension ManyAssociation where Extension: Barking { func loudest() -> Int { 1 } }
extension ManyAssociation where Extension: Howling { func loudest() -> Int { 2 } }

func twoExtensionsOfOneName(_ kennel: Kennel) {
  _ = kennel.dogs.extending(Loud.self).loudest()  // error: ambiguous use of 'loudest()'
}

@Polymorphic enum Owned { case dog(Dog), sign(Sign) }
@Model class Ticket: Record { @BelongsTo var owned: Owned? }

func buildsOneOfSeveralModels(_ ticket: Ticket) async throws {
  ticket.$owned.build()  // error: requires that 'Owned' inherit from 'Record'
  try await ticket.$owned.create()  // error: requires that 'Owned' inherit from 'Record'
  ticket.$owned.set(.vet(Vet()))  // error: has no member 'vet'
}
