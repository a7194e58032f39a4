import Documents

/// A manifest's text, to be changed where a service comes or goes and nowhere else: comments, order and spacing stay.
///
/// After each edit the text is read again; one that changed anything else is refused.
public struct ManifestText: Sendable {
  public let bytes: [UInt8]
  public let manifest: Manifest
  let file: String
  let folder: String

  /// Reads a manifest as `Manifest.init(reading:file:folder:)` does.
  public init(_ bytes: [UInt8], file: String, folder: String) throws(InvalidDocument) {
    manifest = try Manifest(reading: bytes, file: file, folder: folder)
    self.bytes = bytes
    self.file = file
    self.folder = folder
  }

  /// Returns the text with services added at the end of the list, in the style of the last one there.
  public func adding(_ services: [NewService]) throws(ManifestEditError) -> ManifestText {
    guard !services.isEmpty else { return self }
    let edited = try checked(try textAdding(services))
    let added = edited.manifest.services.dropFirst(manifest.services.count)
    let isExact =
      edited.manifest.services.starts(with: manifest.services) && isUnchanged(besides: edited)
      && added.map(\.name) == services.map(\.name) && zip(added, services).allSatisfy { $0.tags == $1.tags }
    guard isExact else { throw .inexact(file) }
    return edited
  }

  /// Returns the text without the services that have these names.
  ///
  /// An entry goes with the comments inside it; those above it stay, for they may be about more than the one.
  public func removing(named names: [String]) throws(ManifestEditError) -> ManifestText {
    let known = Set(manifest.services.map(\.name))
    for name in names where !known.contains(name) {
      throw ManifestEditError(
        "no service is called \(quoted(name))",
        suggestion: suggestion(for: name, among: manifest.services.map(\.name)))
    }
    guard !names.isEmpty else { return self }
    let removed = Set(names)
    let edited = try checked(try textRemoving(removed))
    let remaining = manifest.services.filter { !removed.contains($0.name) }
    guard edited.manifest.services == remaining, isUnchanged(besides: edited) else { throw .inexact(file) }
    return edited
  }

  private func isUnchanged(besides edited: ManifestText) -> Bool {
    let old = manifest
    let new = edited.manifest
    return old.name == new.name && old.defaults == new.defaults && old.libraries == new.libraries
      && old.templates == new.templates
  }

  /// What the reader has against the new text is told by its path: the text was never written, so it has no lines.
  private func checked(_ bytes: [UInt8]) throws(ManifestEditError) -> ManifestText {
    do {
      return try ManifestText(bytes, file: file, folder: folder)
    } catch {
      let findings = error.findings.map { finding in
        let hint = finding.suggestion.map { "; did you mean \(quoted($0))?" } ?? ""
        return "\(finding.path.written(.dotted)): \(finding.message)\(hint)"
      }
      throw ManifestEditError(findings.joined(separator: "; "))
    }
  }

  /// The manifest's root and lines, for a manifest that can be edited at all.
  func parts() throws(ManifestEditError) -> (root: Node, lines: TextLines) {
    if file.lowercased().hasSuffix(".json") {
      throw ManifestEditError("\(file) is JSON, and only YAML manifests can be edited here")
    }
    let lines = TextLines(bytes)
    guard let root = Document(reading: bytes, as: .yaml).root else { throw .inexact(file) }
    let start = lines.offset(of: root.position)
    if root.position != root.end, start < bytes.count, bytes[start] == UInt8(ascii: "{") || root.value == .null {
      throw ManifestEditError("\(file) is written in braces; write a key a line to have it edited")
    }
    return (root, lines)
  }

  var flowError: ManifestEditError {
    ManifestEditError("the services in \(file) stand in brackets; write one service a line to have them edited")
  }
}

/// Why a manifest's text couldn't be edited; nothing was changed.
public struct ManifestEditError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line.
  public let message: String
  /// A word that was probably meant.
  public let suggestion: String?

  init(_ message: String, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  static func inexact(_ file: String) -> ManifestEditError {
    ManifestEditError("\(file) is laid out so that the edit would change more than the services; edit it by hand")
  }

  public var description: String { message + (suggestion.map { "; did you mean \(quoted($0))?" } ?? "") }
}
