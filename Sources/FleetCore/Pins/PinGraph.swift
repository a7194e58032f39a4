import Git
import Submodules

/// Who uses which library: what `fleet submodules graph` shows.
public struct PinGraph: Sendable, Equatable {
  /// Something that could not be read, so that uses may be missing.
  public struct Problem: Sendable, Equatable {
    /// The service or library.
    public let name: String
    public let message: String
  }

  /// Names of the manifest's libraries, used or not, in its order.
  public let libraries: [String]
  /// Sorted by what is used, then by user and path.
  public let uses: [PinUse]
  public let problems: [Problem]
  public let wasInterrupted: Bool

  init(libraries: [String], uses: [PinUse], problems: [Problem], wasInterrupted: Bool) {
    self.libraries = libraries
    self.uses = Self.markingRepeated(uses).sorted { left, right in
      let (one, two) = ([left.subject, left.user.name, left.path], [right.subject, right.user.name, right.path])
      return one.lexicographicallyPrecedes(two) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    self.problems = problems
    self.wasInterrupted = wasInterrupted
  }

  /// Returns the part that is about one library.
  public func about(_ library: String) -> PinGraph {
    PinGraph(
      libraries: libraries.filter { $0 == library }, uses: uses.filter { $0.library == library }, problems: problems,
      wasInterrupted: wasInterrupted)
  }

  /// The manifest's libraries that nobody uses.
  public var unused: [String] {
    let used = Set(uses.compactMap(\.library))
    return libraries.filter { !used.contains($0) }
  }

  private struct Key: Hashable {
    let user: PinUse.User
    let subject: String
  }

  private static func markingRepeated(_ uses: [PinUse]) -> [PinUse] {
    func key(_ use: PinUse) -> Key {
      // Two spellings of a URL that the manifest doesn't know are one repository too.
      let identity = use.url.flatMap { try? RemoteIdentity(parsing: $0).description }
      return Key(user: use.user, subject: use.library ?? identity ?? use.subject)
    }
    let counts = Dictionary(uses.map { (key($0), 1) }, uniquingKeysWith: +)
    return uses.map { use in
      var use = use
      use.isRepeated = use.isRepeated || counts[key(use), default: 0] > 1
      return use
    }
  }
}
