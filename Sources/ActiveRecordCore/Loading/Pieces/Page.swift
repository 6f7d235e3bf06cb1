/// One page of a result, by number.
///
/// ```swift
/// let page = try await Post.order { $0.title.asc }.page(2, size: 20)
/// print(page.records.count, "of", page.total, "on page", page.number, "of", page.pageCount)
/// // SELECT COUNT(*) FROM "posts"
/// // SELECT … FROM "posts" ORDER BY "posts"."title" ASC, "posts"."id" ASC LIMIT ? OFFSET ?
/// ```
public struct Page<Model: Record> {
  /// The records of the page.
  public let records: [Model]
  /// The page's number, counted from 1.
  public let number: Int
  /// How many records a page has at most.
  public let size: Int
  /// How many records there are on all pages.
  public let total: Int

  /// How many pages there are; 1 where there are no records.
  public var pageCount: Int { total == 0 ? 1 : (total - 1) / size + 1 }
  /// Whether a page comes before this one.
  public var hasPrevious: Bool { number > 1 }
  /// Whether a page comes after this one.
  public var hasNext: Bool { number < pageCount }
}

/// One page of a result that begins where another one ended.
///
/// ```swift
/// let first = try await Post.order { $0.views.desc }.page(after: nil, size: 20)
/// let second = try await Post.order { $0.views.desc }.page(after: first.next, size: 20)
/// // … WHERE "posts"."views" < ? OR ("posts"."views" = ? AND "posts"."id" < ?) ORDER BY "posts"."views" DESC, "posts"."id" DESC LIMIT ?
/// ```
///
/// Rows that are inserted or deleted meanwhile shift nothing, and a late page costs no more than the first.
public struct CursorPage<Model: Record> {
  /// The records of the page.
  public let records: [Model]
  /// Where the next page begins; `nil` on the last one.
  public let next: PageCursor?
}

extension QuerySource {
  /// A page of the records, by number.
  ///
  /// - Parameters:
  ///   - number: The page, counted from 1.
  ///   - size: How many records a page has at most.
  public func page(_ number: Int, size: Int = 25) async throws -> Page<Model> {
    let number = Swift.max(1, number)
    let size = Swift.max(1, size)
    let source = relation
    let total = try await RelationLoader.count(source.core)
    let keyset = try Keyset(source.core)
    // The number may come from a request.
    let (begin, isTooFar) = (number - 1).multipliedReportingOverflow(by: size)
    guard !isTooFar, begin < total else { return Page(records: [], number: number, size: size, total: total) }
    let records = try await source.changed { core in
      core.orders = keyset.orders
      core.offset = (core.offset ?? 0) + begin
      core.limit = core.limit.map { Swift.min(size, Swift.max(0, $0 - begin)) } ?? size
    }.load()
    return Page(records: records, number: number, size: size, total: total)
  }

  /// The page of the records after a place in their order.
  ///
  /// - Parameters:
  ///   - cursor: Where the page before ended; `nil` for the first page.
  ///   - size: How many records a page has at most.
  /// - Throws: ``ModelError`` where the cursor is none of this query's.
  public func page(after cursor: PageCursor?, size: Int = 25) async throws -> CursorPage<Model> {
    let size = Swift.min(Swift.max(1, size), Int.max - 1)
    let keyset = try Keyset(relation.core)
    if let cursor, cursor.place.count != keyset.orders.count {
      throw ModelError(
        .badCursor, model: Model._facts.name, "the cursor comes from a query in another order. Ask for the first page: page(after: nil)")
    }
    let reader = try BatchCursor(relation.limit(nil), size: size + 1, from: cursor?.place)
    let (records, places) = try await reader.nextWithPlaces()
    guard records.count > size else { return CursorPage(records: records, next: nil) }
    return CursorPage(records: Array(records.prefix(size)), next: PageCursor(places[size - 1]))
  }
}
