import ActiveRecordCore
import Foundation
import Testing

/// Times as text, and back.
@Suite struct UTCTimestampTests {
  @Test(arguments: [
    (0, "1970-01-01 00:00:00.000000"), (-1, "1969-12-31 23:59:59.000000"), (951_782_400, "2000-02-29 00:00:00.000000"),
    (1_700_000_000, "2023-11-14 22:13:20.000000"), (-62_135_596_800, "0001-01-01 00:00:00.000000"),
    (253_402_300_799, "9999-12-31 23:59:59.000000"),
  ])
  func bothWays(_ seconds: Double, _ text: String) {
    #expect(UTCTimestamp.text(Date(timeIntervalSince1970: seconds)) == text)
    #expect(UTCTimestamp.parse(text)?.timeIntervalSince1970 == seconds)
  }

  /// Days of more than an era of the calendar, and some far away, against Foundation's calendar, which has Julian days before 1582.
  @Test func daysAreThoseOfTheCalendar() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for day in Array(stride(from: -20_000, through: 160_000, by: 17)) + [2_932_896, 10_000_000] {
      let seconds = day * 86_400 + abs(day &* 7919) % 86_400
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
      let numbers = [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second].map { String($0 ?? 0) }
      let padded = zip(numbers, [4, 2, 2, 2, 2, 2]).map { String(repeating: "0", count: max(0, $1 - $0.count)) + $0 }
      let text = "\(padded[0])-\(padded[1])-\(padded[2]) \(padded[3]):\(padded[4]):\(padded[5]).000000"
      #expect(UTCTimestamp.text(Date(timeIntervalSince1970: Double(seconds))) == text)
    }
  }

  @Test func microsecondsAreRounded() {
    #expect(UTCTimestamp.text(Date(timeIntervalSince1970: 0.123456)) == "1970-01-01 00:00:00.123456")
    #expect(UTCTimestamp.text(Date(timeIntervalSince1970: 0.9999999)) == "1970-01-01 00:00:01.000000")
    #expect(UTCTimestamp.text(Date(timeIntervalSince1970: -0.25)) == "1969-12-31 23:59:59.750000")
  }

  @Test(
    arguments: [
      ("2024-02-29", 1_709_164_800), ("2024-02-29 12:30", 1_709_209_800), ("2024-02-29T12:30:15Z", 1_709_209_815),
      ("2024-02-29 12:30:15+02:00", 1_709_202_615), ("2024-02-29 12:30:15-0130", 1_709_215_215), ("2024-02-29 12:30:15.5", 1_709_209_815.5),
      ("2024-02-29 12:30:15+02", 1_709_202_615),
    ] as [(String, Double)])
  func formsOfOtherProgramsAreRead(_ text: String, _ seconds: Double) {
    #expect(UTCTimestamp.parse(text)?.timeIntervalSince1970 == seconds)
  }

  @Test(arguments: ["", "soon", "2024", "2024-13-01", "2024-00-10", "2024-01-32", "2024-01-01 1", "2024-01-01 10:00:00 x", "12:30:15"])
  func anythingElseIsNoTime(_ text: String) {
    #expect(UTCTimestamp.parse(text) == nil)
  }
}
