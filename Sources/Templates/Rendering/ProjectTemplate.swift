import Changes
import Documents
import Jinja
import Synchronization

/// A template in cookiecutter's format, in memory: read once, rendered as often as you like, on any thread.
public final class ProjectTemplate: Sendable {
  /// What it asks for.
  public let variables: TemplateVariables
  /// The bytes of `cookiecutter.json`.
  public let variablesFile: [UInt8]
  /// The scripts of its folder `hooks`, sorted by name.
  public let hooks: [HookScript]
  /// What is read of the template's files: hooks, shared templates, the project folders and what links lead to.
  let sources: SourceTree
  /// What it is rendered from, by the paths of its source, and its migrations.
  public var files: FileTree { sources.files }
  /// Where the template lies in its source.
  public let directory: TreePath
  private let blueprints = Mutex<[EngineSettings: Blueprint]>([:])

  /// Reads a template.
  ///
  /// - Parameter directory: the folder of `cookiecutter.json` in the files.
  /// - Throws: `ProjectTemplateError` or `InvalidDocument`, or what the files throw.
  public init(_ files: some TemplateFiles, directory: TreePath = TreePath(bytes: [])) throws {
    var load = TemplateLoad(files)
    for entry in try files.entries(of: directory) ?? [] where ProjectTemplate.isNeeded(entry.name) {
      try load.visit(directory.appending(entry.name))
    }
    sources = SourceTree(files: load.tree)
    self.directory = directory
    let path = directory.appending(ProjectTemplate.variablesFileName.utf8)
    guard let file = sources.file(at: path) else {
      throw ProjectTemplateError(
        .source, directory == .root ? nil : directory.description, "there is no cookiecutter.json, so it is no template"
      )
    }
    variablesFile = file.content
    variables = try TemplateVariables(reading: file.content, file: path.description)
    hooks = try HookScript.find(in: directory.appending("hooks".utf8), sources)
  }

  static let variablesFileName = "cookiecutter.json"

  private static func isNeeded(_ name: [UInt8]) -> Bool {
    [variablesFileName, "hooks", "migrations", "templates"].contains { $0.utf8.elementsEqual(name) }
      || isProjectFolderName(String(decoding: name, as: UTF8.self))
  }

  private static func isProjectFolderName(_ name: String) -> Bool {
    name.contains("cookiecutter") && name != variablesFileName
  }

  /// Returns the template compiled for what a context sets of Jinja2, once for each such setting.
  func blueprint(for values: AnswerMapping) throws(ProjectTemplateError) -> Blueprint {
    let settings = try EngineSettings(values)
    if let known = blueprints.withLock({ $0[settings] }) { return known }
    let jinja = try settings.settings()
    let folder = try projectFolder(jinja)
    let loader = ProjectLoader(sources: sources, project: folder, shared: directory.appending("templates".utf8))
    let blueprint = try Blueprint(
      engine: try Engine(settings, templates: loader), hookEngine: try Engine(settings, templates: nil),
      sources: sources, root: folder)
    return blueprints.withLock { blueprints in
      // Another thread may have been faster, and compiles its own already.
      if let known = blueprints[settings] { return known }
      blueprints[settings] = blueprint
      return blueprint
    }
  }

  /// Returns the folder that becomes the project: the first by name that holds `cookiecutter` and both delimiters.
  func projectFolder(_ settings: Settings) throws(ProjectTemplateError) -> TreePath {
    for name in sources.names(in: directory) {
      let text = String(decoding: name, as: UTF8.self)
      guard ProjectTemplate.isProjectFolderName(text), text.contains(settings.variableStart),
        text.contains(settings.variableEnd)
      else { continue }
      let path = directory.appending(name)
      guard case .folder? = sources.item(at: path) else { continue }
      return path
    }
    throw ProjectTemplateError(
      .source, directory == .root ? nil : directory.description,
      "there is no folder whose name is a template, such as "
        + "\(settings.variableStart)cookiecutter.name\(settings.variableEnd)")
  }
}
