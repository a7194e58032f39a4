import Git
import Submodules
import Threads

/// The libraries of a manifest, each with what its mirror knows: read once, before any service is planned.
public struct LibraryShelf: Sendable {
  struct Entry: Sendable {
    let library: Library
    let mirrorPath: String
    /// What its mirror knows, or why it could not be asked.
    let history: Result<LibraryHistory, GitError>
  }

  /// In the manifest's order.
  let entries: [Entry]
  let index: LibraryIndex

  init(_ entries: [Entry]) {
    self.entries = entries
    index = LibraryIndex(
      entries.map { .init(name: $0.library.name, url: $0.library.url, path: $0.library.path) })
  }

  /// A shelf without books: for commands that only explain what they would be for.
  public static let empty = LibraryShelf([])

  /// Brings the mirrors of libraries up to date and reads them. A library that can't be asked is known as such.
  public static func read(_ libraries: [Library], _ context: RunContext) async -> LibraryShelf {
    let sources = MirrorSources(context: context, refreshes: true)
    let store = MirrorStore(folder: context.folders.mirrors)
    let entries = await boundedMap(libraries, width: sources.width) { library in
      let history = await sources.reading(library) { (open) throws(GitError) in
        try LibraryHistory(reading: open.repository, follow: library.follow, trustedRefs: library.trustedRefs)
      }
      return Entry(
        library: library, mirrorPath: store.mirror(of: library.remote, engine: library.engine).path, history: history)
    }
    return LibraryShelf(entries)
  }

  /// Returns a library's entry by the name that the manifest gives it.
  func entry(named name: String) -> Entry? { entries.first { $0.library.name == name } }
}
