import ActiveRecord
import Testing

/// What `ModelGraph.advice` notices: for each rule a declaration that it is about, and one that it is not.
@Suite struct ModelAdviceTests {
  @Model class Inn: Record {
    var name = ""
    @HasMany var rooms: Many<Room> = .has(foreignKey: \.innID, inverse: \.inn)
    @HasMany var dearRooms: Many<Room> = .has(dependent: .destroy, hasInverse: false) { $0.where { $0.price > 100 } }
    @HasMany var cooks: Many<Cook> = .has(foreignKey: \.houseID)
    @HasMany var guests: Many<Guest> = .through(\.rooms, source: \.guests)
  }
  @Model class Room: Record {
    var price = 0
    @BelongsTo var inn: Inn
    @HasMany var guests: Many<Guest> = .has(dependent: .nullify)
  }
  @Model class Cook: Record { var houseID: Int? }
  @Model class Guest: Record { @BelongsTo var room: Room? = .belongs(dependent: .destroy) }

  private var found: [ModelAdvice] { ModelGraph.advice([Inn.self, Room.self, Cook.self, Guest.self]) }

  private func places(_ rule: ModelAdvice.Rule) -> [String] {
    found.filter { $0.rule == rule }.map { "\($0.model.split(separator: ".").last ?? "").\($0.association)" }
  }

  @Test func optionsThatSayWhatIsFoundWithoutThem() {
    #expect(places(.unneededOption) == ["Inn.rooms", "Inn.rooms", "Inn.guests"])
    let messages = found.filter { $0.rule == .unneededOption && $0.association == "rooms" }.map(\.message)
    #expect(
      messages == [
        "the option 'foreignKey' says what is found without it. Leave it out",
        "the option 'inverse' says what is found without it. Leave it out",
      ])
  }

  @Test func recordsThatDoNotKnowTheirOwner() {
    #expect(places(.missingInverse) == ["Inn.cooks"])
    let message = found.first { $0.rule == .missingInverse }?.message
    #expect(message?.hasSuffix("Add to ModelAdviceTests.Cook: @BelongsTo var inn: ModelAdviceTests.Inn?; or say hasInverse: false") == true)
  }

  @Test func whatBecomesOfTheOthers() {
    #expect(places(.missingDependent) == ["Inn.rooms"])
    #expect(places(.scopedDependent) == ["Inn.dearRooms"])
    #expect(places(.dependentOfMany) == ["Guest.room"])
  }
}
