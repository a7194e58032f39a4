import Foundation
import Testing

@testable import FleetCLI

/// Runs are named by the local time.
struct TimestampTests {
  @Test(arguments: [0, 951_827_696, 1_700_000_000.9, 4_102_444_799])
  func aTimeIsThatOfTheLocalClock(seconds: TimeInterval) {
    let time = Date(timeIntervalSince1970: seconds)
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd'T'HHmmss"
    #expect(LiveEnvironment.timestamp(time) == formatter.string(from: time))
  }
}
