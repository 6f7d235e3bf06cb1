/// Rules about the properties of models.
extension MacroRule {
  static let ofColumns: [MacroRule] = [
    MacroRule(
      "StoredPropertyCheck", "'title' must be a 'var'", refuses: "let title: String", fixed: "var title: String",
      passes: "var title: String"),
    MacroRule(
      "StoredPropertyCheck", "write one 'var' for each property", refuses: "var a = 1, b = 2", passes: "var a = 1\n  var b = 2"),
    MacroRule(
      "StoredPropertyCheck", "'a' cannot have observers", refuses: "var a = 1 { didSet { print(a) } }",
      fixed: "@Transient var a = 1 { didSet { print(a) } }", passes: "@Transient var a = 1 { didSet { print(a) } }"),
    MacroRule(
      "StoredPropertyCheck", "a column holds a value", refuses: "weak var delegate: Delegate?",
      fixed: "@Transient weak var delegate: Delegate?", passes: "@Transient weak var delegate: Delegate?"),
    MacroRule(
      "StoredPropertyCheck", "'a' must not stand inside '#if'", refuses: "#if DEBUG\n  var a = 1\n  #endif",
      fixed: "#if DEBUG\n  @Transient var a = 1\n  #endif", passes: "#if DEBUG\n  func f() {}\n  #endif"),
    MacroRule(
      "TypeCheck", "'token' needs a type", refuses: "var token = UUID()", fixed: "var token: UUID = UUID()", passes: "var token = 1"),
    MacroRule(
      "NameCheck", "'errors' is a member of every record", refuses: "var errors = 1", passes: "@Column(\"errors\") var faults = 1"),
    MacroRule(
      "NameCheck", "names with '_' in front are generated", refuses: "var _title = 1", passes: "var title = 1"),
    MacroRule(
      "NameCheck", "every record has an 'id'", refuses: "var id: UUID", fixed: "@PrimaryKey var id: UUID",
      passes: "@PrimaryKey var id: UUID"),
    MacroRule(
      "DuplicateCheck", "stand for the same column", refuses: "var name = 1; @Column(\"name\") var title = 1",
      passes: "var name = 1; @Column(\"heading\") var title = 1"),
    MacroRule(
      "AttributeCheck", "name the column of the key with '.belongs(foreignKey: \"…\")'",
      refuses: "@Column(\"x\") @BelongsTo var author: Author?",
      fixed: "@BelongsTo var author: Author?", passes: "@BelongsTo var author: Author?"),
    MacroRule(
      "AttributeCheck", "an association has no column of its own", refuses: "@HasOne @Column var author: Author?",
      fixed: "@HasOne var author: Author?", passes: "@HasOne var author: Author?"),
    MacroRule(
      "AttributeCheck", "'@PrimaryKey(\"…\")' names the column, too", refuses: "@PrimaryKey @Column(\"x\") var code: String",
      fixed: "@PrimaryKey var code: String", passes: "@PrimaryKey(\"x\") var code: String"),
  ]
}
