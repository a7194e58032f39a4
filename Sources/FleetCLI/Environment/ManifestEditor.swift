import Documents
import FleetCore
import Foundation

/// The manifest as a text to edit.
struct ManifestEditor {
  private let loaded: LoadedManifest
  private let folder: String

  init(_ options: ManifestOptions, _ live: LiveEnvironment) throws {
    loaded = try LoadedManifest(options, live)
    folder = URL(fileURLWithPath: loaded.path).deletingLastPathComponent().path(percentEncoded: false)
  }

  var manifest: Manifest { loaded.manifest }

  /// Returns a path as the manifest may write it: relative to its folder where both have a folder in common.
  func written(path: String) -> String {
    let (from, to) = (folder.split(separator: "/"), path.split(separator: "/"))
    let common = zip(from, to).prefix { $0 == $1 }.count
    guard common > 0 else { return path }
    let up = Array(repeating: "..", count: from.count - common)
    let parts = up + to.dropFirst(common).map(String.init)
    return up.isEmpty ? "./" + parts.joined(separator: "/") : parts.joined(separator: "/")
  }

  /// Returns the name that a service at this address gets if nobody gives one.
  func repositoryName(of url: String) throws -> String {
    do {
      return try RemoteLocation(url, relativeTo: folder).repositoryName
    } catch {
      throw CommandError(message: "\(url): \(error.message)")
    }
  }

  /// As messages show it.
  var shownPath: String { loaded.shownPath }

  /// Makes an edit and writes the file in one step.
  func save(_ edit: (ManifestText) throws(ManifestEditError) -> ManifestText) throws {
    try NamedFile.write(try edited(edit).bytes, to: loaded.path, shownAs: loaded.shownPath)
  }

  /// Throws where an edit couldn't be made, or the file not be written; writes nothing.
  func check(_ edit: (ManifestText) throws(ManifestEditError) -> ManifestText) throws {
    _ = try edited(edit)
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw CommandError(message: "\(loaded.shownPath): can't be written")
    }
  }

  private func edited(_ edit: (ManifestText) throws(ManifestEditError) -> ManifestText) throws -> ManifestText {
    do {
      return try edit(try ManifestText(loaded.bytes, file: loaded.shownPath, folder: folder))
    } catch let error as ManifestEditError {
      throw CommandError(message: "\(loaded.shownPath): \(error)")
    } catch let error as InvalidDocument {
      throw CommandError(findings: error.lines, consequence: "nothing was touched")
    }
  }
}
