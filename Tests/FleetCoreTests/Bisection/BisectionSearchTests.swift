import Testing

@testable import FleetCore

struct BisectionSearchTests {
  /// Searches a row whose first bad one is `first`, where some can't be tested; returns the finding and what was tried.
  private func search(
    count: Int, first: Int, skipping skipped: Set<Int> = []
  ) -> (finding: BisectionSearch.Finding?, tried: [Int]) {
    var search = BisectionSearch(count: count)
    var tried: [Int] = []
    while let index = search.next {
      tried.append(index)
      search.note(skipped.contains(index) ? .skipped : index < first ? .good : .bad, on: index)
    }
    return (search.finding, tried)
  }

  @Test(arguments: 1...40) func everyFirstBadOneIsFoundInLogarithmicallyManySteps(_ count: Int) {
    for first in 0..<count {
      let (finding, tried) = search(count: count, first: first)
      #expect(finding == .first(first))
      #expect(Set(tried).count == tried.count)
      #expect(1 << max(0, tried.count - 1) <= count)
    }
  }

  @Test func whatCanNotBeTestedIsGoneAroundOrListed() {
    #expect(search(count: 9, first: 6, skipping: [4]).finding == .first(6))
    #expect(search(count: 9, first: 6, skipping: [4, 5]).finding == .oneOf(4...6))
    #expect(search(count: 3, first: 2, skipping: [0, 1]).finding == .oneOf(0...2))
  }
}
