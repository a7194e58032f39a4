import Foundation
import Testing

@testable import Git

/// When something is tried again.
@Suite struct RetryTests {
  /// The least chance there is: every wait is its half.
  private struct Least: RandomNumberGenerator {
    /// ThreadSanitizer looks at the place of what is passed inout, and something empty has none.
    private var count: UInt64 = 0

    mutating func next() -> UInt64 {
      count += 1
      return 0
    }
  }

  private func error(isTemporary: Bool = true, retryAfter: Duration? = nil) -> GitError {
    GitError(operation: "", kind: .unreachable, message: "x", isTemporary: isTemporary, retryAfter: retryAfter)
  }

  @Test func onlyWhatMayPassIsTriedAgainAndOnlySoOften() {
    var chance = Least()
    let policy = RetryPolicy(attemptLimit: 3)
    #expect(policy.delay(afterAttempt: 1, error(isTemporary: false), using: &chance) == nil)
    #expect(policy.delay(afterAttempt: 2, error(), using: &chance) != nil)
    #expect(policy.delay(afterAttempt: 3, error(), using: &chance) == nil)
    #expect(RetryPolicy.never.delay(afterAttempt: 1, error(), using: &chance) == nil)
  }

  @Test func waitsDoubleUpToTheLongest() {
    var chance = Least()
    let policy = RetryPolicy(attemptLimit: 100, firstDelay: .seconds(2), longestDelay: .seconds(10))
    let waits = [1, 2, 3, 4, 90].map { policy.delay(afterAttempt: $0, error(), using: &chance) }
    #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
  }

  @Test func chanceIsAtMostTheWholeWait() {
    var chance = SystemRandomNumberGenerator()
    let policy = RetryPolicy(firstDelay: .seconds(2))
    for _ in 0..<100 {
      let wait = policy.delay(afterAttempt: 1, error(), using: &chance) ?? .zero
      #expect(wait >= .seconds(1) && wait <= .seconds(2))
    }
  }

  @Test func theServersWishIsTheLeast() {
    var chance = Least()
    let policy = RetryPolicy(firstDelay: .seconds(2), longestRequestedDelay: .seconds(60))
    #expect(policy.delay(afterAttempt: 1, error(retryAfter: .seconds(30)), using: &chance) == .seconds(30))
    #expect(policy.delay(afterAttempt: 1, error(retryAfter: .zero), using: &chance) == .seconds(1))
    #expect(policy.delay(afterAttempt: 1, error(retryAfter: .seconds(61)), using: &chance) == nil)
  }

  @Test(
    arguments: [
      ("7", Duration.seconds(7)), ("0", .zero), ("99999999999999999999", .seconds(86_400)),
      ("Fri, 31 Dec 1999 23:59:59 GMT", .seconds(59)), ("Friday, 31-Dec-99 23:59:59 GMT", .seconds(59)),
      ("Fri Dec 31 23:59:59 1999", .seconds(59)), ("Fri, 31 Dec 1999 23:00:00 GMT", .zero),
      ("-1", nil), ("soon", nil), ("", nil), ("1.5", nil),
    ] as [(String, Duration?)])
  func retryAfterIsSecondsOrADate(_ value: String, _ wait: Duration?) throws {
    let now = try #require(RetryAfter.date("Fri, 31 Dec 1999 23:59:00 GMT"))
    #expect(RetryAfter.parse(value, now: now) == wait)
  }

  @Test func durationsAreShownAsTheyAreTyped() {
    #expect(Duration.milliseconds(500).shortText == "500ms")
    #expect(Duration.seconds(3).shortText == "3s")
    #expect(Duration.milliseconds(1500).shortText == "1500ms")
    #expect(Duration.seconds(90).shortText == "90s")
    #expect(Duration.seconds(120).shortText == "2m")
  }
}
