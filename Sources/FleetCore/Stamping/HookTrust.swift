import Git

/// Whose hooks may run when services are updated.
public struct HookTrust: Sendable, Equatable {
  /// What was said of hooks on the command line.
  public enum Wish: String, Sendable, CaseIterable {
    /// Those of folders run too, which nobody can trust at a commit.
    case yes
    /// None run.
    case no
  }

  /// Nil where nothing was said: those that are trusted run.
  public let wish: Wish?
  /// The limit of one hook.
  let timeLimit: Duration
  private let entries: [TrustStore.Entry]

  /// Reads whom the person trusts.
  public init(_ store: TrustStore, wish: Wish?, timeLimit: Duration) throws(StampError) {
    self.wish = wish
    self.timeLimit = timeLimit
    entries = wish == .no ? [] : try store.entries()
  }

  /// Whether a repository's hooks may run at a commit.
  func trusts(_ remote: RemoteLocation, at commit: ObjectID) -> Bool {
    entries.contains(TrustStore.Entry(url: remote.description, commit: commit.hex))
  }
}
