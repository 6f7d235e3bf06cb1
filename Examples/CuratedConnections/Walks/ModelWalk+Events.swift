import ActiveRecord

extension ModelWalk {
  static let program = ModelWalk(
    Program.self, "program",
    [
      .many("programUsers", "Which places do I have?") { (program: Program) in program.programUsers }.added,
      .many("users", "Who takes part in me?") { (program: Program) in program.users }.added,
    ],
    example: { try await Program.joins(\.programUsers).first() })

  static let programUser = ModelWalk(
    ProgramUser.self, "programUser",
    [
      .one("user", "Who takes this place?") { (place: ProgramUser) in try await place.user },
      .one("program", "In which program?") { (place: ProgramUser) in try await place.program },
    ],
    example: { try await ProgramUser.findBy { $0.role == "mentor" } })

  static let event = ModelWalk(
    Event.self, "event",
    [
      .one("community", "Which community is this for?") { (event: Event) in try await event.community },
      .many("eventHosts", "Which places do my hosts have?") { (event: Event) in event.eventHosts }.added,
      .many("hosts", "Which members host me?") { (event: Event) in event.hosts }.added,
      .many("eventRegistrations", "Which registrations are there?") { (event: Event) in event.eventRegistrations }.added,
      .many("attendees", "Which members come?") { (event: Event) in event.attendees }.added,
      .many("attachments", "Which files are mine?") { (event: Event) in event.attachments }.added,
    ],
    example: { try await Event.joins(\.eventHosts, \.eventRegistrations, \.attachments).first() })

  static let eventHost = ModelWalk(
    EventHost.self, "eventHost",
    [
      .one("communityMember", "Who hosts?") { (host: EventHost) in try await host.communityMember },
      .one("event", "What is hosted?") { (host: EventHost) in try await host.event },
    ],
    example: { try await EventHost.last() })

  static let eventRegistration = ModelWalk(
    EventRegistration.self, "eventRegistration",
    [
      .one("communityMember", "Who comes?") { (registration: EventRegistration) in try await registration.communityMember },
      .one("event", "To what?") { (registration: EventRegistration) in try await registration.event },
    ],
    example: { try await EventRegistration.findBy { $0.guests > 0 } })

  static let attachment = ModelWalk(
    Attachment.self, "attachment",
    [.one("attachable", "What am I attached to?") { (file: Attachment) in try await file.attachable?.record }.added],
    example: { try await Attachment.last() })
}
