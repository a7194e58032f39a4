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

  /// Returns the name that a service at this address gets if nobody gives one.
  func repositoryName(of url: String) throws -> String {
    do {
      return try RemoteLocation(url, relativeTo: folder).repositoryName
    } catch {
      throw CommandError(message: "\(url): \(error.message)")
    }
  }

  /// Makes an edit and writes the file in one step.
  func save(_ edit: (ManifestText) throws(ManifestEditError) -> ManifestText) throws {
    do {
      let text = try ManifestText(loaded.bytes, file: loaded.shownPath, folder: folder)
      let edited = try edit(text)
      try NamedFile.write(edited.bytes, to: loaded.path, shownAs: loaded.shownPath)
    } catch let error as ManifestEditError {
      throw CommandError(message: "\(loaded.shownPath): \(error)")
    } catch let error as InvalidDocument {
      throw CommandError(findings: error.lines, consequence: "nothing was touched")
    }
  }
}
