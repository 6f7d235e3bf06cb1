import ArgumentParser

/// What is measured. Every peer does the same work and reads the same values.
enum Workload: String, CaseIterable, Codable, Sendable, ExpressibleByArgument {
  /// Finds every post by its id, each on its own.
  case findEach = "W1"
  /// The same inside one read transaction.
  case findEachInTransaction = "W1t"
  /// Loads all comments.
  case loadAll = "W2"
  /// Loads all posts with their author and their comments, as a linked graph.
  case loadGraph = "W3"
  /// Loads all posts with their tags, through the join table.
  case loadThrough = "W4"
  /// Loads a tenth of the posts, then asks each for its author and its number of comments.
  case readLazily = "W5"
  /// Inserts as many posts as there are, one at a time, in one transaction, each validated.
  case insertEach = "W6"
  /// Inserts the same posts in bulk.
  case insertInBulk = "W6b"
  /// Changes one column of all posts and saves them one at a time, in one transaction.
  case updateEach = "W7"
  /// Destroys authors with their posts and the comments of those, callbacks run.
  case destroyTree = "W8"
  /// Selects distinct authors through two joins, 20 times.
  case joinAll = "W9"
  /// The same over a few posts, 200 times.
  case joinFew = "W9s"
  /// Saves a tree of five levels by saving its root, each record validated.
  case saveTree = "W10"
  /// Does nothing, on an open connection. It is what memory is compared with.
  case idle

  /// The workloads that have a time.
  static let timed = allCases.filter { $0 != .idle }

  /// Whether rows change, so that what is stored afterwards has to be compared too.
  var writes: Bool {
    switch self {
    case .insertEach, .insertInBulk, .updateEach, .destroyTree, .saveTree: true
    default: false
    }
  }

  /// The workloads whose memory is measured.
  static let measuredForMemory: [Workload] = [.loadAll, .loadGraph]

  /// The workloads whose allocations are counted.
  static let countedForAllocations: [Workload] = [.findEach, .findEachInTransaction, .loadAll, .loadGraph]

  /// What it does, in a few words.
  var summary: String {
    switch self {
    case .findEach: "finds by id"
    case .findEachInTransaction: "finds in one transaction"
    case .loadAll: "rows as objects"
    case .loadGraph: "a graph in three queries"
    case .loadThrough: "through a join table"
    case .readLazily: "lazy author and count"
    case .insertEach: "inserts, validated"
    case .insertInBulk: "inserts in bulk"
    case .updateEach: "updates of one column"
    case .destroyTree: "trees destroyed"
    case .joinAll: "a join of three tables"
    case .joinFew: "a small join, often"
    case .saveTree: "a tree saved by its root"
    case .idle: "nothing"
    }
  }
}
