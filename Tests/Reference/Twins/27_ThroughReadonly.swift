import ActiveRecord

/// Through associations that can be read and not written: nested ones, and those whose source holds no key.
enum Scenario27: Twin {
  static let topic = "27-through-readonly"
  static let schema: [SQL] =
    ["CREATE TABLE cities (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)"]
    + [("streets", "city_id"), ("houses", "street_id"), ("tenants", "house_id"), ("pets", "tenant_id")].map { table, key in
      "CREATE TABLE \(identifier: table) (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, \(identifier: key) INTEGER)"
    }

  @Model class City: Record {
    var name: String?
    @HasMany var streets: Many<Street>
    @HasMany var houses: Many<House> = .through(\.streets)
    @HasMany var tenants: Many<Tenant> = .through(\.houses)
    @HasMany var pets: Many<Pet> = .through(\.tenants)
    @HasOne var mainStreet: Street? = .has { $0.order(\.id) }
    @HasMany var mainHouses: Many<House> = .through(\.mainStreet, source: \.houses)
  }
  @Model class Street: Record {
    var name: String?
    @BelongsTo var city: City
    @HasMany var houses: Many<House>
  }
  @Model class House: Record {
    var name: String?
    @BelongsTo var street: Street
    @HasMany var tenants: Many<Tenant>
    @HasOne var city: City? = .through(\.street)
  }
  @Model class Tenant: Record {
    var name: String?
    @BelongsTo var house: House
    @HasMany var pets: Many<Pet>
    @HasOne var city: City? = .through(\.house)
    @HasMany var neighbours: Many<Tenant> = .through(\.house, source: \.tenants)
  }
  @Model class Pet: Record {
    var name: String?
    @BelongsTo var tenant: Tenant
  }

  static func run(_ t: Scenario) async throws {
    let city = try await t.quiet {
      let city = try await City.create { $0.name = "C" }
      for i in 0..<2 {
        let street = Street(name: "s\(i)", city: city)
        try await street.save()
        let house = House(name: "h\(i)", street: street)
        try await house.save()
        for j in 0..<2 {
          let tenant = Tenant(name: "t\(i)\(j)", house: house)
          try await tenant.save()
          try await Pet(name: "p\(i)\(j)", tenant: tenant).save()
        }
      }
      return city
    }
    await reading(t, city)
    await writing(t, city)
    await nested(t, city)
    t.section("unsaved owner")
    await t.show("read from memory?") {
      let new = City(name: "N")
      new.streets.build { $0.name = "q" }.houses.build { $0.name = "z" }
      return t.list(try await new.houses.load(), try await new.houses.size())
    }
    await t.raises("through belongs_to, push of an unsaved owner") { try await Tenant().neighbours.append(Tenant()) }
  }

  private static func reading(_ t: Scenario, _ city: City) async {
    t.section("read")
    await t.show("two") { try await city.houses.map(\.name) }
    await t.show("three") { try await city.tenants.map(\.name) }
    await t.show("four") { try await city.pets.map(\.name) }
    await t.show("through a has_one") { try await city.mainHouses.map(\.name) }
    await t.show("upwards, has_one through has_one through") { try await Pet.last()?.tenant.city?.name }
    await t.show("belongs_to then has_many") { try await Tenant.first()?.neighbours.map(\.name) }
    await t.show("count") { try await city.pets.count() }
    await t.show("find") { try await city.pets.find(3).name }
    await t.show("joins all hops") { try City.joins(\.pets).where { $0.pets.name == "p11" }.toSQL() }
  }

  private static func writing(_ t: Scenario, _ city: City) async {
    t.section("write, source has_many")
    await t.raises("push") {
      let street = try await city.streets.first()
      try await city.houses.append(
        House { house in
          house.name = "x"
          house.$street.set(street)
        })
    }
    await t.raises("create") { try await city.houses.create { $0.name = "x" } }
    await t.show("build is allowed") { city.houses.build { $0.name = "x" }.streetID }
    await t.raises("delete") { try await city.houses.remove(city.houses.target[0]) }
    await t.raises("replace") { try await city.houses.replace(with: []) }
  }

  private static func nested(_ t: Scenario, _ city: City) async {
    t.section("write, nested")
    await t.raises("push") { try await city.tenants.append(try await Tenant.first().map { [$0] } ?? []) }
    await t.raises("build") {
      city.pets.build()
      try await city.save()
    }
    city.pets.reset()
    await t.raises("delete_all") { try await city.pets.removeAll() }
    await t.raises("destroy") { try await city.pets.destroy(try await t.quiet { try await city.pets.first() }.map { [$0] } ?? []) }
    await t.show("has_one through assign, source belongs_to: allowed") {
      let house = try await House.first()
      try await house?.$city.set(City(name: "E"))
      return t.list(try await house?.city?.name, try await house?.street.cityID)
    }
    await t.raises("nested has_one through assign") { try await Tenant.first()?.$city.set(City()) }
  }
}
