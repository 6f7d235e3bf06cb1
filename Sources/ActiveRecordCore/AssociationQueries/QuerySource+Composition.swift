// Queries inside, before and beside a query.

extension QuerySource {
  /// The values of one column, for use inside another query.
  ///
  /// ```swift
  /// Post.where { $0.authorID.isIn(Author.where { $0.name.like("A%") }.subquery(\.id)) }
  /// // WHERE "posts"."author_id" IN (SELECT "authors"."id" FROM "authors" WHERE "authors"."name" LIKE ?)
  /// ```
  public func subquery<V>(_ column: KeyPath<Model.Type, Column<V>>) -> Subquery<V> { subquery { $0[keyPath: column] } }

  /// The values of one expression, for use inside another query.
  public func subquery<S: Selectable>(_ expression: (Model.Type) -> S) -> Subquery<S.Value> {
    let expression = expression(Model.self)
    do {
      if let failure = expression.failure { throw failure }
      return Subquery(try relation.core.insideStatement([SQLSelection(expression.expression)]))
    } catch { return Subquery(nil, failure: error) }
  }

  /// The records among the rows of another query over the same model, which stands in the table's place.
  ///
  /// ```swift
  /// Post.all().from(Post.order { $0.views.desc }.limit(10)).where { $0.published == true }
  /// // SELECT … FROM (SELECT … ORDER BY "posts"."views" DESC LIMIT ?) AS "posts" WHERE "posts"."published" = ?
  /// ```
  public func from(_ other: Relation<Model>) -> Relation<Model> {
    composing { core in
      core.source = .subquery(try other.core.insideStatement(), alias: core.alias ?? core.facts.tableName)
    }
  }

  /// The records among the rows of hand-written SQL, or of a table or a common table of another name.
  ///
  /// ```swift
  /// Post.all().from("posts TABLESAMPLE SYSTEM (10)")
  /// ```
  ///
  /// It has the columns of the model's table, and is called as the model's table is.
  public func from(_ sql: SQL) -> Relation<Model> {
    changed { core in core.source = .raw(sql, alias: core.alias ?? core.facts.tableName) }
  }

  /// The records of this query and those of another one, each once.
  ///
  /// ```swift
  /// Post.where { $0.views > 100 }.union(Post.where { $0.published == true }).order(\.title)
  /// // SELECT … FROM (SELECT … WHERE "posts"."views" > ? UNION SELECT … WHERE "posts"."published" = ?) AS "posts" ORDER BY …
  /// ```
  public func union(_ others: Relation<Model>...) -> Relation<Model> { united(others, all: false) }

  /// The records of this query and those of another one; one that both have stands twice.
  public func unionAll(_ others: Relation<Model>...) -> Relation<Model> { united(others, all: true) }

  private func united(_ others: [Relation<Model>], all: Bool) -> Relation<Model> {
    var result = Relation<Model>(RelationCore(Model._facts))
    let members = [relation] + others
    result.core.conditions = []
    result.core.fixed = []
    result.core.loads = members.flatMap(\.core.loads)
    return result.composing { core in
      let statements = try members.filter { !$0.core.isNone }.map { try $0.core.insideStatement() }
      if statements.isEmpty { core.isNone = true } else { core.source = .union(statements, all: all, alias: core.facts.tableName) }
    }
  }

  /// A query under a name, for the query to join or to read from.
  ///
  /// ```swift
  /// Author.all()
  ///   .with("busy", as: Post.all().group(\.authorID).having { $0.id.count > 10 }.subquery(\.authorID))
  ///   .joins("JOIN busy ON busy.author_id = authors.id")
  /// // WITH "busy" AS (SELECT "posts"."author_id" FROM "posts" GROUP BY …) SELECT … FROM "authors" JOIN busy ON …
  /// ```
  public func with<V>(_ name: String, as query: Subquery<V>) -> Relation<Model> {
    composing { core in
      if let failure = query.failure { throw failure }
      if let statement = query.statement { core.commonTables.append(CommonTable(name, [statement])) }
    }
  }

