/// The search for the first bad one of a row whose last is bad and before whose first something good stands.
///
/// A value that is asked what to try next and told what came of it; those that can't be tested are gone around, as
/// git-bisect(1) does.
struct BisectionSearch: Sendable, Equatable {
  enum Verdict: Sendable, Equatable {
    case good, bad
    /// It can't be tested.
    case skipped
  }

  enum Finding: Sendable, Equatable {
    case first(Int)
    /// Only ones that can't be tested are left: it is one of these, the last of which is bad.
    case oneOf(ClosedRange<Int>)
  }

  /// The last that is known to be good; -1 for the one before the row.
  private(set) var lastGood = -1
  /// The first that is known to be bad.
  private(set) var firstBad: Int
  private var skipped: Set<Int> = []

  /// - Parameter count: how many there are, at least one.
  init(count: Int) {
    firstBad = count - 1
  }

  /// Which to try now; nil once `finding` is there.
  var next: Int? {
    let open = (lastGood + 1..<firstBad).filter { !skipped.contains($0) }
    let middle = (lastGood + firstBad) / 2
    // The nearest to the middle; the earlier of two that are as near.
    return open.min { (abs($0 - middle), $0) < (abs($1 - middle), $1) }
  }

  var finding: Finding? {
    guard next == nil else { return nil }
    return lastGood + 1 == firstBad ? .first(firstBad) : .oneOf(lastGood + 1...firstBad)
  }

  mutating func note(_ verdict: Verdict, on index: Int) {
    switch verdict {
    case .good: lastGood = max(lastGood, index)
    case .bad: firstBad = min(firstBad, index)
    case .skipped: skipped.insert(index)
    }
  }
}
