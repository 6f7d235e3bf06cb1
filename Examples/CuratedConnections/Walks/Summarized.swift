import ActiveRecord

/// A record that can be told in a few words, out of its own columns only.
protocol Summarized: Record {
  var summary: String { get }
}

extension Record {
  /// The few words of a model of this application; the columns of any other.
  final var inShort: String { (self as? any Summarized)?.summary ?? description }

  /// "#12", or "new" before it is saved.
  fileprivate final var number: String { key.map { "#\($0)" } ?? "new" }
}

extension User: Summarized { var summary: String { name } }
extension CommunityMember: Summarized {
  var summary: String { "\(number) \(shortBio ?? "a member")" + (isAdmin ? " (admin)" : "") }
}
extension Community: Summarized { var summary: String { name } }
extension Match: Summarized { var summary: String { "match \(number) (\(score) points)" } }
extension Program: Summarized { var summary: String { "\(name) (\(weeks) weeks)" } }
extension ProgramUser: Summarized { var summary: String { "\(role) \(number)" } }
extension Signup: Summarized { var summary: String { "by \(source)" } }
extension NotificationSetting: Summarized { var summary: String { frequency + (sendsEmail ? ", by e-mail" : ", without e-mail") } }
extension Event: Summarized { var summary: String { title } }
extension EventHost: Summarized { var summary: String { "host \(number)" } }
extension EventRegistration: Summarized {
  var summary: String { "registration \(number)" + (guests > 0 ? " with \(guests) guest" : "") }
}
extension IntroRequest: Summarized { var summary: String { "\(message) (\(status))" } }
extension Doorkeeper.AccessGrant: Summarized { var summary: String { "\(scopes) \(number)" } }
extension Interest: Summarized { var summary: String { name } }
extension Attachment: Summarized { var summary: String { "\(fileName) (\(bytes / 1000) kB)" } }
