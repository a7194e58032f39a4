import Changes
import Git
import Submodules

/// The walk from users down through nested submodules, level by level; a value, so that reading stays outside.
struct PinGraphWalk {
  private(set) var uses: [PinUse] = []
  private(set) var problems: [PinGraph.Problem] = []
  private let libraries: [Library]
  private let index: LibraryIndex
  private var useCounts: [PinUse.User: Int] = [:]
  /// Commits of libraries that have been read.
  private var known: [Commit: Result<RecordedPins, GitError>] = [:]
  private var waiting: [Place] = []

  private struct Commit: Hashable {
    let library: Int
    let id: ObjectID
  }

  /// A library at a commit inside a user, whose own submodules come next.
  private struct Place {
    let user: PinUse.User
    let commit: Commit
    let path: String
    let through: [Int]
  }

  init(libraries: [Library]) {
    self.libraries = libraries
    index = LibraryIndex(libraries.map { .init(name: $0.name, url: $0.url, path: $0.path) })
  }

  /// Adds what a service or library records itself.
  mutating func add(_ result: Result<RecordedPins, GitError>, of user: PinUse.User, url: String) {
    switch result {
    case .failure(let error): problems.append(.init(name: user.name, message: error.fullMessage))
    case .success(let recorded): add(recorded, of: user, url: url, inside: nil)
    }
  }

  /// Returns the commits of libraries that have to be read next; empty at the end.
  mutating func nextCommits() -> [Int: Set<ObjectID>] {
    while true {
      var wanted: [Int: Set<ObjectID>] = [:]
      for place in waiting where known[place.commit] == nil {
        wanted[place.commit.library, default: []].insert(place.commit.id)
      }
      if !wanted.isEmpty || waiting.isEmpty { return wanted }
      descend()
    }
  }

  /// Takes what the commits of a library record.
  mutating func goOn(with pins: [(ObjectID, Result<RecordedPins, GitError>)], of library: Int) {
    for (id, result) in pins { known[Commit(library: library, id: id)] = result }
  }

  /// Goes one level down, everywhere.
  private mutating func descend() {
    let places = waiting
    waiting = []
    for place in places {
      let library = libraries[place.commit.library]
      switch known[place.commit] {
      case .success(let recorded): add(recorded, of: place.user, url: library.url, inside: place)
      case .failure(let error):
        let message = "\(place.path): \(library.name) \(place.commit.id.short): \(error.fullMessage)"
        problems.append(.init(name: place.user.name, message: message))
      case nil: break
      }
    }
  }

  private mutating func add(_ recorded: RecordedPins, of user: PinUse.User, url base: String, inside place: Place?) {
    for pin in recorded.pins {
      let path = place.map { "\($0.path)/\(pin.path)" } ?? pin.path.description
      // A URL that leads out of its host is refused by `status`; here it is a use of nobody knows what.
      let url = (try? pin.resolvedURL(against: base)) ?? nil
      let found = url.flatMap { index.match(url: $0, name: pin.name?.string, path: pin.path.description) }
      // A fork of a library is another repository.
      let match = found.flatMap { $0.likeness == .nameOnly ? nil : $0 }
      let through = place.map { $0.through + [$0.commit.library] } ?? []
      let isCycle = match.map { through.contains($0.index) || user == .library(libraries[$0.index].name) } ?? false
      guard count(user) else { return }
      uses.append(
        PinUse(
          user: user, library: match.map { libraries[$0.index].name }, url: url.map(RemoteURL.redacted), path: path,
          pin: pin.commit, through: through.map { libraries[$0].name }, isCycle: isCycle))
      // What a library has is listed as its own uses; only services are followed down.
      guard let match, !isCycle, !user.isLibrary else { continue }
      if through.count >= PinGraphRun.depthLimit {
        problems.append(.init(name: user.name, message: "\(path): deeper nesting is left out"))
        continue
      }
      let commit = Commit(library: match.index, id: pin.commit)
      waiting.append(Place(user: user, commit: commit, path: path, through: through))
    }
  }

  /// Counts one use more; returns false, and says so once, where there are too many.
  private mutating func count(_ user: PinUse.User) -> Bool {
    let count = useCounts[user, default: 0]
    useCounts[user] = count + 1
    if count == PinGraphRun.useLimit {
      problems.append(
        .init(name: user.name, message: "more than \(count) submodules, nested ones counted; the rest is left out"))
    }
    return count < PinGraphRun.useLimit
  }
}
