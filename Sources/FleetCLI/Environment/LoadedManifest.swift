import Documents
import FleetCore
import Foundation

/// A manifest that was found and read.
struct LoadedManifest {
  let manifest: Manifest
  /// Absolute.
  let path: String
  /// As messages show it: relative where it lies below the working folder.
  let shownPath: String
  let bytes: [UInt8]

  /// - Throws: every problem in the manifest, together.
  init(_ options: ManifestOptions, _ live: LiveEnvironment) throws {
    let place = ManifestPlace.find(
      option: options.path, environment: live.variables["FLEET_MANIFEST"], from: live.workingFolder,
      fileExists: FileManager.default.fileExists)
    guard let place else {
      throw CommandError(
        message: "there is no fleet.yaml in this folder or any above it", hint: "fleet init, or --manifest FILE")
    }
    path = place.path
    shownPath = live.shownPath(place.path)
    bytes = try NamedFile.read(path, shownAs: shownPath)
    let folder = URL(fileURLWithPath: place.folder).resolvingSymlinksInPath().path(percentEncoded: false)
    do {
      manifest = try Manifest(reading: bytes, file: shownPath, folder: folder)
    } catch {
      throw CommandError(findings: error.lines, consequence: "nothing was touched")
    }
  }
}

extension CommandError {
  /// An error that lists the findings in a file, and counts them.
  init(findings: [String], consequence: String) {
    let count = findings.count == 1 ? "1 error" : "\(findings.count) errors"
    self.init(findings: findings, message: "\(count); \(consequence)")
  }
}
