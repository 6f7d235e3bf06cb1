import ActiveRecord
import ActiveRecordTesting
import Foundation
import Testing

// snippet.renderer
actor Renderer {
  func lines(of posts: [RecordSnapshot<Guide.Post>]) throws -> [String] {
    try posts.map { "\(try $0.title) by \(try $0.author?.name ?? "-"), \(try $0.replies.count) replies" }
  }
}
// snippet.end

@Suite struct ConcurrencyGuideTests {
  typealias Author = Guide.Author
  typealias Post = Guide.Post

  @Test func snapshots() async throws {
    try await Guide.run { recorder in
      try await Guide.fill()
      let renderer = Renderer()
      // snippet.snapshots
      let posts = try await Post.includes(\.author, \.replies).load()
      let snapshots = try posts.snapshots(\.author, \.replies)
      let lines = try await renderer.lines(of: snapshots)
      // snippet.end
      #expect(lines.count == 4 && lines[0].hasPrefix("Ada 1 by Ada, "))
      #expect(posts[0].views == (try snapshots[0].views))
      // snippet.snapshot-record
      let mine = try snapshots[0].record()
      try await mine.update { $0.views += 1 }
      // snippet.end
      #expect(mine.views == posts[0].views + 1)
      #expect(try await Post.find(1).views == mine.views)
    }
  }

  @Test func encoding() async throws {
    try await Guide.run { _ in
      try await Guide.fill()
      // snippet.snapshot-json
      let author = try await Author.includes(\.posts.replies).find(1)
      let json = try JSONEncoder().encode(try author.snapshot(\.posts.replies))
      // snippet.end
      #expect(String(decoding: json, as: UTF8.self).contains(#""name":"Ada""#))
      #expect(String(decoding: json, as: UTF8.self).contains(#""body":"To Ada 1""#))
    }
  }

  @Test func taskGroups() async throws {
    try await Guide.run { _ in
      try await Guide.fill()
      // snippet.task-group
      let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
        for key in [1, 2] { group.addTask { try await Author.find(key).posts.count() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      // snippet.end
      #expect(sizes == [2, 2])
    }
  }
}
