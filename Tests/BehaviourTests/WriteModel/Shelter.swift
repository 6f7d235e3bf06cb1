import ActiveRecord
import Synchronization

// The world of the model-based test: an owner with each kind of association, whose callbacks can be made to fail.

/// Lets the callback with this number fail, counted from now.
final class Refusal: Sendable {
  @TaskLocal static var current: Refusal?
  private let countdown = Mutex<Int?>(nil)

  func arm(_ calls: Int?) { countdown.withLock { $0 = calls } }

  /// What every callback of the world calls.
  static func tick() throws {
    let strikes =
      current?.countdown.withLock { count in
        guard let left = count else { return false }
        count = left > 0 ? left - 1 : nil
        return left == 0
      } ?? false
    if strikes { throw Refused() }
  }
}

/// What members have in common.
protocol ShelterMember: Record {
  var name: String { get set }
  /// The key of the owner, where the member holds it.
  var ownerKey: Int? { get }
}

@Model class Shelter: Record {
  var name: String
  var visits = 0
  var plaque: String?
  @HasMany var cats: Many<ShelterCat>
  @HasMany var dogs: Many<ShelterDog> = .has(dependent: .destroy)
  @HasMany var stays: Many<ShelterStay> = .has(dependent: .destroy)
  @HasMany var guests: Many<ShelterGuest> = .through(\.stays)
  @HasAndBelongsToMany var badges: Many<ShelterBadge> = .has(
    joinTable: "shelter_badge_pairs", foreignKey: "shelter_id", associationForeignKey: "badge_id")
  @HasOne var keeper: ShelterKeeper? = .has(dependent: .nullify)

  static func rules(_ shelter: Rules<Shelter>) {
    shelter.validates(\.plaque, .length(...6))
    shelter.beforeSave { _ in try Refusal.tick() }
    shelter.beforeDestroy { _ in try Refusal.tick() }
    func refuse<Member: ShelterMember>(_ members: KeyPath<Shelter.Type, ToMany<Member>>) {
      shelter.beforeAdd(members) { _, _ async throws in try Refusal.tick() }
      shelter.afterAdd(members) { _, _ async throws in try Refusal.tick() }
      shelter.beforeRemove(members) { _, _ in try Refusal.tick() }
      shelter.afterRemove(members) { _, _ in try Refusal.tick() }
    }
    refuse(\.cats)
    refuse(\.dogs)
    refuse(\.guests)
    refuse(\.badges)
  }
}

@Model class ShelterCat: Record, ShelterMember {
  var name: String
  @BelongsTo var shelter: Shelter?
  var ownerKey: Int? { shelterID }
  static func rules(_ cat: Rules<ShelterCat>) { ShelterRules.refuse(cat, \.name) }
}

@Model class ShelterDog: Record, ShelterMember {
  var name: String
  @BelongsTo var shelter: Shelter?
  var ownerKey: Int? { shelterID }
  static func rules(_ dog: Rules<ShelterDog>) { ShelterRules.refuse(dog, \.name) }
}

@Model class ShelterStay: Record {
  @BelongsTo var shelter: Shelter
  @BelongsTo var guest: ShelterGuest
  static func rules(_ stay: Rules<ShelterStay>) {
    stay.beforeSave { _ in try Refusal.tick() }
    stay.beforeDestroy { _ in try Refusal.tick() }
  }
}

@Model class ShelterGuest: Record, ShelterMember {
  var name: String
  @HasMany var stays: Many<ShelterStay> = .has(foreignKey: \.guestID)
  var ownerKey: Int? { nil }
  static func rules(_ guest: Rules<ShelterGuest>) { ShelterRules.refuse(guest, \.name) }
}

@Model class ShelterBadge: Record, ShelterMember {
  var name: String
  var ownerKey: Int? { nil }
  static func rules(_ badge: Rules<ShelterBadge>) { ShelterRules.refuse(badge, \.name) }
}

@Model class ShelterKeeper: Record, ShelterMember {
  var name: String
  @BelongsTo var shelter: Shelter?
  var ownerKey: Int? { shelterID }
  static func rules(_ keeper: Rules<ShelterKeeper>) { ShelterRules.refuse(keeper, \.name) }
}

enum ShelterRules {
  static func refuse<Member: ShelterMember>(_ rules: Rules<Member>, _ name: KeyPath<Member.Type, Column<String>>) {
    rules.validates(name, .presence)
    rules.beforeSave { _ in try Refusal.tick() }
    rules.afterSave { _ in try Refusal.tick() }
    rules.beforeDestroy { _ in try Refusal.tick() }
  }

  static let migrations = Migrations {
    Migration("2025-01-01 create shelters") { schema in
      schema.createTable("shelters") { table in
        table.string("name", null: false)
        table.integer("visits", null: false)
        table.string("plaque", unique: true)
      }
      for table in ["shelter_cats", "shelter_dogs", "shelter_keepers"] {
        schema.createTable(table) { table in
          table.string("name", null: false, unique: true)
          table.bigint("shelter_id")
        }
      }
      for table in ["shelter_guests", "shelter_badges"] { schema.createTable(table) { $0.string("name", null: false, unique: true) } }
      schema.createTable("shelter_stays") { table in
        table.bigint("shelter_id", null: false)
        table.bigint("guest_id", null: false)
      }
      schema.createTable("shelter_badge_pairs", primaryKey: .none) { table in
        table.bigint("shelter_id", null: false)
        table.bigint("badge_id", null: false)
      }
    }
  }
}
