import ActiveRecord
import ActiveRecordTesting
import Testing

/// Tasks of one actor that touch an association while another one's query for it is under way.
@Suite struct FirstTouchTests {
  private func seed() async throws {
    for name in ["X", "Y"] { try await Theatre.create { $0.name = name }.plays.create { $0.title = name } }
  }

  /// What each of two tasks reads, the one after the other having begun.
  @MainActor private func theatresOfTwoPlays() async throws -> [String?] {
    let plays = try await Play.order(\.id).load()
    let first = Task { @MainActor in try await plays[0].theatre?.name }
    let second = Task { @MainActor in try await plays[1].theatre?.name }
    return try await [first.value, second.value]
  }

  @MainActor private func playsOfTwoTheatres() async throws -> [String] {
    let theatres = try await Theatre.order(\.id).load()
    let first = Task { @MainActor in try await theatres[0].plays.map(\.title) }
    let second = Task { @MainActor in try await theatres[1].plays.map(\.title) }
    return try await first.value + second.value
  }

  @MainActor private func theatreOfOnePlayTwice() async throws -> [Bool] {
    let play = try await Play.find(1)
    let first = Task { @MainActor in try await play.theatre.map { ObjectIdentifier($0) } }
    let second = Task { @MainActor in try await play.theatre.map { ObjectIdentifier($0) } }
    let (one, other) = (try await first.value, try await second.value)
    return [one != nil, one == other]
  }

  /// Without waiting for each other, the two queries would meet.
  @Test(arguments: Engine.allCases) func theSecondWaitsForTheFirst(_ engine: Engine) async throws {
    try await MeetingDatabase.use(engine) { _, recorder, meeting async throws in
      try await seed()
      recorder.clear()
      meeting.arm(2, ["theatres"], patience: .milliseconds(300))
      #expect(try await theatresOfTwoPlays() == ["X", "Y"])
      #expect(meeting.most == 1)
      #expect(recorder.causes == ["Play, loaded", "Play.theatre, lazy, for 2 records"])
      recorder.clear()
      meeting.arm(2, ["theatre_id"], patience: .milliseconds(300))
      #expect(try await playsOfTwoTheatres() == ["X", "Y"])
      #expect(recorder.causes == ["Theatre, loaded", "Theatre.plays, lazy, for 2 records"])
      recorder.clear()
      meeting.arm(2, ["theatres"], patience: .milliseconds(300))
      #expect(try await theatreOfOnePlayTwice() == [true, true])
      #expect(recorder.causes == ["Play.find", "Play.theatre, lazy, for 1 record"])
    }
  }

  @MainActor private func firstIsCancelled(_ meeting: Meeting) async throws -> String? {
    let plays = try await Play.order(\.id).load()
    let first = Task { @MainActor in try await plays[0].theatre?.name }
    for _ in 0..<30_000 where meeting.present < 1 { try await Task.sleep(for: .milliseconds(1)) }
    let second = Task { @MainActor in try await plays[1].theatre?.name }
    meeting.arm(1, ["theatres"])
    first.cancel()
    await #expect(throws: (any Error).self) { try await first.value }
    return try await second.value
  }

  @Test(arguments: Engine.allCases) func afterAFailureTheNextAsksItself(_ engine: Engine) async throws {
    try await MeetingDatabase.use(engine) { _, recorder, meeting async throws in
      try await seed()
      recorder.clear()
      meeting.arm(2, ["theatres"])
      #expect(try await firstIsCancelled(meeting) == "Y")
      #expect(recorder.events.map(\.failed) == [false, true, false])
    }
  }

  @MainActor private func secondIsInATransaction(_ database: Database, _ meeting: Meeting) async throws -> [String?] {
    let plays = try await Play.order(\.id).load()
    let first = Task { @MainActor in try await plays[0].theatre?.name }
    for _ in 0..<30_000 where meeting.present < 1 { try await Task.sleep(for: .milliseconds(1)) }
    let second = Task { @MainActor in try await database.transaction { try await plays[1].theatre?.name } }
    return try await [first.value, second.value]
  }

  /// Whoever is waited for could be waiting for the transaction's connection.
  @Test(arguments: Engine.allCases) func aTransactionWaitsForNobodyOutsideOfIt(_ engine: Engine) async throws {
    try await MeetingDatabase.use(engine) { database, recorder, meeting async throws in
      try await seed()
      recorder.clear()
      meeting.arm(2, ["theatres"])
      #expect(try await secondIsInATransaction(database, meeting) == ["X", "Y"])
      #expect(meeting.most == 2)
      #expect(recorder.queries.count == 3)
    }
  }
}
