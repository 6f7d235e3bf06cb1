extension Renderer {
  /// Writes an expression.
  public mutating func expression(_ expression: SQLExpression) {
    switch expression {
    case .column(let reference): column(reference)
    case .value(let value): bind(value)
    case .raw(let sql): raw(sql)
    case .binary(let left, let op, let right):
      operand(left)
      write(" \(op.rawValue) ")
      operand(right)
    case .and(let parts): connected(parts, by: " AND ", whenEmpty: true)
    case .or(let parts): connected(parts, by: " OR ", whenEmpty: false)
    case .not(let inner): negated(inner)
    case .isNull(let inner): suffixed(inner, " IS NULL")
    case .isNotNull(let inner): suffixed(inner, " IS NOT NULL")
    case .isIn(let inner, let values): among(inner, values)
    case .isInIntegers(let inner, let integers): among(inner, integers: integers)
    case .isInSelect(let inner, let select):
      operand(inner)
      write(" IN ")
      subselect(select)
    case .between(let inner, let low, let high):
      operand(inner)
      write(" BETWEEN ")
      operand(low)
      write(" AND ")
      operand(high)
    case .function(let name, let arguments, let distinct):
      write(distinct ? "\(name)(DISTINCT " : "\(name)(")
      list(arguments) { $0.expression($1) }
      write(")")
    case .exists(let select):
      write("EXISTS ")
      subselect(select)
    case .select(let select): subselect(select)
    case .star(let table): star(table)
    case .constant(let value): write(value ? "1=1" : "1=0")
    }
  }

  mutating func subselect(_ statement: SelectStatement) {
    let outer = scope
    write("(")
    select(statement)
    write(")")
    scope = outer
  }

  private mutating func star(_ table: TableTag) {
    switch table {
    case .root: write(dialect.quoteTable(scope.root ?? "") + ".*")
    case .table(let name), .alias(let name): write(dialect.quoteTable(name) + ".*")
    case .path(let path): write(dialect.quoteTable(scope.paths[path] ?? path.last ?? "") + ".*")
    case .none: write("*")
    }
  }

  /// A condition inside another one, in parentheses where the meaning would change without them.
  mutating func operand(_ inner: SQLExpression) {
    switch inner {
    case .and(let parts) where parts.count == 1: operand(parts[0])
    case .or(let parts) where parts.count == 1: operand(parts[0])
    case .and, .or, .binary, .not, .raw, .between:
      write("(")
      expression(inner)
      write(")")
    default: expression(inner)
    }
  }

  private mutating func connected(_ parts: [SQLExpression], by connective: String, whenEmpty: Bool) {
    if parts.isEmpty { return write(whenEmpty ? "1=1" : "1=0") }
    list(parts, separator: connective) { renderer, part in
      switch part {
      case .or(let inner) where inner.count > 1, .and(let inner) where inner.count > 1: renderer.operand(part)
      case .raw: renderer.operand(part)
      default: renderer.expression(part)
      }
    }
  }

  private mutating func negated(_ inner: SQLExpression) {
    switch inner {
    case .isNull(let operand): suffixed(operand, " IS NOT NULL")
    case .isNotNull(let operand): suffixed(operand, " IS NULL")
    case .constant(let value): expression(.constant(!value))
    case .not(let operand): expression(operand)
    default:
      write("NOT (")
      expression(inner)
      write(")")
    }
  }

  private mutating func suffixed(_ inner: SQLExpression, _ suffix: String) {
    operand(inner)
    write(suffix)
  }

  private mutating func among(_ inner: SQLExpression, _ values: [DatabaseValue]) {
    if values.isEmpty { return expression(.constant(false)) }
    operand(inner)
    write(" IN (")
    list(values) { $0.bind($1) }
    write(")")
  }

  private mutating func among(_ inner: SQLExpression, integers: [Int64]) {
    if integers.isEmpty { return expression(.constant(false)) }
    operand(inner)
    write(" IN (")
    write(IntegerList.text(integers))
    write(")")
  }
}
