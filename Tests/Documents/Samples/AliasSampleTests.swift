import ActiveRecord
import Testing

/// The models of the documents' chapter on the names of joined tables.
enum Aliased {
  @Model(subclasses: SpecialComment.self) class Comment: Record {
    var body = ""
    @BelongsTo var post: Post?
  }
  @Model class SpecialComment: Comment {}
  @Model class Post: Record {
    var title = ""
    @HasMany var comments: Many<Comment>
    @HasMany var specialComments: Many<SpecialComment>
    @HasAndBelongsToMany var categories: Many<Category>
  }
  @Model class Category: Record {
    var name = ""
    @HasAndBelongsToMany var posts: Many<Post>
  }
  @Model(table: "mixins") class TreeMixin: Record {
    var title = ""
    @BelongsTo var parent: TreeMixin?
    @HasMany var children: Many<TreeMixin> = .has(foreignKey: "parent_id")
  }
}

/// The documents' chapter on the names of joined tables, sample by sample.
@Suite struct AliasSampleTests {
  typealias Post = Aliased.Post
  typealias TreeMixin = Aliased.TreeMixin

  @Test(arguments: Edition.allCases) func comments(_ edition: Edition) async throws {
    let joined = try await sql(Post.joins(\.comments))
    #expect(joined == "posts INNER JOIN comments ON comments.post_id = posts.id")
    let special = try await sql(Post.joins(\.specialComments))
    #expect(special.hasPrefix("posts INNER JOIN comments ON ") && special.contains("comments.type = 'Aliased.SpecialComment'"))
    let both = try await sql(Post.joins(\.comments, \.specialComments))
    #expect(both.hasPrefix("posts INNER JOIN comments ON comments.post_id = posts.id INNER JOIN comments AS special_comments_posts ON "))
  }

  @Test(arguments: Edition.allCases) func tree(_ edition: Edition) async throws {
    let children = "mixins INNER JOIN mixins AS children_mixins ON children_mixins.parent_id = mixins.id"
    #expect(try await sql(TreeMixin.joins(\.children)) == children)
    let parents = children + " INNER JOIN mixins AS parents_mixins ON parents_mixins.id = children_mixins.parent_id"
    #expect(try await sql(TreeMixin.joins(\.children.parent)) == parents)
    let again = parents + " INNER JOIN mixins AS children_mixins_2 ON children_mixins_2.parent_id = parents_mixins.id"
    #expect(try await sql(TreeMixin.joins(\.children.parent.children)) == again)
  }

  @Test(arguments: Edition.allCases) func categories(_ edition: Edition) async throws {
    let there =
      "posts INNER JOIN categories_posts ON categories_posts.post_id = posts.id "
      + "INNER JOIN categories ON categories.id = categories_posts.category_id"
    #expect(try await sql(Post.joins(\.categories)) == there)
    let back = try await sql(Post.joins(\.categories.posts))
    #expect(back.hasPrefix(there + " INNER JOIN categories_posts AS ") && back.contains("_join ON "))
    #expect(back.contains(" INNER JOIN posts AS posts_categories ON "))
    let again = try await sql(Post.joins(\.categories.posts.categories))
    #expect(again.hasPrefix(back) && again.contains(" INNER JOIN categories AS categories_posts_2 ON "))
  }

  @Test(arguments: Edition.allCases) func joinsOfYourOwn(_ edition: Edition) async throws {
    let own = "inner join comments on comments.post_id = posts.id"
    let one = try await sql(Post.joins(\.comments).joins("inner join comments on comments.post_id = posts.id"))
    #expect(one.contains("INNER JOIN comments AS comments_posts ON ") && one.hasSuffix(own))
    let two = try await sql(Post.joins(\.comments, \.specialComments).joins("inner join comments on comments.post_id = posts.id"))
    #expect(
      two.contains(" comments AS comments_posts ON ") && two.contains(" comments AS special_comments_posts ON ") && two.hasSuffix(own))
  }

  /// What stands behind FROM, without quotes.
  private func sql<Model: Record>(_ relation: Relation<Model>) async throws -> String {
    var text = ""
    try await Library.run { _ in text = try relation.toSQL().replacing("\"", with: "") }
    return text.split(separator: " FROM ", maxSplits: 1).last.map(String.init) ?? ""
  }
}
