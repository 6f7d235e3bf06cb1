import CBenchmark

/// How many rows the tables have at a scale, and how much of them the workloads touch.
struct DataSize: Sendable {
  let scale: Int
  let authors: Int
  let posts: Int

  init(scale: Int) {
    let counts = bench_counts_at(Int32(scale))
    self.scale = scale
    authors = Int(counts.authors)
    posts = Int(counts.posts)
  }

  /// The ids of the posts in the order in which W1 asks for them: each once, scattered.
  var scatteredPostIDs: some Sequence<Int64> {
    let count = posts
    return (0..<count).lazy.map { Int64($0 * 7919 % count + 1) }
  }

  /// The last id of the posts that W5 loads.
  var lazyPostID: Int64 { Int64(posts / 10) }

  /// The last id of the posts that W9s joins.
  var joinedPostID: Int64 { bench_scaled(60, Int32(scale)) }

  /// How many children each node of W10's tree has, from the root on: five levels and 10,111 records, the last level growing with the data.
  var treeChildren: [Int] { [10, 10, 10, Int(bench_scaled(9, Int32(scale)))] }

  /// The ids of the authors that a repetition of W8 destroys.
  func destroyedAuthorIDs(repetition: Int) -> ClosedRange<Int64> {
    let count = Int(bench_scaled(20, Int32(scale)))
    return Int64(repetition * count + 1)...Int64(repetition * count + count)
  }
}
