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

  /// Returns why pins may not be pushed to a service; nil where they may.
  func objection(
    to pins: MovedPins, of service: Service, _ pipeline: Pipeline
  ) async throws(GitError) -> Refusal? {
    let books = await openBooks(pipeline.context)
    try pipeline.context.requireGoingOn()
    let (refusal, recognised) = try await pipeline.processing.run { () throws(GitError) in
      let recognised = RecognisedPin.all(in: pins.recorded, of: service.url, on: books.shelf)
      let known = Set(recognised.map(\.pin.path))
      let unknown = pins.recorded.pins.filter {
        pins.moved.contains($0.path) && $0.isDeclared && !known.contains($0.path)
      }
      let refusals =
        books.judge.breaches(in: pins.recorded, recognised, except: []) + unknown.map { .unknown($0.path) }
      return (Refusal(all: refusals), recognised)
    }
    if let refusal { return refusal }
    for pin in recognised {
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