  /// A query for records under a name, for the query to join or to read from.
  ///
  /// ```swift
  /// Post.all().with("popular", as: Post.where { $0.views > 100 }).from("popular")
  /// // WITH "popular" AS (SELECT … WHERE "posts"."views" > ?) SELECT … FROM popular AS "posts"
  /// ```
  public func with<Other: Record>(_ name: String, as query: Relation<Other>) -> Relation<Model> {
    composing { $0.commonTables.append(CommonTable(name, [try query.core.insideStatement()])) }
  }

  /// A query under a name that may speak of itself: rows to begin with, and rows that follow from those found before.
  ///
  /// ```swift
  /// let roots = Folder.where { $0.parentID.isNil }
  /// let below = Folder.joins("JOIN tree ON tree.id = folders.parent_id")
  /// let all = try await Folder.all().withRecursive("tree", roots, below).from("tree").load()
  /// // WITH RECURSIVE "tree" AS (SELECT … UNION ALL SELECT … JOIN tree ON …) SELECT … FROM tree AS "folders"
  /// ```
  ///
  /// - Parameter keepsDuplicates: `false` lets a recursion through a circle end: a row that was found before is left out.
  public func withRecursive<Other: Record>(
    _ name: String, _ first: Relation<Other>, _ next: Relation<Other>, keepsDuplicates: Bool = true
  ) -> Relation<Model> {
    composing { core in
      let queries = [try first.core.insideStatement(), try next.core.insideStatement()]
      core.commonTables.append(CommonTable(name, queries, keepsDuplicates: keepsDuplicates, isRecursive: true))
    }
  }

  /// A query in hand-written SQL under a name.
  public func with(_ name: String, columns: [String] = [], sql: SQL, recursive: Bool = false) -> Relation<Model> {
    var statement = SelectStatement(from: .raw(SQL(fragments: [.text("(")] + sql.fragments + [.text(")")]), alias: "written"))
    statement.selection = [SQLSelection(.star(.none))]
    let table = CommonTable(name, columns: columns, [statement], isRecursive: recursive)
    return changed { $0.commonTables.append(table) }
  }

  private func composing(_ change: (inout RelationCore) throws -> Void) -> Relation<Model> {
    changed { core in
      do { try change(&core) } catch { core.failure = core.failure ?? error }
    }
  }
}

extension ToOne where Target: Record {
  /// The association points at one of the records of a query.
  ///
  /// ```swift
  /// Post.where { $0.author.isIn(Author.where { $0.name.like("A%") }) }
  /// // WHERE "posts"."author_id" IN (SELECT "authors"."id" FROM "authors" WHERE "authors"."name" LIKE ?)
  /// ```
  public func isIn(_ query: Relation<Target>) -> Condition {
    do {
      let reflection = try root.association(names[0])
      guard names.count == 1, reflection.kind == .belongsTo else {
        throw reflection.error(.typeMismatch, "only a belongs_to holds a key to compare. Write .where { $0.\(names[0]).exists { … } }")
      }
      let keys = try reflection.resolved()
      let target = query.core.column(query.core.facts.layout.column(at: keys.targetKey ?? 0).name)
      let key = ColumnReference(root.isAbstract ? .root : .table(root.tableName), root.layout.column(at: keys.ownerKey).name)
      return Condition(.isInSelect(.column(key), try query.core.insideStatement([SQLSelection(target)])))
    } catch { return Condition(.constant(false), failure: error) }
  }
}

extension RelationCore {
  /// The query, to stand inside another one.
  func insideStatement(_ selection: [SQLSelection]? = nil) throws -> SelectStatement {
    var core = self
    if isNone { core.conditions.append(.constant(false)) }
    if core.limit == nil, core.offset == nil { core.orders = [] }
    core.annotations = []
    return try core.statement(nil, selection: selection)
  }
}
