import Foundation

/// The values of the posts that W6 and W6b insert, made before the clock runs.
struct Drafts: Sendable {
  let titles: [String]
  let bodies: [String]
  private let authors: Int

  /// When every post was created: 2024-05-06 07:08:09 UTC.
  let createdAt = Date(timeIntervalSince1970: 1_714_979_289)

  init(size: DataSize) {
    authors = size.authors
    let numbers = (0..<size.posts).map { String(String(1_000_000 + $0).dropFirst()) }
    let filler = (0..<200).map { UInt8(97 + $0 % 26) }
    titles = numbers.map { "Title number \($0) of the post" }
    bodies = numbers.map { number in
      let start = "body \(number) "
      return start + String(decoding: filler[start.utf8.count...], as: UTF8.self)
    }
  }

  var indices: Range<Int> { titles.indices }

  /// The author of a post.
  func authorID(_ index: Int) -> Int64 { Int64(index % authors + 1) }
}
