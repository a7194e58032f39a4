import Changes
import Git
import Submodules

/// Which submodule of a service a person means.
public enum SubmoduleSubject: Sendable, Hashable {
  /// By the manifest's name of the library.
  case library(String)
  case path(TreePath)

  /// What was found in one service.
  struct Found: Sendable {
    let path: TreePath
    /// Nil for an entry without a gitlink.
    let commit: ObjectID?
    /// Nil where there is none that may be used.
    let entry: GitModules.Entry?
  }

  /// - Throws: `SubmoduleDraft.Nothing` where the service has no such submodule, a `Refusal` where it has several.
  func find(
    in recorded: RecordedPins, _ pins: [RecognisedPin], of url: String, on shelf: LibraryShelf
  ) throws -> Found {
    let paths: [TreePath]
    switch self {
    case .path(let path):
      let isThere =
        recorded.pins.contains { $0.path == path } || recorded.entriesWithoutGitlink.contains { $0.path == path }
      paths = isThere ? [path] : []
    case .library(let name):
      let pinned = pins.filter { shelf.entries[$0.library].library.name == name }.map(\.pin.path)
      let declared = recorded.entriesWithoutGitlink.filter { entry in
        // A URL that leads out of its host names no library.
        let url = entry.url?.string.flatMap { try? SubmoduleURL.resolve($0, against: url) }
        let match = shelf.index.match(url: url, name: entry.name.string, path: entry.path?.description ?? "")
        return match.map { shelf.entries[$0.index].library.name == name } ?? false
      }
      paths = pinned + declared.compactMap(\.path)
    }
    guard let path = paths.first else { throw SubmoduleDraft.Nothing(reason: "it has no submodule \(self)") }
    guard paths.count == 1 else {
      let list = paths.map(\.description).joined(separator: " and ")
      throw Refusal(kind: "ambiguous", message: "\(list) are \(self); name the path of one")
    }
    if recorded.modules.entries.contains(where: { $0.path == path && $0.isRefused }) {
      throw Refusal(kind: "undeclared", message: "its entry in .gitmodules is refused", place: .init(path: path))
    }
    return Found(
      path: path, commit: recorded.pins.first { $0.path == path }?.commit, entry: recorded.modules.entry(at: path))
  }
}

extension SubmoduleSubject: CustomStringConvertible {
  public var description: String {
    switch self {
    case .library(let name): name
    case .path(let path): path.description
    }
  }
}
