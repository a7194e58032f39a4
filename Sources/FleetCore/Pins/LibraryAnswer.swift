import Git
import Submodules

/// What one library's mirror says of all commits that the services pin.
struct LibraryAnswer: Sendable {
  let history: LibraryHistory
  let standings: [ObjectID: PinStanding]
}

extension PinRow {
  /// Adds what the library says of the row's pin.
  mutating func add(_ answer: LibraryAnswer, of library: Library) {
    target = answer.history.target
    guard let pin, let standing = answer.standings[pin] else { return }
    self.standing = standing
    states += standing.states
    switch standing.reach {
    case .trusted: break
    case .onlyUnprotected(let reference): messages.append("only \(reference) leads to the commit, which isn't trusted")
    case .nothing(hasObject: true): messages.append("no branch and no tag of \(library.name) leads to the commit")
    case .nothing(hasObject: false): messages.append("\(library.name) has no such commit")
    }
    if library.follow == nil {
      states.append(.noPolicy)
      messages.append("the manifest has no \"follow\" for \(library.name)")
    } else if let problem = answer.history.targetProblem {
      // Without a target nobody knows whether the pin is right; what is known to be wrong is said all the same.
      messages.append(problem)
    }
  }

  /// Says that the library, or the service, could not be asked: then nothing is known.
  mutating func add(_ error: GitError, asking name: String?) {
    states = []
    messages = [name.map { "\($0): \(error.fullMessage)" } ?? error.fullMessage]
    hint = error.hint
  }
}
