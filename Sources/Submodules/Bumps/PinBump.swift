import Changes
import Git

/// A library's way from one pinned commit to another: what is allowed, and what the commit's message says of it.
public struct PinBump: Sendable, Equatable {
  /// The subject of one commit that a bump brings.
  public struct Subject: Sendable, Equatable {
    public let commit: ObjectID
    public let text: String

    public init(commit: ObjectID, text: String) {
      self.commit = commit
      self.text = text
    }
  }

  public let library: String
  public let from: ObjectID
  public let to: ObjectID
  /// The commits for people: what `git describe --tags` says, else the short ids.
  public let shownFrom: String
  public let shownTo: String
  /// How many commits it brings.
  public let gained: Int
  /// How many commits it takes away; not 0 only where a downgrade is allowed.
  public let lost: Int
  /// The newest commits that it brings, at most `subjectLimit`.
  public let subjects: [Subject]

  /// Whoever wants more subjects reads the library's history.
  public static let subjectLimit = 20

  public init(
    library: String, from: ObjectID, to: ObjectID, shownFrom: String, shownTo: String, gained: Int, lost: Int,
    subjects: [Subject]
  ) {
    self.library = library
    self.from = from
    self.to = to
    self.shownFrom = shownFrom
    self.shownTo = shownTo
    self.gained = gained
    self.lost = lost
    self.subjects = subjects
  }
}

extension PinBump {
  /// Plans a move in a library's mirror; nil where both commits are the same.
  ///
  /// A commit that no trusted ref leads to is refused as the new pin, and one that isn't a descendant of the old pin unless
  /// downgrades are allowed. Where the library doesn't have the old pin, as after its history was rewritten, no commit counts
  /// as its descendant.
  ///
  /// - Parameter history: read from this mirror.
  public static func plan(
    of library: String, from: ObjectID, to: ObjectID, allowsDowngrade: Bool, history: LibraryHistory,
    in mirror: borrowing Repository
  ) throws(GitError) -> Result<PinBump, Refusal>? {
    if from == to { return nil }
    switch try history.reach(of: to, in: mirror) {
    case .trusted: break
    case .onlyUnprotected(let reference):
      return .failure(refusal("only-unprotected-ref", "\(library): only \(reference) leads to \(to.short)"))
    case .nothing:
      return .failure(refusal("unreachable", "\(library): no branch and no tag leads to \(to.short)"))
    }
    let isKnown = try mirror.hasCommit(from)
    let counts = isKnown ? try mirror.aheadBehind(to, upstream: from) : nil
    guard allowsDowngrade || counts?.behind == 0 else {
      let words = isKnown ? "\(to.short) is no descendant of \(from.short)" : "the library has no commit \(from.short)"
      return .failure(refusal("downgrade", "\(library): \(words), and downgrades aren't allowed"))
    }
    let log =
      isKnown && counts?.ahead != 0 ? try mirror.log(from: to, excluding: [from], limit: subjectLimit) : []
    let shownFrom = isKnown ? try mirror.describe(from) : nil
    return .success(
      PinBump(
        library: library, from: from, to: to, shownFrom: shownFrom ?? from.short,
        shownTo: try mirror.describe(to) ?? to.short, gained: counts?.ahead ?? 0, lost: counts?.behind ?? 0,
        subjects: log.map { Subject(commit: $0.id, text: Self.subject(of: $0.message)) }))
  }

  private static func refusal(_ kind: String, _ message: String) -> Refusal {
    Refusal(kind: kind, message: message)
  }

  /// The first paragraph of a message as one line, as git's `%s`.
  private static func subject(of message: String) -> String {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.allSatisfy(\.isWhitespace) }.prefix { !$0.allSatisfy(\.isWhitespace) }
    return lines.joined(separator: " ")
  }
}
