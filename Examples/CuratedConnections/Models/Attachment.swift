import ActiveRecord

/// What a file can be attached to.
@Polymorphic enum Attachable { case event(Event), community(Community) }

/// A file. An addition to the tutorial's application.
@Model class Attachment: Record {
  var fileName: String
  var bytes = 0
  @BelongsTo var attachable: Attachable?
}
