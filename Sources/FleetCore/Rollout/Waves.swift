/// Repositories in groups, one after the other; each ends before the next begins.
public struct Waves: Sendable, Equatable {
  /// How many of all the repositories are done once each wave has ended.
  public let sizes: [Share]
  /// The share of a wave's repositories that may end badly; more of them halt the campaign.
  public let haltAt: Share

  public init(sizes: [Share], haltAt: Share) {
    self.sizes = sizes
    self.haltAt = haltAt
  }

  /// One wave: its number from 1, and which of the repositories that have something to do are in it.
  struct Slice: Equatable {
    let number: Int
    let range: Range<Int>
  }

  /// Returns the waves that have anything in them.
  ///
  /// - Parameters:
  ///   - waitingCount: the repositories that have something to do.
  ///   - doneCount: those that this campaign has reached before: they count as the first of the earliest waves, so that a
  ///     run after a halt goes on where that ended.
  func slices(waitingCount: Int, doneCount: Int) -> [Slice] {
    var (slices, position) = ([Slice](), 0)
    for (index, size) in sizes.enumerated() {
      let end = min(waitingCount, size.count(of: waitingCount + doneCount) - doneCount)
      guard end > position else { continue }
      slices.append(Slice(number: index + 1, range: position..<end))
      position = end
    }
    return slices
  }
}
