import Jinja
import Testing

@testable import Templates

/// Seconds become the date and the time of day that a calendar shows.
struct CivilTimeTests {
  @Test(arguments: [
    (-62_135_596_800, CivilTime(year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0)),
    (-86_401, CivilTime(year: 1969, month: 12, day: 30, hour: 23, minute: 59, second: 59)),
    (-86_400, CivilTime(year: 1969, month: 12, day: 31, hour: 0, minute: 0, second: 0)),
    (-1, CivilTime(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59)),
    (0, CivilTime(year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0)),
    (86_399, CivilTime(year: 1970, month: 1, day: 1, hour: 23, minute: 59, second: 59)),
    (253_402_300_799, CivilTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59)),
  ])
  func secondsAreCountedToBothSidesOf1970(seconds: Int, expected: CivilTime) {
    #expect(CivilTime(wallSeconds: seconds) == expected)
  }

  @Test(arguments: [Int.min, Int.max])
  func noNumberOfSecondsIsTooLarge(seconds: Int) {
    #expect((0..<24).contains(CivilTime(wallSeconds: seconds).hour))
  }

  @Test(arguments: ["weeks=999999999999", "years=999999999999"])
  func manyLargeOffsetsAreAnErrorOfTheTemplate(part: String) throws {
    let text = Array(repeating: part, count: 1000).joined(separator: ",")
    let shift = try TimeShift(text, isBackwards: false)
    #expect(throws: TemplateError.self) { try shift.applied(to: CivilTime(wallSeconds: 0), microseconds: 0) }
  }
}
