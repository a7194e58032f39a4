import Git
import Submodules
import Threads

/// Finds out who uses which library, nested ones too: what `fleet submodules graph` runs.
///
/// A library's tree is read at each commit that somebody pins, once. Only repositories of the manifest are read.
public struct PinGraphRun: Sendable {
  /// Deeper nesting is left out, and said so.
  static let depthLimit = 16
  /// So many uses are listed of one service: nested ones multiply.
  static let useLimit = 1000

  private let context: RunContext
  private let sources: MirrorSources

  /// - Parameter refreshes: whether remotes are asked; else mirrors are taken as they are.
  public init(context: RunContext, refreshes: Bool) {
    self.context = context
    sources = MirrorSources(context: context, refreshes: refreshes)
  }

  public func run(_ services: [Service], libraries: [Library]) async -> PinGraph {
    var walk = PinGraphWalk(libraries: libraries)
    for (service, result) in await sources.recordedPins(of: services) {
      walk.add(result, of: .service(service.name), url: service.url)
    }
    let ofLibraries = await boundedMap(libraries, width: sources.width) { library in
      (library, await sources.recordedPins(of: library))
    }
    for (library, result) in ofLibraries { walk.add(result, of: .library(library.name), url: library.url) }
    while case let wanted = walk.nextCommits(), !wanted.isEmpty {
      let questions = wanted.sorted { $0.key < $1.key }.map { (libraries[$0.key], $0.key, $0.value.sorted()) }
      let found = await boundedMap(questions, width: context.limits.processingWidth) { library, index, commits in
        (index, await sources.recordedPins(of: library, at: commits))
      }
      for (index, pins) in found { walk.goOn(with: pins, of: index) }
    }
    return PinGraph(
      libraries: libraries.map(\.name), uses: walk.uses, problems: walk.problems,
      wasInterrupted: context.cancellation.isCancelled)
  }
}
