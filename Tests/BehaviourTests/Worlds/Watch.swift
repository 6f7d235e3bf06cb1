import ActiveRecord

// To-one associations whose scopes take the owner.

/// Belongs to the post of its own level, and has the report of its own day.
@Model class Shift: Record {
  var day: Int
  var level: Int
  @BelongsTo var post: WatchPost? = .belongs { (posts: Relation<WatchPost>, shift: Shift) in posts.where { $0.level <= shift.level } }
  @HasOne var report: ShiftReport? = .has { (reports: Relation<ShiftReport>, shift: Shift) in reports.where { $0.day == shift.day } }
  @HasOne var stamp: ReportStamp? = .through(\.report) { (stamps: Relation<ReportStamp>, shift: Shift) in
    stamps.where { $0.level == shift.level }
  }
}

/// Where a shift is done.
@Model class WatchPost: Record {
  var level: Int
}

/// What a shift reports, one for each day.
@Model class ShiftReport: Record {
  var day: Int
  @BelongsTo var shift: Shift?
  @HasOne var stamp: ReportStamp?
}

/// A stamp on a report.
@Model class ReportStamp: Record {
  var level: Int
  @BelongsTo var shiftReport: ShiftReport?
}

extension Worlds {
  static let watch = [
    "CREATE TABLE watch_posts (id INTEGER PRIMARY KEY, level INTEGER NOT NULL)",
    "CREATE TABLE shifts (id INTEGER PRIMARY KEY, day INTEGER NOT NULL, level INTEGER NOT NULL, post_id INTEGER)",
    "CREATE TABLE shift_reports (id INTEGER PRIMARY KEY, day INTEGER NOT NULL, shift_id INTEGER)",
    "CREATE TABLE report_stamps (id INTEGER PRIMARY KEY, level INTEGER NOT NULL, shift_report_id INTEGER)",
  ]
}
