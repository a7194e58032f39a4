/// What an edit came to.
public struct EditResult: Sendable, Equatable {
  /// Sorted by offset, not overlapping; empty where everything is already so.
  public let splices: [Splice]
  /// How many places the path led to, edited or already so: what a codemod's `matches` counts.
  public let matchCount: Int

  public init(splices: [Splice], matchCount: Int) {
    self.splices = splices
    self.matchCount = matchCount
  }
}
