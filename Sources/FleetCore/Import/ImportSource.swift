import Documents

/// A kind of list that services are taken over from.
public enum ImportSource: String, Sendable, CaseIterable {
  /// turbolift's `repos.txt`: `organisation/repository` or `host/organisation/repository` a line, `#` pauses one.
  case turbolift
  /// all-repos' `repos.json` (a name for every URL), or its `all-repos.json` with a source of that kind.
  case allRepos = "all-repos"
  /// vcstool's `.repos`.
  case vcstool
  /// Moderne's `repos.csv`: a header line with `cloneUrl`, and perhaps `branch` and `path`.
  case moderne

  /// Returns the kind that a file's name tells, or nil.
  public static func detected(fileName: String) -> ImportSource? {
    let name = fileName.lowercased()
    if name.hasSuffix(".repos") { return .vcstool }
    if name.hasSuffix(".csv") { return .moderne }
    if name.hasSuffix(".json") { return .allRepos }
    return name.hasSuffix(".txt") ? .turbolift : nil
  }

  /// Reads a list.
  ///
  /// `file` is the list as problems show it. `content` returns the bytes of another file that the list names, by its
  /// path relative to the list's folder; only all-repos' configuration asks for one.
  public func read(
    _ bytes: [UInt8], file: String, addresses: ImportAddresses = ImportAddresses(),
    content: @escaping (String) throws -> [UInt8]
  ) -> ImportList {
    switch self {
    case .turbolift: readTurbolift(bytes, file: file, addresses: addresses)
    case .allRepos: AllReposReader(file: file, content: content).read(bytes)
    case .vcstool: readVCSTool(bytes, file: file)
    case .moderne: readModerne(bytes, file: file)
    }
  }
}
