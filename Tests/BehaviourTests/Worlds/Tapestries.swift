import ActiveRecord

// Motifs that mark what is woven, dyes that are known by their names, and keys that are no keys of their table.

/// Weaves, and is found by a code and a name of its own.
@Model class Weaver: Record {
  var name: String?
  var code: Int?
  @HasMany var tapestries: Many<Tapestry>
  @HasMany var longTapestries: Many<LongTapestry>
  @HasMany var remarks: Many<TapestryRemark> = .through(\.tapestries)
  @HasMany var longRemarks: Many<TapestryRemark> = .through(\.longTapestries, source: \.remarks)
  @HasMany var firstMarks: Many<MotifMark> = .through(\.tapestries, source: \.mark)
  @HasMany var praise: Many<TapestryRemark> = .through(\.tapestries, source: \.praise)
  @HasMany var hints: Many<TapestryHint> = .through(\.tapestries, source: \.hint)
  @HasMany var strands: Many<Strand>
  @HasMany var dyes: Many<Dye> = .through(\.strands)
  @HasMany var namedDyes: Many<Dye> = .through(\.strands, source: \.namedDye)
  @HasMany var redDyes: Many<Dye> = .through(\.strands, source: \.dye) { $0.where { $0.name == "red" } }
  @HasMany var redStrands: Many<Strand> = .has(hasInverse: false) { $0.joins(\.dye).where { $0.dye.name == "red" } }
  @HasMany var redTapestries: Many<Tapestry> = .through(\.redStrands, source: \.tapestry)
  @HasMany var remarksOfTheFirst: Many<TapestryRemark> = .through(\.tapestries, source: \.remarks) {
    $0.leftJoins(\.tapestry).where { $0.tapestry.weaverID == 1 }
  }
  @HasMany var papers: Many<WeaverPaper> = .has(primaryKey: \.name, as: \.writer)
  @HasMany var paperDyes: Many<Dye> = .through(\.papers, source: \.dye)
  @HasMany var paperSigners: Many<Weaver> = .through(\.papers, source: \.signer)
  @HasMany var signedPapers: Many<WeaverPaper> = .has(foreignKey: \.signature, primaryKey: \.name, hasInverse: false)
  @HasMany var signedDyes: Many<Dye> = .through(\.signedPapers, source: \.dye)
}

/// Is marked by motifs; its subclass is marked as the base class.
@Model(subclasses: LongTapestry.self) class Tapestry: Record {
  var title = ""
  var weaverID: Int?
  @BelongsTo var weaver: Weaver? = .belongs(foreignKey: \.weaverID)
  @HasMany var remarks: Many<TapestryRemark>
  @HasMany var praise: Many<TapestryRemark> = .has { $0.where { $0.text == "splendid" } }
  @HasOne var hint: TapestryHint?
  @HasOne var hintByHand: TapestryHint? = .has(hasInverse: false) {
    $0.joins("INNER JOIN tapestries AS p1 ON tapestry_remarks.tapestry_id = p1.id").where("p1.id <> 999999")
  }
  @HasMany var marks: Many<MotifMark> = .has(as: \.item)
  @HasOne var mark: MotifMark? = .has(as: \.item)
  @HasMany var motifs: Many<Motif> = .through(\.marks)
  @HasMany var plainMotifs: Many<Motif> = .through(\.marks, source: \.motif)
  @HasMany var superMotifs: Many<Motif> = .through(\.marks)
  @HasMany var codedMotifs: Many<Motif> = .through(\.marks, source: \.codedMotif)
  @HasMany var badMarks: Many<MotifMark> = .has(as: \.item) { $0.where("motif_marks.id < 0") }
  @HasMany var badMotifs: Many<Motif> = .through(\.badMarks, source: \.motif)
  @HasMany var marksOfWeaver: Many<MotifMark> = .has(primaryKey: \.weaverID, as: \.item)
  @HasMany var motifsOfWeaver: Many<Motif> = .through(\.marksOfWeaver, source: \.motif)
  @HasMany var strands: Many<Strand>
  @HasMany var strandsByDye: Many<Strand> = .has(foreignKey: \.dyeID, hasInverse: false)
  @HasMany var weaversByDye: Many<Weaver> = .through(\.strandsByDye, source: \.weaver)
  @HasMany var strandsOfWeaver: Many<Strand> = .has(foreignKey: \.tapestryID, primaryKey: \.weaverID, hasInverse: false)
  @HasMany var ownWeavers: Many<Weaver> = .through(\.strandsOfWeaver, source: \.weaver)
  @HasMany var codedWeavers: Many<Weaver> = .through(\.strands, source: \.codedWeaver)
  @HasMany var weaversOfDyes: Many<Weaver> = .through(\.strands, source: \.weaversOfDye)
  @HasMany var namedDyes: Many<Dye> = .through(\.strands, source: \.namedDye)
  @HasMany var strandsOfItsWeaver: Many<Strand> = .through(\.weaver, source: \.strands)
}
@Model class LongTapestry: Tapestry { var length: Int? }

/// Says something about a tapestry.
@Model(subclasses: TapestryHint.self) class TapestryRemark: Record {
  var text = ""
  @BelongsTo var tapestry: Tapestry?
}
@Model class TapestryHint: TapestryRemark {}

