import ActiveRecord

/// Reading and writing through a join model with attributes of its own.
enum Scenario25: Twin {
  static let topic = "25-through-basics"
  static let schema: [SQL] = [
    "CREATE TABLE doctors (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR, ward_id INTEGER)",
    "CREATE TABLE wards (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
    """
    CREATE TABLE visits (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, doctor_id INTEGER, patient_id INTEGER, room VARCHAR DEFAULT 'A',
      cost INTEGER DEFAULT 0)
    """,
    "CREATE TABLE patients (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR)",
  ]

  @Model class Ward: Record {
    var name: String?
    @HasMany var doctors: Many<Doctor>
    @HasMany var visits: Many<Visit> = .through(\.doctors)
    @HasMany var patients: Many<Patient> = .through(\.visits) { $0.distinct() }
  }
  @Model class Doctor: Record {
    var name: String?
    @BelongsTo var ward: Ward?
    @HasMany var visits: Many<Visit>
    @HasMany var patients: Many<Patient> = .through(\.visits)
    @HasMany var roomBPatients: Many<Patient> = .through(\.visits, source: \.patient) { $0.where { $0.visits.room == "B" } }
  }
  @Model class Visit: Record {
    @BelongsTo var doctor: Doctor
    @BelongsTo var patient: Patient
    var room: String? = "A"
    var cost = 0

    static func rules(_ visit: Rules<Visit>) {
      visit.validates(\.room, .presence)
      visit.beforeSave { trace("visit save \($0.doctorID ?? 0) \($0.patientID ?? 0)") }
      visit.beforeDestroy { _ in trace("visit destroy") }
    }
  }
  @Model class Patient: Record {
    var name: String?
    @HasMany var visits: Many<Visit>
    @HasMany var doctors: Many<Doctor> = .through(\.visits)

    static func rules(_ patient: Rules<Patient>) {
      patient.validates(\.name, .presence)
      patient.beforeSave { trace("patient save \($0.name ?? "")") }
    }
  }

  static func run(_ t: Scenario) async throws {
    let ward = try await t.quiet { try await Ward.create { $0.name = "W" } }
    let doctor = Doctor(name: "D", ward: ward)
    try await t.quiet { try await doctor.save() }
    try await writing(t, doctor)
    try await t.quiet { _ = try await doctor.reload() }
    try await joinModel(t, doctor)
    try await reading(t, ward, doctor)
    try await removing(t, doctor)
    t.section("unsaved owner")
    await t.show("graph") {
      let new = Doctor(name: "N")
      try await new.patients.append(Patient(name: "q"))
      new.patients.build { $0.name = "r" }
      let size = try await new.visits.size()
      let saved = try await new.saveIfValid()
      let keys = try await Visit.where { $0.doctorID == new.id }.pluck(\.patientID)
      return t.list(size, saved, keys, try await new.visits.map(\.isNew))
    }
  }

  private static func writing(_ t: Scenario, _ doctor: Doctor) async throws {
    t.section("write")
    await t.show("push new") {
      try await doctor.patients.append(Patient(name: "p1"))
      return try await doctor.patients.map(\.name)
    }
    await t.show("push existing") {
      try await doctor.patients.append(try await Patient.create { $0.name = "p2" })
      return try await doctor.patients.size()
    }
    await t.show("create") {
      let patient = try await doctor.patients.create { $0.name = "p3" }
      return t.list(patient.id, try await Visit.count())
    }
    await t.show("join model sees it?") { t.list(try await doctor.visits.size(), try await doctor.visits.map(\.patientID)) }
    await t.raises("create! invalid") { try await doctor.patients.create { $0.name = "" } }
    await t.raises("push invalid raises, unlike has_many") { try await doctor.patients.append(Patient()) }
    await t.show("rows") {
      let (patients, visits) = (try await Patient.count(), try await Visit.count())
      return [patients, visits, try await doctor.patients.load().count(where: \.isNew)]
    }
  }

  private static func joinModel(_ t: Scenario, _ doctor: Doctor) async throws {
    await t.show("attributes of the join through the join model") {
      try await Visit.where { $0.patientID == 1 }.updateAll { [$0.room.set("B")] }
      return try await Doctor.first()?.roomBPatients.map(\.name)
    }
    await t.show("built with attributes on the join") {
      try await doctor.visits.create {
        $0.$patient.set(Patient(name: "p4"))
        $0.room = "C"
      }
      return try await doctor.patients.reload().map(\.name)
    }
  }

  private static func reading(_ t: Scenario, _ ward: Ward, _ doctor: Doctor) async throws {
    t.section("read")
    await t.show("two hops, distinct") { try await ward.patients.map(\.name) }
    await t.show("from the other side") { try await Patient.first()?.doctors.map(\.name) }
    await t.show("count and size") {
      [try await doctor.patients.count(), try await Doctor.first()?.patients.size()]
    }
    await t.show("where on join columns") {
      try await doctor.patients.where { $0.visits.room == "A" }.order(\.name).pluck(\.name)
    }
  }

  private static func removing(_ t: Scenario, _ doctor: Doctor) async throws {
    t.section("remove")
    await t.show("delete: join rows only, no callbacks") {
      try await doctor.patients.remove(try await Patient.all().first(1))
      let (patients, visits) = (try await Patient.count(), try await Visit.count())
      return [patients, visits, try await doctor.patients.size()]
    }
    await t.show("destroy: the join record is destroyed, its callbacks run") {
      try await doctor.patients.destroy(try await Patient.find(2))
      return [try await Patient.count(), try await Visit.count()]
    }
    await t.show("replace") {
      try await doctor.patients.replace(with: [try await Patient.find(1), try await Patient.find(3)])
      return try await Visit.order(\.id).pluck(\.patientID)
    }
  }
}
