import ActiveRecord

extension Seeder {
  /// Users, with what each of them has alone.
  mutating func makeUsers() async throws {
    var emails: Set<String> = []
    for _ in 1...random.number(34...48) {
      let first = random.pick(Words.firstNames, or: "Ada"), last = random.pick(Words.lastNames, or: "Berg")
      let email = "\(first).\(last)@example.org".lowercased()
      guard emails.insert(email).inserted else { continue }
      let user = User(email: email, firstName: first, lastName: last)
      if random.chance(85) { user.city = random.pick(Words.cities, or: "Oslo") }
      if let mentor = mentor(of: users.count) { user.$mentor.set(mentor) }
      try await user.save()
      users.append(user)
      try await makeBelongings(of: user)
    }
  }

  /// The first have none; the active ones come next, and are mentors themselves.
  private mutating func mentor(of position: Int) -> User? {
    if position < Self.active.lowerBound { return nil }
    if position < Self.active.upperBound { return users[position % Self.active.lowerBound] }
    let followers = position - Self.active.upperBound
    if followers < Self.active.count { return users[Self.active.lowerBound + followers] }
    return random.chance(65) ? random.pick(Array(users.prefix(Self.active.upperBound)), or: users[0]) : nil
  }

  private mutating func makeBelongings(of user: User) async throws {
    let setting = NotificationSetting(
      frequency: random.pick(Words.frequencies, or: "weekly"), sendsEmail: random.chance(80), user: user)
    try await setting.save()
    for _ in 1...random.number(1...2) {
      try await Signup(source: random.pick(Words.sources, or: "search"), user: user).save()
    }
    guard Self.active.contains(users.count - 1) || random.chance(50) else { return }
    for _ in 1...random.number(1...3) {
      let grant = Doorkeeper.AccessGrant(token: "", scopes: random.pick(Words.scopes, or: "read"), resourceOwner: user)
      grant.token = String(random.next(), radix: 36)
      try await grant.save()
    }
  }

  /// Programs, and who takes part in them.
  mutating func makePrograms() async throws {
    let names = random.some(6...9, of: Words.programs)
    for name in names {
      let program = Program(name: name, weeks: random.number(3...12))
      try await program.save()
      let isFirst = name == names.first
      for user in isFirst ? Array(users[Self.active]) : random.some(5...14, of: users) {
        try await ProgramUser(role: random.pick(Words.roles, or: "participant"), user: user, program: program).save()
      }
    }
  }

  /// Interests, and the pairs that connect them with users.
  mutating func makeInterests() async throws {
    var interests: [Interest] = []
    for name in random.some(9...12, of: Words.interests) { interests.append(try await Interest.create { $0.name = name }) }
    for user in users { try await user.interests.append(random.some(1...4, of: interests)) }
  }
}