/// Marks what is woven; whoever reads it through a mark gets its own mark, too.
@Model class Motif: Record {
  var name = ""
  var code: Int?
  var weight = 0
  @HasMany var marks: Many<MotifMark> = .has(inverse: \.motif)
  @HasOne var mark: MotifMark? = .has(hasInverse: false)
  @HasMany var tapestries: Many<Tapestry> = .through(\.marks, source: \.item)
  @HasMany var shortTapestries: Many<Tapestry> = .through(\.marks, source: \.item) {
    $0.where("motif_marks.super_motif_id IS NULL").where { $0.title == "short" }
  }
  @HasMany var noMarks: Many<MotifMark> = .has(hasInverse: false) { $0.none() }
  @HasMany var noTapestries: Many<Tapestry> = .through(\.noMarks, source: \.item)
}
@Model class MotifMark: Record {
  var superMotifID: Int?
  @BelongsTo var motif: Motif? = .belongs(inverse: \.marks) { $0.includes(\.mark) }
  @BelongsTo var superMotif: Motif? = .belongs(foreignKey: \.superMotifID)
  @BelongsTo var codedMotif: Motif? = .belongs(foreignKey: \.superMotifID, primaryKey: \.code)
  @BelongsTo var item: Record?
}

/// Joins weavers, tapestries and dyes, the last by key or by name.
@Model class Strand: Record {
  var tapestryID: Int?
  var weaverID: Int?
  var dyeID: Int?
  var dyeName: String?
  @BelongsTo var tapestry: Tapestry? = .belongs(foreignKey: \.tapestryID)
  @BelongsTo var weaver: Weaver? = .belongs(foreignKey: \.weaverID)
  @BelongsTo var codedWeaver: Weaver? = .belongs(foreignKey: \.weaverID, primaryKey: \.code)
  @BelongsTo var dye: Dye? = .belongs(foreignKey: \.dyeID)
  @BelongsTo var namedDye: Dye? = .belongs(foreignKey: \.dyeName, primaryKey: \.name)
  @HasMany var weaversOfDye: Many<Weaver> = .has(foreignKey: "id", primaryKey: \.dyeID, hasInverse: false)
}
@Model(subclasses: RareDye.self) class Dye: Record {
  var name = ""
  @HasMany var strands: Many<Strand>
  @HasMany var weavers: Many<Weaver> = .through(\.strands)
}
@Model class RareDye: Dye {}

/// Points at its writer and its dye by their names.
@Model class WeaverPaper: Record {
  var text = ""
  var signature: String?
  var writerID: String?
  var writerType: String?
  var dyeName: String?
  @BelongsTo var writer: Record? = .belongs(foreignKey: \.writerID, foreignType: \.writerType)
  @BelongsTo var dye: Dye? = .belongs(foreignKey: \.dyeName, primaryKey: \.name)
  @BelongsTo var signer: Weaver? = .belongs(foreignKey: \.signature, primaryKey: \.name)
}

/// Another model of the weavers: each has one paper, by its name.
@Model(table: "weavers") class PaperWeaver: Record {
  var name: String?
  @HasOne var paper: WeaverPaper? = .has(primaryKey: \.name, as: \.writer)
  @HasOne var paperDye: Dye? = .through(\.paper, source: \.dye)
  @HasOne var paperSigner: Weaver? = .through(\.paper, source: \.signer)
}

extension Relation where Model == Dye {
  /// A named scope.
  func red() -> Relation<Dye> { self.where { $0.name == "red" } }
}

extension Worlds {
  static let tapestries = [
    "CREATE TABLE weavers (id INTEGER PRIMARY KEY, name VARCHAR(40), code INTEGER)",
    "CREATE TABLE tapestries (id INTEGER PRIMARY KEY, title TEXT NOT NULL, type TEXT, length INTEGER, weaver_id INTEGER)",
    "CREATE TABLE tapestry_remarks (id INTEGER PRIMARY KEY, text TEXT NOT NULL, type TEXT, tapestry_id INTEGER)",
    "CREATE TABLE motifs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code INTEGER, weight INTEGER NOT NULL)",
    """
    CREATE TABLE motif_marks (id INTEGER PRIMARY KEY, motif_id INTEGER, super_motif_id INTEGER, item_id INTEGER, item_type TEXT)
    """,
    "CREATE TABLE strands (id INTEGER PRIMARY KEY, tapestry_id INTEGER, weaver_id INTEGER, dye_id INTEGER, dye_name VARCHAR(40))",
    "CREATE TABLE dyes (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL, type TEXT)",
    """
    CREATE TABLE weaver_papers (id INTEGER PRIMARY KEY, text TEXT NOT NULL, signature VARCHAR(40), writer_id VARCHAR(40), writer_type TEXT,
      dye_name VARCHAR(40))
    """,
  ]

  /// Two weavers; the first wove two tapestries, the second of which is long, both with a motif.
  static func fillTapestries() async throws -> (ada: Weaver, ben: Weaver, short: Tapestry, long: LongTapestry, motif: Motif) {
    let ada = try await Weaver.create {
      $0.name = "Ada"; $0.code = 71
    }
    let ben = try await Weaver.create {
      $0.name = "Ben"; $0.code = 72
    }
    let short = try await ada.tapestries.create { $0.title = "short" }
    let long = try await ada.longTapestries.create { $0.title = "long" }
    let motif = try await Motif.create { $0.name = "lion" }
    for tapestry in [short, long] { try await MotifMark(motif: motif, item: tapestry).save() }
    return (ada, ben, short, long, motif)
  }
}
