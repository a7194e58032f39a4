import ArgumentParser
import FleetCore
import Foundation

/// Where the manifest is.
struct ManifestOptions: ParsableArguments {
  @Option(
    name: .customLong("manifest"),
    help: ArgumentHelp(
      "The manifest. Else $FLEET_MANIFEST, else fleet.yaml in this folder or the nearest parent.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var path: String?
}
