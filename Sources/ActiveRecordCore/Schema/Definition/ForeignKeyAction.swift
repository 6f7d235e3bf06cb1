/// What happens to a row when the one that it points at goes, or gets another key.
public enum ForeignKeyAction: String, Sendable, Hashable {
  /// It goes, too, or takes over the new key.
  case cascade = "CASCADE"
  /// It points at nothing.
  case nullify = "SET NULL"
  /// Nothing: the row that is pointed at has to stay.
  case restrict = "RESTRICT"
  /// It gets the column's default.
  case setDefault = "SET DEFAULT"
  /// Nothing, and the row that is pointed at has to stay, which is looked at when the statement ends.
  case noAction = "NO ACTION"
}
