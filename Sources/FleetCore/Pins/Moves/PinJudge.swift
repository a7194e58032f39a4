import Changes
import Git
import Submodules
import Synchronization

/// Says of commits of libraries whether services may pin them, by the libraries' mirrors.
///
/// Services that pin the same commits are answered from memory: a library that all of them move is asked once.
struct PinJudge: Sendable {
  let shelf: LibraryShelf
  /// Whether pins may move to commits that aren't descendants, whatever the manifest says of the library.
  let allowsDowngrade: Bool
  private let answers = Answers()

  private struct Question: Hashable {
    let library: Int
    let from: ObjectID
    let to: ObjectID
  }

  private final class Answers: Sendable {
    let bumps = Mutex<[Question: Result<PinBump, Refusal>?]>([:])
    let breaches = Mutex<[Question: Refusal?]>([:])
    let steps = Mutex<[Question: Result<[ObjectID], Refusal>]>([:])
  }

  init(shelf: LibraryShelf, allowsDowngrade: Bool) {
    self.shelf = shelf
    self.allowsDowngrade = allowsDowngrade
  }

  /// Returns what a move comes to; nil where both commits are the same.
  func bump(of library: Int, from: ObjectID, to: ObjectID) -> Result<PinBump, Refusal>? {
    answer(Question(library: library, from: from, to: to), in: answers.bumps, none: { .failure($0) }) {
      (name, history, mirror) throws(GitError) in
      let allows = allowsDowngrade || shelf.entries[library].library.allowsDowngrade
      if !allows, from != to, case .nothing = try history.reach(of: from, in: mirror) {
        return .failure(Self.unreachable(name, from, "it pins"))
      }
      return try PinBump.plan(
        of: name, from: from, to: to, allowsDowngrade: allows, history: history, in: mirror)
    }
  }

  /// Returns why a service may not be pushed with a commit pinned; nil where it is on a trusted ref.
  func breach(of commit: ObjectID, in library: Int) -> Refusal? {
    answer(Question(library: library, from: commit, to: commit), in: answers.breaches, none: { $0 }) {
      (name, history, mirror) throws(GitError) in
      switch try history.reach(of: commit, in: mirror) {
      case .trusted: nil
      case .onlyUnprotected(let reference):
        Refusal(
          kind: "only-unprotected-ref",
          message: "\(name): it pins \(commit.short), and only \(reference) leads there, which isn't trusted")
      case .nothing: Self.unreachable(name, commit, "it pins")
      }
    }
  }

  /// Returns the commits on the way from a pin to a commit, those that first parents lead to, the next one first.
  func way(from: ObjectID, to: ObjectID, in library: Int) -> Result<[ObjectID], Refusal> {
    answer(Question(library: library, from: from, to: to), in: answers.steps, none: { .failure($0) }) {
      (name, _, mirror) throws(GitError) in
      guard try mirror.hasCommit(from) else { return .failure(Self.unreachable(name, from, "it pins")) }
      return .success(try mirror.firstParents(from: to, excluding: from))
    }
  }

  private static func unreachable(_ library: String, _ commit: ObjectID, _ words: String) -> Refusal {
    Refusal(
      kind: "unreachable",
      message: "\(library): \(words) \(commit.short), and no branch and no tag of the library leads there")
  }

  /// Answers from memory, else from the library's mirror; what goes wrong with the mirror is an answer too.
  private func answer<Answer: Sendable>(
    _ question: Question, in memory: borrowing Mutex<[Question: Answer]>, none: (Refusal) -> Answer,
    _ ask: (String, LibraryHistory, borrowing Repository) throws(GitError) -> Answer
  ) -> Answer {
    if let known = memory.withLock({ $0[question] }) { return known }
    let entry = shelf.entries[question.library]
    let answer: Answer
    do throws(GitError) {
      answer = try ask(entry.library.name, entry.history.get(), Repository(openingBare: entry.mirrorPath))
    } catch {
      answer = none(.notAsked(entry.library.name, error))
    }
    memory.withLock { $0[question] = answer }
    return answer
  }
}
