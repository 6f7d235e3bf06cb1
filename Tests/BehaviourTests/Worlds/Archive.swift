import ActiveRecord

// For queries: a tree of folders with sheets, columns without values, and scopes that look at their owner.

/// Stands in itself; its scopes compare its own columns in every way that SQL can say, and in one that it cannot.
@Model class Folder: Record {
  var name: String
  var weight = 0
  var label: String?
  var settings: String?
  @BelongsTo var parent: Folder?
  @HasMany var children: Many<Folder> = .has(foreignKey: \.parentID)
  @HasMany var sheets: Many<Sheet>
  @HasMany var namesakes: Many<Sheet> = .has { sheets, folder in sheets.where { $0.title == folder.name } }
  @HasMany var labelled: Many<Sheet> = .has { sheets, folder in sheets.where { $0.label == folder.label } }
  @HasMany var heavy: Many<Sheet> = .has { sheets, folder in sheets.where { $0.pages >= folder.weight }.order { $0.pages.desc } }
  @HasMany var twice: Many<Sheet> = .has { sheets, folder in sheets.where { $0.pages >= folder.weight * 2 } }
  @HasMany var strictSheets: Many<Sheet> = .has { $0.strictLoading() }
  @HasMany var notes: Many<Scribble> = .through(\.sheets, source: \.remarks)
  @HasMany var heavyNotes: Many<Scribble> = .through(\.heavy, source: \.remarks)
  @HasOne var thickest: Sheet? = .has { $0.order { $0.pages.desc } }
}

/// Lies in a folder, or loose.
@Model class Sheet: Record {
  var title: String
  var pages = 0
  var label: String?
  @BelongsTo var folder: Folder?
  @HasMany var remarks: Many<Scribble>
}

/// Written on a sheet.
@Model class Scribble: Record {
  var text: String
  var stars: Int?
  @BelongsTo var sheet: Sheet?
}

extension Relation where Model == Sheet {
  /// A named scope.
  func thick(_ pages: Int = 10) -> Relation<Sheet> { self.where { $0.pages >= pages } }
}

extension Worlds {
  static let archive = [
    """
    CREATE TABLE folders (id INTEGER PRIMARY KEY, name TEXT NOT NULL, weight INTEGER NOT NULL DEFAULT 0, label TEXT, settings TEXT,
      parent_id INTEGER)
    """,
    "CREATE TABLE sheets (id INTEGER PRIMARY KEY, title TEXT NOT NULL, pages INTEGER NOT NULL DEFAULT 0, label TEXT, folder_id INTEGER)",
    "CREATE TABLE scribbles (id INTEGER PRIMARY KEY, text TEXT NOT NULL, stars INTEGER, sheet_id INTEGER)",
  ]

  /// Two folders at the top, one inside the first; four sheets, one of them loose; remarks with and without stars.
  static func fillArchive() async throws {
    let law = try await Folder.create {
      $0.name = "Law"; $0.weight = 10; $0.label = "red"; $0.settings = #"{"shelf":{"row":3},"tags":["a","b"]}"#
    }
    let art = try await Folder.create {
      $0.name = "Art"; $0.weight = 30
    }
    let tax = try await Folder.create {
      $0.name = "Tax"; $0.weight = 5; $0.label = "blue"; $0.parentID = law.id
    }
    for (title, pages, label, folder) in [
      ("Law", 12, "red", law.id), ("Deed", 8, nil, law.id), ("Art", 40, nil, art.id), ("Loose", 1, "blue", nil),
      ("Bill", 5, "blue", tax.id),
    ] as [(String, Int, String?, Int?)] {
      try await Sheet.create {
        $0.title = title; $0.pages = pages; $0.label = label; $0.folderID = folder
      }
    }
    for (text, stars, sheet) in [("good", 5, 1), ("fine", 3, 1), ("hm", nil, 2), ("great", 5, 3)] as [(String, Int?, Int)] {
      try await Scribble.create {
        $0.text = text; $0.stars = stars; $0.sheetID = sheet
      }
    }
  }
}
