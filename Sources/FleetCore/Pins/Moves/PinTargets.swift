import Changes
import Git
import Submodules

/// Which commit of each library services are to pin, decided once for a whole run.
public struct PinTargets: Sendable, Equatable {
  /// The commits by the libraries' names.
  let commits: [String: ObjectID]
  /// Why a library that is to move has no commit, by its name.
  let problems: [String: Refusal]

  /// Takes where each library's policy leads; libraries without one don't move.
  public init(policiesOf shelf: LibraryShelf) {
    var (commits, problems) = ([String: ObjectID](), [String: Refusal]())
    for entry in shelf.entries where entry.library.follow != nil {
      switch Self.policyTarget(of: entry) {
      case .success(let commit): commits[entry.library.name] = commit
      case .failure(let refusal): problems[entry.library.name] = refusal
      }
    }
    (self.commits, self.problems) = (commits, problems)
  }

  /// Takes what a person calls a revision of one library: a branch, a tag, a full reference, the id of a commit in eight or
  /// more digits, or `@policy`.
  ///
  /// - Throws: where there is no such thing, or it isn't clear which. A library that could not be asked is no error here: it
  ///   is the outcome of every service that pins it.
  public init(_ revision: String, of library: String, on shelf: LibraryShelf) throws {
    guard let entry = shelf.entry(named: library) else {
      (commits, problems) = ([:], [:])
      return
    }
    do {
      let commit =
        revision == "@policy" ? try Self.policyTarget(of: entry).get() : try Self.commit(revision, in: entry)
      (commits, problems) = ([library: commit], [:])
    } catch let refusal as Refusal {
      (commits, problems) = ([:], [library: refusal])
    }
  }

  /// Takes the commits that an earlier run decided on, as `text` wrote them.
  public init(reading text: String, on shelf: LibraryShelf) {
    var commits: [String: ObjectID] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let id = ObjectID(hex: String(words[0])) else { continue }
      commits[String(words[1])] = id
    }
    self.commits = commits
    problems = PinTargets(policiesOf: shelf).problems.filter { commits[$0.key] == nil }
  }

  /// A line a library, sorted: what is to be pinned, and the library's name.
  public var text: String {
    commits.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { "\($0.value) \($0.key)\n" }.joined()
  }

  private static func policyTarget(of entry: LibraryShelf.Entry) -> Result<ObjectID, Refusal> {
    let name = entry.library.name
    switch entry.history {
    case .failure(let error): return .failure(.notAsked(name, error))
    case .success(let history):
      if let target = history.target { return .success(target.commit) }
      let reason = history.targetProblem ?? "the manifest has no \"follow\" for it"
      return .failure(Refusal(kind: "no-target", message: "\(name): \(reason)"))
    }
  }

  private static func commit(_ revision: String, in entry: LibraryShelf.Entry) throws -> ObjectID {
    let name = entry.library.name
    let history: LibraryHistory
    switch entry.history {
    case .failure(let error): throw Refusal.notAsked(name, error)
    case .success(let found): history = found
    }
    let names = [revision, "refs/heads/\(revision)", "refs/tags/\(revision)"]
    let found = history.references.filter { reference in
      names.contains { $0.utf8.elementsEqual(reference.name.utf8) }
    }
    if let first = found.first {
      if let other = found.first(where: { $0.commit != first.commit }) {
        throw PinRevisionError(
          message: "\(name): \(revision) may be \(first.name) or \(other.name), which are two commits",
          hint: "write which of them is meant")
      }
      return first.commit
    }
    let isID =
      (8...40).contains(revision.utf8.count)
      && revision.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    let mirror = try Repository(openingBare: entry.mirrorPath)
    // Digits that fit several objects name no commit either.
    guard isID, let commit = (try? mirror.resolveCommit(revision)) ?? nil else {
      throw PinRevisionError(
        message: "\(name) has no branch, tag or commit \(revision)",
        hint: "a commit is written with eight digits or more")
    }
    return commit
  }
}

/// A revision of a library that names nothing, or nobody knows what.
public struct PinRevisionError: Error, Sendable, Equatable {
  public let message: String
  public let hint: String
}

extension Refusal {
  /// A library that could not be asked: nobody knows whether a pin of it is right.
  static func notAsked(_ library: String, _ error: GitError) -> Refusal {
    Refusal(kind: "not-asked", message: "\(library) could not be asked: \(error.fullMessage)")
  }
}
