import Documents
import FleetCore

/// Names of libraries on a command line.
enum LibraryNames {
  /// Returns the names as a set; nil where none was given.
  ///
  /// - Throws: wrong usage where the manifest has no such library: a misspelt name must not look like a success.
  static func checked(_ names: [String], in manifest: Manifest) throws -> Set<String>? {
    for name in names where manifest.library(named: name) == nil {
      let known = manifest.libraries.map(\.name)
      let meant = suggestion(for: name, among: known).map { "; did you mean \(quoted($0))?" } ?? ""
      let list = known.isEmpty ? "the manifest has no libraries" : "libraries: \(known.joined(separator: ", "))"
      throw CommandError(message: "no library is called \(quoted(name))\(meant)", hint: list)
    }
    return names.isEmpty ? nil : Set(names)
  }
}
