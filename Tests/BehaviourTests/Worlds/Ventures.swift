import ActiveRecord

// Classes that share a table: below abstract ones, under names of their own, in namespaces, and with rules of their own.

enum Ventures {
  /// The classes have other names in the table than in the program.
  @Model(storedName: "omg_venture", subclasses: Startup.self, Empire.self) class Venture: Record {
    var name: String?
    @HasMany var stakes: Many<Stake> = .has(as: \.held)
  }
  @Model(storedName: "omg_startup") class Startup: Venture {}
  @Model(storedName: "omg_empire") class Empire: Venture {}
  @Polymorphic enum Holding { case venture(Venture), stake(Stake) }

  /// Points at a venture, or at anything.
  @Model class Stake: Record {
    @BelongsTo var held: Record?
    @BelongsTo var holding: Holding?
  }

  /// The base; its classes are stored under their full names.
  @Model(subclasses: Firm.self, Client.self, Shouting.self, Chosen.self) class Concern: Record {
    var name: String?
    var firmID: Int?
    @BelongsTo var firm: Firm? = .belongs(foreignKey: \.firmID)
    static func rules(_ concern: Rules<Concern>) { concern.validates(\.name, .length(...40).allowingNil()) }
  }
  @Model class Firm: Concern {}
  @Model(subclasses: SpecialClient.self) class Client: Concern {}
  @Model(subclasses: VerySpecialClient.self) class SpecialClient: Client {}
  @Model class VerySpecialClient: SpecialClient {}
  @Model class Shouting: Concern {
    static func rules(_ concern: Rules<Shouting>) { concern.afterInitialize { $0.name = $0.name?.uppercased() } }
  }
  @Model class Chosen: Concern {
    static func rules(_ concern: Rules<Chosen>) { concern.defaultScope { $0.where { $0.name == "chosen" } } }
  }

  /// Belongs to a class in the middle of a hierarchy.
  @Model class Ledger: Record {
    var credit = 0
    @BelongsTo var firm: Firm?
  }

  /// A key of its own, and no column for the class.
  @Model class Patroness: Record {
    @PrimaryKey var nick: String
    var name: String?
  }
  @Model class SpecialPatroness: Patroness {}

  /// An association named like the column of classes elsewhere.
  @Model(table: "ventures_wares") class Ware: Record {
    var label = ""
    @BelongsTo var type: WareType?
  }
  @Model class WareType: Record { var name: String }

  // Abstract classes above, between and below others. They are only asked about.
  @Model(abstract: true) class Loose: Record { var note: String? }
  @Model class LooseDescendant: Loose {}
  @Model class Tight: Record { var note: String? }
  @Model class TightDescendant: Tight {}
  @Model(subclasses: StiPost.self) class Post: Record { var title = "" }
  @Model(subclasses: SubStiPost.self) class StiPost: Post {}
  @Model class SubStiPost: StiPost {}
}

/// Scopes of a base that its subclasses inherit.
extension RecordProtocol where Self: Ventures.Concern {
  static func ofFirstFirm() -> Relation<Self> { self.where { $0.firmID == 1 } }
}

extension Worlds {
  static let ventures = [
    "CREATE TABLE ventures (id INTEGER PRIMARY KEY, type TEXT, name TEXT)",
    """
    CREATE TABLE stakes (id INTEGER PRIMARY KEY, held_id INTEGER, held_type TEXT, holding_id INTEGER, holding_type TEXT)
    """,
    "CREATE TABLE concerns (id INTEGER PRIMARY KEY, type TEXT, name TEXT, firm_id INTEGER)",
    "CREATE TABLE ledgers (id INTEGER PRIMARY KEY, credit INTEGER NOT NULL, firm_id INTEGER)",
    "CREATE TABLE patronesses (nick TEXT PRIMARY KEY NOT NULL, name TEXT)",
    "CREATE TABLE ventures_wares (id INTEGER PRIMARY KEY, label TEXT NOT NULL, type_id INTEGER)",
    "CREATE TABLE ware_types (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
  ]
}
