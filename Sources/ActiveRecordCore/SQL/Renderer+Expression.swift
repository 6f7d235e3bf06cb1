extension Renderer {
  /// Writes an expression.
  public mutating func expression(_ expression: SQLExpression) {
    switch expression {
    case .column(let reference): column(reference)
    case .value(let value): bind(value)
    case .raw(let sql): raw(sql)
    case .binary(let left, let op, let right):
      if rows(left, op, right) { return }
      operand(left)
      write(op == .same ? " \(dialect.sameOperator) " : " \(op.rawValue) ")
      operand(right)
    case .and(let parts): connected(parts, by: " AND ", whenEmpty: true)
    case .or(let parts): connected(parts, by: " OR ", whenEmpty: false)
    case .not(let inner): negated(inner)
    case .isNull(let inner):
      if let parts = inner.rowParts { return rows(parts, areNull: true) }
      suffixed(inner, " IS NULL")
    case .isNotNull(let inner):
      if let parts = inner.rowParts { return rows(parts, areNull: false) }
      suffixed(inner, " IS NOT NULL")
    case .isIn(let inner, let values): among(inner, values)
    case .isInIntegers(let inner, let integers): among(inner, integers: integers)
    case .isInSelect(let inner, let select):
      operand(inner)
      write(" IN ")
      among(select)
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
    // A value from the table that is written: MySQL takes it from a row source only.
    case .select(let select): if scope.isWriting, !select.isCorrelated { among(select) } else { subselect(select) }
    case .star(let table): star(table)
    case .constant(let value): write(value ? "1=1" : "1=0")
    case .choice(let branches, let otherwise): choice(branches, otherwise)
    case .cast(let inner, let type):
      write("CAST(")
      self.expression(inner)
      write(" AS \(dialect.castName(type)))")
    case .json(let inner, let path): json(inner, path)
    case .matches(let inner, let words, let language): matches(inner, words, language)
    }
  }

  mutating func subselect(_ statement: SelectStatement) {
    write("(")
    nested { $0.select(statement) }
    write(")")
  }

  /// Writes a statement inside this one.
  mutating func nested(_ body: (inout Renderer) -> Void) {
    outerScopes.append(scope)
    body(&self)
    scope = outerScopes.removeLast()
  }

  private mutating func choice(_ branches: [SQLChoice], _ otherwise: SQLExpression?) {
    write("CASE")
    for branch in branches {
      write(" WHEN ")
      expression(branch.condition)
      write(" THEN ")
      expression(branch.value)
    }
    if let otherwise {
      write(" ELSE ")
      expression(otherwise)
    }
    write(" END")
  }

  private mutating func json(_ document: SQLExpression, _ path: [SQLPathStep]) {
    switch dialect.jsonPath {
    case .function(let name):
      write(name + "(")
      expression(document)
      write(", ")
      bind(.text(SQLPathStep.dollarPath(path)))
      write(name.contains("(") ? "))" : ")")
    case .arrows:
      write("CAST(")
      expression(document)
      write(" AS JSONB)")
      for (index, step) in path.enumerated() {
        write(index == path.count - 1 ? " ->> " : " -> ")
        switch step {
        case .member(let name): write("'" + name.replacing("'", with: "''") + "'")
        case .element(let position): write(String(position))
        }
      }
    }
  }

  /// The rows of a query that a value is among. Where the engine restricts such queries, another one stands around it, and
  /// `DISTINCT` keeps the engine from taking it away again.
  private mutating func among(_ select: SelectStatement) {
    let isLimited = select.limit != nil || select.offset != nil
    guard !dialect.hasFreeSubselects, isLimited || scope.isWriting else { return subselect(select) }
    var inner = select
    if !isLimited { inner.isDistinct = true }
    write("(SELECT * FROM ")
    subselect(inner)
    write(" AS ")
    identifier("active_record_rows")
    write(")")
  }

  private mutating func star(_ table: TableTag) {
    if let name = name(of: table, in: scope, outer: outerScopes[...]) {
      self.table(name)
      write(".")
    }
    write("*")
  }

  /// A condition inside another one, in parentheses where the meaning would change without them.
  mutating func operand(_ inner: SQLExpression) {
    switch inner {
    case .and(let parts) where parts.count == 1: operand(parts[0])
    case .or(let parts) where parts.count == 1: operand(parts[0])
    case .column(let reference) where KeyName.isRow(reference.name): rowValue(reference.each.map { .column($0) })
    case .and, .or, .binary, .not, .raw, .between, .json:
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
      case .and(let inner) where inner.count > 1 && connective == " OR ": renderer.expression(part)
      case .or(let inner) where inner.count > 1, .and(let inner) where inner.count > 1: renderer.operand(part)
      case .raw: renderer.operand(part)
      default: renderer.expression(part)
      }
    }
  }

  private mutating func negated(_ inner: SQLExpression) {
    switch inner {
    case .isNull(let operand): expression(.isNotNull(operand))
    case .isNotNull(let operand): expression(.isNull(operand))
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
    if let parts = inner.rowParts { return rows(parts, among: values) }
    if values.count > dialect.maximumBindings / 2, let integers = IntegerList.integers(values) { return among(inner, integers: integers) }
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

extension SQLPathStep {
  /// `$."a"."b"[0]`
  static func dollarPath(_ path: [SQLPathStep]) -> String {
    path.reduce("$") { text, step in
      switch step {
      case .member(let name): text + ".\"" + name.replacing("\"", with: "\\\"") + "\""
      case .element(let position): text + "[\(position)]"
      }
    }
  }
}
