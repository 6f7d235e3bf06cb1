// What can be asked of all records of a model, without `all()` before it.

extension RecordProtocol where Self: Record {
  /// The records whose column has a value; see ``QuerySource/where(_:_:)``.
  public static func `where`<V: ColumnValue>(_ column: KeyPath<Self.Type, Column<V>>, _ value: V) -> Relation<Self> {
    all().where(column, value)
  }
  /// The records whose column has one of the values.
  public static func `where`<V: ColumnValue>(_ column: KeyPath<Self.Type, Column<V>>, in values: some Sequence<V>) -> Relation<Self> {
    all().where(column, in: values)
  }
  /// The records that have a partner in the associations' tables; see ``QuerySource/associated(_:)``.
  public static func associated<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) -> Relation<Self> {
    all().associated(repeat each paths)
  }
  /// The records that have no partner in the associations' tables; see ``QuerySource/missing(_:)``.
  public static func missing<each Path: AssociationPath>(_ paths: repeat KeyPath<Self.Type, each Path>) -> Relation<Self> {
    all().missing(repeat each paths)
  }
  /// The records other than these.
  public static func excluding(_ records: Self...) -> Relation<Self> { all().excluding(records) }
  /// The records whose column has one of the values, in their order; see ``QuerySource/inOrder(of:_:keepingOthers:)``.
  public static func inOrder<V: ColumnValue>(
    of column: KeyPath<Self.Type, Column<V>>, _ values: [V], keepingOthers: Bool = false
  ) -> Relation<Self> { all().inOrder(of: column, values, keepingOthers: keepingOthers) }
  /// The rows grouped by a computed value; see ``QuerySource/group(_:)``.
  public static func group<S: Selectable>(_ expression: (Self.Type) -> S) -> Relation<Self> { all().group(expression) }
  /// The rows by the values of a column, for counts and sums; see ``Grouped``.
  public static func grouped<V: ColumnValue & Hashable>(by column: KeyPath<Self.Type, Column<V>>) -> Grouped<Self, V> {
    all().grouped(by: column)
  }
  /// Records whose associations may not be loaded lazily; see ``QuerySource/strictLoading(_:)``.
  public static func strictLoading(_ mode: StrictLoadingMode = .all) -> Relation<Self> { all().strictLoading(mode) }
  /// The records in pieces; see ``QuerySource/batches(of:)``.
  public static func batches(of size: Int = 1000) -> BatchSequence<Self> { all().batches(of: size) }
  /// The records one after the other, read in pieces; see ``QuerySource/stream(batch:)``.
  public static func stream(batch size: Int = 1000) -> RecordStream<Self> { all().stream(batch: size) }
  /// Runs `body` for one record after the other, read in pieces.
  public static func findEach(batch size: Int = 1000, _ body: nonisolated(nonsending) (Self) async throws -> Void) async throws {
    try await all().findEach(batch: size, body)
  }
  /// A page of the records, by number; see ``Page``.
  public static func page(_ number: Int, size: Int = 25) async throws -> Page<Self> { try await all().page(number, size: size) }
  /// The page of the records after a place in their order; see ``CursorPage``.
  public static func page(after cursor: PageCursor?, size: Int = 25) async throws -> CursorPage<Self> {
    try await all().page(after: cursor, size: size)
  }
  /// The values of several columns, as typed tuples.
  ///
  /// ```swift
  /// let pairs = try await Post.pluck(\.title, \.views)
  /// // SELECT "posts"."title", "posts"."views" FROM "posts"
  /// ```
  public static func pluck<First: ColumnValue, Second: ColumnValue, each V: ColumnValue>(
    _ first: KeyPath<Self.Type, Column<First>>, _ second: KeyPath<Self.Type, Column<Second>>,
    _ rest: repeat KeyPath<Self.Type, Column<each V>>
  ) async throws -> [(First, Second, repeat each V)] {
    let expressions = Selected.columns(of: Self.self, first, second, repeat each rest)
    return try Selected.tuples(try await RelationLoader.values(all().core, expressions), expressions, of: _facts)
  }
  /// Expressions instead of records; see ``QuerySource/select(_:)``.
  public static func select<each S: Selectable>(
    _ expressions: (Self.Type) -> (repeat each S)
  ) async throws -> [(repeat (each S).Value)] where repeat (each S).Value: ColumnValue { try await all().select(expressions) }
  /// The sum of a column; 0 where there are no rows.
  public static func sum<V: ColumnValue & Numeric>(_ column: KeyPath<Self.Type, Column<V>>) async throws -> V {
    try await all().sum(column)
  }
  /// The average of a column, or `nil` where there are no rows.
  public static func average<V: ColumnValue & Numeric>(_ column: KeyPath<Self.Type, Column<V>>) async throws -> Double? {
    try await all().average(column)
  }
  /// The least value of a column, or `nil` where there are no rows.
  public static func minimum<V: ColumnValue>(_ column: KeyPath<Self.Type, Column<V>>) async throws -> V? {
    try await all().minimum(column)
  }
  /// The greatest value of a column, or `nil` where there are no rows.
  public static func maximum<V: ColumnValue>(_ column: KeyPath<Self.Type, Column<V>>) async throws -> V? {
    try await all().maximum(column)
  }
  /// The second record, by key.
  public static func second() async throws -> Self? { try await all().second() }
  /// The one record there is.
  public static func sole() async throws -> Self { try await all().sole() }
}
