import Changes
import Git
import Submodules

/// Looks at the pins of what is pushed where the change doesn't itself: an undoing, a command or a stored plan may move pins
/// too.
///
/// The libraries are asked once there is a pin to ask about, and again in the course of a long run.
actor PinGuard {
  private let libraries: [Library]
  private var books: Task<Books, Never>?

  private struct Books: Sendable {
    let shelf: LibraryShelf
    let judge: PinJudge
    let watch: LibraryWatch
  }

  init(_ libraries: [Library]) {
    self.libraries = libraries
  }

  /// Returns why a tree may not be pushed to a service; nil where it may, or where no gitlink of it differs from the base.
  ///
  /// Where one does, all pins of the service count, as they do for a move of pins.
  func objection(
    to tree: ObjectID, over base: ObjectID, of service: Service, in mirror: Mirror, _ pipeline: Pipeline
  ) async throws(GitError) -> Refusal? {
    let files = try await pipeline.processing.run { () throws(GitError) in
      try Repository(openingBare: mirror.path).diff(from: base, to: tree, patchLimit: 0).files
    }
    guard files.contains(where: \.movesPin) else { return nil }
    // A submodule that is only put elsewhere keeps the commit that the service had.
    let kept = Set(files.filter { $0.oldMode == FileMode.submodule.rawValue }.map(\.oldID))
    let moved = Set(files.filter { $0.movesPin && !kept.contains($0.newID) }.map { TreePath(bytes: $0.pathBytes) })
    let books = await openBooks(pipeline.context)
    try pipeline.context.requireGoingOn()
    let (refusal, pins) = try await pipeline.processing.run { () throws(GitError) in
      let recorded = try Self.recordedPins(of: tree, in: mirror)
      let pins = RecognisedPin.all(in: recorded, of: service.url, on: books.shelf)
      let known = Set(pins.map(\.pin.path))
      let unknown = recorded.pins.filter { moved.contains($0.path) && $0.isDeclared && !known.contains($0.path) }
      let refusals = books.judge.breaches(in: recorded, pins, except: []) + unknown.map { .unknown($0.path) }
      return (Refusal(all: refusals), pins)
    }
    if let refusal { return refusal }
    for pin in pins {
      if let refusal = await books.watch.objection(to: pin.pin.commit, in: pin.library, pipeline.context) {
        try pipeline.context.requireGoingOn()
        return refusal
      }
    }
    return nil
  }

  private func openBooks(_ context: RunContext) async -> Books {
    if let books { return await books.value }
    let libraries = libraries
    let task = Task {
      let shelf = await LibraryShelf.read(libraries, context)
      return Books(
        shelf: shelf, judge: PinJudge(shelf: shelf, allowsDowngrade: false),
        watch: LibraryWatch(shelf, freshness: PushedPins.freshness))
    }
    books = task
    return await task.value
  }

  private static func recordedPins(of tree: ObjectID, in mirror: Mirror) throws(GitError) -> RecordedPins {
    do {
      return try RecordedPins.read(
        snapshot: MirrorSnapshot(Repository(openingBare: mirror.path), tree: tree, commit: nil))
    } catch let error as GitError {
      throw error
    } catch {
      throw GitError(operation: "read the pins", kind: .other, message: "\(error)")
    }
  }
}

extension TreeDiff {
  /// Whether it leaves a gitlink that wasn't there, or another commit in one.
  var movesPins: Bool { files.contains(where: \.movesPin) }
}

extension FilePatch {
  fileprivate var movesPin: Bool { status != .deleted && FileMode(rawValue: newMode) == .submodule }
}

extension Refusal {
  fileprivate static func unknown(_ path: TreePath) -> Refusal {
    Refusal(
      kind: "no-policy", message: "the manifest names no library for this submodule", place: .init(path: path))
  }
}

extension RunContext {
  fileprivate func requireGoingOn() throws(GitError) {
    guard !cancellation.isCancelled else {
      throw GitError(operation: "ask the libraries", kind: .cancelled, message: "interrupted")
    }
  }
}
