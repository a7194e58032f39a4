/// Where this program keeps what it can make anew, and what it has to say of runs.
public struct CacheFolders: Sendable, Equatable {
  /// Bare mirrors, one a remote.
  public let mirrors: String
  /// Working folders for tests and programs, one a remote.
  public let checkouts: String
  /// Output of programs: a folder a run, in it a file a repository and stage.
  public let logs: String
  /// The file of the journal.
  public let journal: String

  /// The repository of templates that have no commits; beside the journal, since it can't be made anew.
  public var templates: String { Self.sibling(of: journal, named: "templates.git") }

  /// Where hooks of templates run whose projects are thrown away.
  public var renders: String { Self.sibling(of: checkouts, named: "renders") }

  private static func sibling(of path: String, named name: String) -> String {
    (path.split(separator: "/", omittingEmptySubsequences: false).dropLast() + [name[...]]).joined(separator: "/")
  }

  /// Follows the XDG Base Directory Specification: variables that are empty or not absolute count as unset.
  public init(environment: [String: String]) {
    let home = environment["HOME"] ?? "/"
    func base(_ variable: String, _ fallback: String) -> String {
      guard let path = environment[variable], path.hasPrefix("/") else { return "\(home)/\(fallback)" }
      return path
    }
    let cache = base("XDG_CACHE_HOME", ".cache") + "/fleet"
    let state = base("XDG_STATE_HOME", ".local/state") + "/fleet"
    self.init(
      mirrors: cache + "/mirrors", checkouts: cache + "/checkouts", logs: state + "/logs",
      journal: state + "/journal.sqlite")
  }

  public init(mirrors: String, checkouts: String, logs: String, journal: String) {
    self.mirrors = mirrors
    self.checkouts = checkouts
    self.logs = logs
    self.journal = journal
  }
}
