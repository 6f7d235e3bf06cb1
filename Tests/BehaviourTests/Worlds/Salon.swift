import ActiveRecord

// Branches of a preload that lead to one table: critics, their reviews and remarks, and the critics that they like.

enum Salon {
  /// Reaches reviews by several scopes, and other critics as favourites.
  @Model(table: "salon_critics") class Critic: Record {
    var name: String
    @HasMany var reviews: Many<Review> = .has(foreignKey: \.criticID, inverse: \.critic)
    @HasMany var rainReviews: Many<Review> = .has(foreignKey: \.criticID, inverse: \.critic) { $0.where { $0.title == "Rain" } }
    @HasMany var snowReviews: Many<Review> = .has(foreignKey: \.criticID, inverse: \.critic) { $0.where { $0.title == "Snow" } }
    @HasMany var remarks: Many<Remark> = .through(\.reviews)
    @HasMany var rainRemarks: Many<Remark> = .through(\.rainReviews, source: \.remarks)
    @HasMany var labels: Many<Label> = .through(\.reviews)
    @HasMany var similarReviews: Many<Review> = .through(\.labels, source: \.reviews) { $0.distinct() }
    @HasMany var likes: Many<Like> = .has(foreignKey: \.criticID, inverse: \.critic)
    @HasMany var favourites: Many<Critic> = .through(\.likes, source: \.favourite) { $0.order(\.name) }
    @HasMany var plainFavourites: Many<Critic> = .through(\.likes, source: \.favourite)
  }

  @Model(table: "salon_reviews") class Review: Record {
    var title: String
    var criticID: Int?
    @BelongsTo var critic: Critic? = .belongs(foreignKey: \.criticID, inverse: \.reviews)
    @HasMany var remarks: Many<Remark> = .has(foreignKey: \.reviewID, inverse: \.review)
    @HasMany var sameRemarks: Many<Remark> = .has(foreignKey: \.reviewID, inverse: \.review)
    @HasMany var remarksInOrder: Many<Remark> = .has(foreignKey: \.reviewID, inverse: \.review) { $0.order(\.text) }
    @HasMany var labels: Many<Label> = .through(\.labellings)
    @HasMany var labellings: Many<Labelling> = .has(foreignKey: \.reviewID, inverse: \.review)
  }

  @Model(table: "salon_remarks") class Remark: Record {
    var text: String
    var reviewID: Int?
    @BelongsTo var review: Review? = .belongs(foreignKey: \.reviewID, inverse: \.remarks)
    @BelongsTo var sameReview: Review? = .belongs(foreignKey: \.reviewID)
    @HasOne var critic: Critic? = .through(\.review)
  }

  @Model(table: "salon_labels") class Label: Record {
    var name: String
    @HasMany var labellings: Many<Labelling> = .has(foreignKey: \.labelID, inverse: \.label)
    @HasMany var reviews: Many<Review> = .through(\.labellings)
  }

  @Model(table: "salon_labellings") class Labelling: Record {
    var labelID: Int?
    var reviewID: Int?
    @BelongsTo var label: Label? = .belongs(foreignKey: \.labelID, inverse: \.labellings)
    @BelongsTo var review: Review? = .belongs(foreignKey: \.reviewID, inverse: \.labellings)
  }

  /// A critic, and one that the critic likes.
  @Model(table: "salon_likes") class Like: Record {
    var criticID: Int?
    var favouriteID: Int?
    @BelongsTo var critic: Critic? = .belongs(foreignKey: \.criticID, inverse: \.likes)
    @BelongsTo var favourite: Critic? = .belongs(foreignKey: \.favouriteID)
    @BelongsTo var lockedFavourite: Critic? = .belongs(foreignKey: \.favouriteID) { $0.readonly() }
  }

  /// Mary and Bob write about rain and snow, each under a label of their own; Mary likes Bob.
  static func open() async throws -> (mary: Critic, bob: Critic) {
    var critics: [Critic] = []
    for name in ["Mary", "Bob"] {
      let critic = try await Critic.create { $0.name = name }, label = try await Label.create { $0.name = "of \(name)" }
      for title in ["Rain", "Snow"] {
        let review = try await critic.reviews.create { $0.title = title }
        try await Labelling.create {
          $0.labelID = label.id; $0.reviewID = review.id
        }
        try await review.remarks.create { $0.text = "\(name) on \(title)" }
      }
      critics.append(critic)
    }
    try await Like.create {
      $0.criticID = critics[0].id; $0.favouriteID = critics[1].id
    }
    return (try await Critic.find(critics[0].id!), try await Critic.find(critics[1].id!))
  }
}

extension Worlds {
  static let salon = [
    "CREATE TABLE salon_critics (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE salon_reviews (id INTEGER PRIMARY KEY, title TEXT NOT NULL, critic_id INTEGER)",
    "CREATE TABLE salon_remarks (id INTEGER PRIMARY KEY, text TEXT NOT NULL, review_id INTEGER)",
    "CREATE TABLE salon_labels (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE salon_labellings (id INTEGER PRIMARY KEY, label_id INTEGER, review_id INTEGER)",
    "CREATE TABLE salon_likes (id INTEGER PRIMARY KEY, critic_id INTEGER, favourite_id INTEGER)",
  ]
}
