import Documents

/// Where a template that a person named lies.
public struct TemplateAddress: Sendable, Equatable {
  public enum Place: Sendable, Equatable {
    /// A folder with the template's files, absolute.
    case folder(String)
    /// A zip archive, absolute.
    case archive(String)
    case repository(RemoteLocation)
  }

  /// As the person named it.
  public let name: String
  public let place: Place
  /// The folder inside the source; nil for its root.
  public let directory: String?
  /// The branch, tag or commit of a repository; nil for its default branch.
  public let ref: String?
  /// Whether it came with this program.
  public let isShipped: Bool

  public init(name: String, place: Place, directory: String? = nil, ref: String? = nil, isShipped: Bool = false) {
    self.name = name
    self.place = place
    self.directory = directory
    self.ref = ref
    self.isShipped = isShipped
  }

  /// The name as templates and records may have it: as it was typed, but of a URL without its password.
  public var publicName: String {
    if case .repository(let remote) = place, remote.url == name { source } else { name }
  }

  /// What a service records as the template's source: a URL without a password, a path, or the name of one that came with
  /// this program.
  public var source: String {
    switch place {
    case .repository(let remote): remote.description
    case .folder(let path): isShipped ? name : path
    case .archive(let path): path
    }
  }
}

/// Finds templates by what people type.
public struct TemplateFinder {
  /// What is at an absolute path, links followed.
  public enum PathKind: Sendable {
    case file
    case folder
    /// A bare repository, or another folder with nothing but git's data.
    case repository
  }

  /// The manifest's templates.
  private let named: [TemplateSource]
  /// The templates that came with this program: folders by their names.
  private let shipped: [String: String]
  /// Writes out abbreviations such as `gh:`.
  private let expand: (String) -> String
  /// An absolute path.
  private let workingFolder: String
  private let kind: (String) -> PathKind?

  public init(
    named: [TemplateSource], shipped: [String: String], workingFolder: String, expand: @escaping (String) -> String,
    kind: @escaping (String) -> PathKind?
  ) {
    (self.named, self.shipped, self.workingFolder) = (named, shipped, workingFolder)
    (self.expand, self.kind) = (expand, kind)
  }

  /// Returns where a template lies.
  ///
  /// A word is a name of the manifest, then one of the templates that came with this program; then come abbreviations,
  /// paths and URLs. `./word` is always a folder.
  public func address(of text: String, ref: String?, directory: String?) throws(StampError) -> TemplateAddress {
    if let ref, let problem = BranchName.problem(ref) { throw StampError(.input, "--checkout \(ref): \(problem)") }
    if let template = named.first(where: { $0.name == text }) {
      let directory = directory ?? template.directory
      switch template.location {
      case .repository(let remote):
        return TemplateAddress(
          name: text, place: .repository(remote), directory: directory, ref: ref ?? template.ref)
      case .folder(let path): return try local(path, text, ref, directory)
      }
    }
    if let folder = shipped[text] {
      guard ref == nil else { throw Self.noRevisions(text) }
      return TemplateAddress(name: text, place: .folder(folder), directory: directory, isShipped: true)
    }
    let expanded = expand(text)
    guard !expanded.isEmpty else { throw StampError(.input, "the template's name is empty") }
    let path = joinedPath(workingFolder, expanded)
    if !expanded.contains("://"), kind(path) != nil { return try local(path, text, ref, directory) }
    return try remote(expanded, text, ref, directory)
  }

  private func local(
    _ path: String, _ text: String, _ ref: String?, _ directory: String?
  ) throws(StampError) -> TemplateAddress {
    switch kind(path) {
    case .file?:
      guard path.lowercased().hasSuffix(".zip") else {
        throw StampError(.input, "\(text): is a file; a folder, a .zip or a repository was expected")
      }
      guard ref == nil else { throw Self.noRevisions(text) }
      return TemplateAddress(name: text, place: .archive(path), directory: directory)
    case .folder? where ref == nil || kind(path + "/.git") == nil:
      guard ref == nil else { throw Self.noRevisions(text) }
      return TemplateAddress(name: text, place: .folder(path), directory: directory)
    case .folder?, .repository?: return try remote(path, text, ref, directory)
    case nil: throw StampError(.input, "\(text): there is no folder \(path)")
    }
  }

  private func remote(
    _ address: String, _ text: String, _ ref: String?, _ directory: String?
  ) throws(StampError) -> TemplateAddress {
    let location: RemoteLocation
    do {
      location = try RemoteLocation(address, relativeTo: workingFolder)
    } catch {
      throw StampError(.input, "\(text): \(error.message)")
    }
    if location.transport == .file, !address.contains("://"), kind(joinedPath(workingFolder, address)) == nil {
      throw unknown(text)
    }
    if location.transport != .file, location.url.lowercased().hasSuffix(".zip") {
      throw StampError(
        .input, "\(location): archives are read from this machine only", hint: "curl -LO \(location)")
    }
    return TemplateAddress(name: text, place: .repository(location), directory: directory, ref: ref)
  }

  private func unknown(_ text: String) -> StampError {
    let names = Set(named.map(\.name) + shipped.keys).sorted()
    let meant = suggestion(for: text, among: names).map { "; did you mean \(quoted($0))?" } ?? ""
    return StampError(
      .input, "\(text): there is no template, folder or archive of this name\(meant)",
      hint: names.isEmpty ? nil : "one of \(names.joined(separator: ", ")), a path, or a URL")
  }

  private static func noRevisions(_ text: String) -> StampError {
    StampError(.input, "\(text): is no repository, so that --checkout has nothing to choose from")
  }
}
