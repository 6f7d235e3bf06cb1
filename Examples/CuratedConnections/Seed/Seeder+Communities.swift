import ActiveRecord

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Seeder {
  /// Communities, each made by another user, and their members.
  mutating func makeCommunities() async throws {
    let texts = random.some(5...7, of: Words.communities)
    for ((name, tagline), creator) in zip(texts, users[Self.active]) {
      let community = Community(name: name, tagline: tagline, creator: creator)
      try await community.save()
      communities.append(community)
      for user in [creator] + random.some(9...18, of: users.filter { $0 !== creator }) {
        let member = CommunityMember(isAdmin: user === creator || random.chance(8), user: user, community: community)
        if random.chance(75) { member.shortBio = random.pick(Words.bios, or: "New here") }
        try await member.save()
        members.append(member)
      }
    }
  }

  /// Events, with hosts and guests out of their community.
  mutating func makeEvents() async throws {
    let firstDay = Date(timeIntervalSince1970: 1_772_000_000)
    for community in communities {
      let circle = members.filter { $0.communityID == community.id }
      for _ in 1...random.number(2...4) {
        let title = "\(random.pick(Words.eventThemes, or: "Spring")) \(random.pick(Words.events, or: "Walk"))"
        let event = Event(title: title, startsAt: firstDay + Double(random.number(1...300)) * 86_400, community: community)
        try await event.save()
        events.append(event)
        let (hosts, guests) = (random.some(1...2, of: circle), random.some(3...9, of: circle))
        for host in hosts { try await EventHost(communityMember: host, event: event).save() }
        for guest in guests where !hosts.contains(guest) {
          try await EventRegistration(guests: random.chance(25) ? 1 : 0, communityMember: guest, event: event).save()
        }
      }
    }
  }

  /// Matches of users, and members who ask for each other.
  mutating func makeMeetings() async throws {
    let active = Array(users[Self.active])
    for (first, second) in zip(active, active.dropFirst() + active.prefix(1)) {
      try await Match(score: random.number(40...99), user1: first, user2: second).save()
    }
    for _ in 1...random.number(35...55) {
      let pair = random.some(2...2, of: users)
      try await Match(score: random.number(40...99), user1: pair[0], user2: pair[1]).save()
    }
    for _ in 1...random.number(60...90) {
      guard let sender = members.randomElement(using: &random) else { return }
      let others = members.filter { $0.communityID == sender.communityID && $0 !== sender }
      try await IntroRequest(
        message: random.pick(Words.introductions, or: "Hello"), status: random.pick(Words.statuses, or: "open"), sender: sender,
        receiver: random.pick(others, or: sender)
      ).save()
    }
  }

  /// Files of events and communities.
  mutating func makeAttachments() async throws {
    let places = communities.map { Attachable.community($0) } + events.map { Attachable.event($0) }
    for place in places {
      for name in random.some(1...3, of: Words.files) {
        try await Attachment(fileName: name, bytes: random.number(2_000...900_000), attachable: place).save()
      }
    }
  }
}
