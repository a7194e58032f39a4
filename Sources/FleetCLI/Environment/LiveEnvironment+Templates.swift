import FleetCore
import Foundation
import Templates

extension LiveEnvironment {
  /// Returns cookiecutter's user configuration: the file that `COOKIECUTTER_CONFIG` names, else `~/.cookiecutterrc`.
  func userConfiguration() throws -> UserConfiguration {
    let named = variables["COOKIECUTTER_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let path = absolutePath(expandingHome(named ?? "~/.cookiecutterrc"))
    // Having none is usual; one that was named has to be there.
    if named == nil, !FileManager.default.fileExists(atPath: path) { return UserConfiguration() }
    let shown = named ?? "~/.cookiecutterrc"
    do {
      return try UserConfiguration(reading: try NamedFile.read(path, shownAs: shown), file: shown)
    } catch let error as ProjectTemplateError {
      throw CommandError(message: error.description, hint: error.hint)
    }
  }

  /// Returns a path with `~` and variables written out, as cookiecutter does with those in its configuration.
  func expandingHome(_ path: String) -> String {
    var path = path
    if path == "~" || path.hasPrefix("~/") { path = (variables["HOME"] ?? "") + path.dropFirst() }
    guard path.utf8.contains(UInt8(ascii: "$")) else { return path }
    for (name, value) in variables.sorted(by: { $0.key.count > $1.key.count }) where path.contains("$") {
      path = path.replacing("${\(name)}", with: value).replacing("$\(name)", with: value)
    }
    return path
  }

  /// Returns the templates that came with this program, as folders by their names: those of `FLEET_TEMPLATES`, else those
  /// that `make install` put beside the program, else those of the checkout that it was built in.
  func shippedTemplates() -> [String: String] {
    var folders: [String] = []
    if let folder = variables["FLEET_TEMPLATES"], !folder.isEmpty {
      folders = [absolutePath(folder)]
    } else if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
      var folder = program.deletingLastPathComponent()
      folders.append(folder.appendingPathComponent("../share/fleet/templates").standardizedFileURL.path)
      while folder.path != "/" {
        if FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
          folders.append(folder.path + "/templates")
          break
        }
        folder.deleteLastPathComponent()
      }
    }
    for folder in folders {
      // A folder that isn't there has no templates.
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let templates = names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/cookiecutter.json") }
      if !templates.isEmpty {
        return Dictionary(uniqueKeysWithValues: templates.map { ($0, "\(folder)/\($0)") })
      }
    }
    return [:]
  }

  /// Returns what finds a template by what was typed; the manifest is read only where there is one and a name was typed.
  func templateFinder(
    for text: String, _ options: ManifestOptions, _ configuration: UserConfiguration
  ) throws -> TemplateFinder {
    let isName = !text.contains { "/:".contains($0) }
    return TemplateFinder(
      named: try isName ? manifestTemplates(options) : [], shipped: shippedTemplates(), workingFolder: workingFolder,
      expand: { self.expandingHome(configuration.expanded($0)) }, kind: Self.pathKind)
  }

  private func manifestTemplates(_ options: ManifestOptions) throws -> [TemplateSource] {
    let place = ManifestPlace.find(
      option: options.path, environment: variables["FLEET_MANIFEST"], from: workingFolder,
      fileExists: FileManager.default.fileExists)
    return try place == nil ? [] : LoadedManifest(options, self).manifest.templates
  }

  private static func pathKind(_ path: String) -> TemplateFinder.PathKind? {
    var isFolder: ObjCBool = false
    let files = FileManager.default
    guard unsafe files.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    guard isFolder.boolValue else { return .file }
    let isBare = ["HEAD", "objects", "refs"].allSatisfy { files.fileExists(atPath: "\(path)/\($0)") }
    return isBare && !files.fileExists(atPath: "\(path)/cookiecutter.json") ? .repository : .folder
  }
}

extension CommandError {
  /// The error of a template or of the work on it, with its exit code.
  init(_ error: StampError) {
    let status: ExitStatus =
      switch error.kind {
      case .input: .usage
      case .work: .failures
      case .interrupted: .interrupted
      }
    self.init(
      findings: error.details, message: error.details.isEmpty ? error.message : "fleet: \(error.message)",
      hint: error.hint, status: status)
  }
}
