import ActiveRecord

// Models whose associations of every kind are there twice: as they are, and deprecated. They have no tables.

enum Retired {
  @Model class Author: Record {
    var name = ""
    @HasMany var posts: Many<Post>
    @HasMany var oldPosts: Many<Post> = .has(deprecated: true)
    @HasOne var post: Post? = .has(hasInverse: false)
    @HasOne var oldPost: Post? = .has(hasInverse: false, deprecated: true)
    @HasMany var comments: Many<Comment> = .through(\.posts)
    @HasMany var oldComments: Many<Comment> = .through(\.posts, source: \.comments, deprecated: true)
    /// Lead over what is deprecated, or end in it, and are not deprecated themselves.
    @HasMany var overOld: Many<Comment> = .through(\.oldPosts, source: \.comments)
    @HasMany var endingInOld: Many<Comment> = .through(\.posts, source: \.oldComments)
    @HasMany var oldOverOld: Many<Comment> = .through(\.oldPosts, source: \.oldComments, deprecated: true)
    @HasOne var comment: Comment? = .through(\.post, source: \.comment)
    @HasOne var oldComment: Comment? = .through(\.post, source: \.comment, deprecated: true)
    @HasOne var overOldPost: Comment? = .through(\.oldPost, source: \.comment)
    @HasOne var oldOverOldPost: Comment? = .through(\.oldPost, source: \.oldComment, deprecated: true)
    @HasAndBelongsToMany var topics: Many<Topic>
    @HasAndBelongsToMany var oldTopics: Many<Topic> = .has(joinTable: "authors_topics", deprecated: true)
  }
  @Model class Post: Record {
    var authorID: Int?
    @BelongsTo var author: Author? = .belongs(foreignKey: \.authorID)
    @BelongsTo var oldAuthor: Author? = .belongs(foreignKey: \.authorID, deprecated: true)
    @HasMany var comments: Many<Comment>
    @HasMany var oldComments: Many<Comment> = .has(deprecated: true)
    @HasOne var comment: Comment? = .has(hasInverse: false)
    @HasOne var oldComment: Comment? = .has(hasInverse: false, deprecated: true)
  }
  @Model class Comment: Record { @BelongsTo var post: Post? }
  @Model class Topic: Record { var name = "" }
}
