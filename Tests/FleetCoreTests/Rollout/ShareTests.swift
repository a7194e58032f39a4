import Testing

@testable import FleetCore

struct ShareTests {
  @Test(arguments: [("5%", Share.percent(5)), ("2.5%", .percent(2.5)), ("100%", .percent(100)), ("3", .count(3))])
  func aShareIsReadAndWritten(text: String, share: Share) {
    #expect(Share(text) == share)
    #expect(share.description == text)
  }

  @Test(arguments: ["", "%", "-1", "101%", "5 %%", "x", "1.5", "nan%", "inf%"])
  func anythingElseIsNone(text: String) {
    #expect(Share(text) == nil)
  }

  @Test(arguments: [("10%", 95, 10), ("10%", 1, 1), ("100%", 7, 7), ("3", 2, 2), ("3", 9, 3), ("0%", 5, 0)])
  func aShareOfANumberIsRoundedUpAndNeverMoreThanAll(text: String, total: Int, count: Int) {
    #expect(Share(text)?.count(of: total) == count)
  }

  @Test func aShareIsExceededByMoreThanItself() {
    #expect(!Share.percent(5).isExceeded(by: 1, of: 20))
    #expect(Share.percent(5).isExceeded(by: 2, of: 20))
    #expect(Share.percent(0).isExceeded(by: 1, of: 1000))
    #expect(!Share.percent(0).isExceeded(by: 0, of: 10))
    #expect(!Share.count(2).isExceeded(by: 2, of: 3))
    #expect(Share.count(2).isExceeded(by: 3, of: 300))
  }
}
