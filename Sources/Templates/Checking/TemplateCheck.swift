import Changes
import Documents
import Jinja

/// Looks for mistakes in a template before anybody stamps it.
public struct TemplateCheck {
  let template: ProjectTemplate
  let blueprint: Blueprint
  var findings: [TemplateFinding] = []
  /// The variables that something uses.
  var used: Set<String> = []
  /// Whether something uses all variables together, so that none is known to be unused.
  var usesAll = false
  /// Whether something may add variables while it is rendered.
  var addsVariables = false
  /// Uses of variables that `cookiecutter.json` doesn't have.
  var unknown: [UnknownVariable] = []

  struct UnknownVariable {
    let name: String
    let use: TemplateUse
    let file: String
    /// What of the file it stands in, if it isn't the content.
    let subject: String?
  }

  /// Returns everything that is found in a template and in those that it lists, sorted by file and place.
  ///
  /// The template is also stamped in memory with its default answers.
  /// - Throws: what the files throw, and `InvalidDocument` for a `cookiecutter.json` that can't be read.
  public static func findings(
    in files: some TemplateFiles, directory: TreePath = TreePath(bytes: []), inputs: RenderInputs
  ) throws -> [TemplateFinding] {
    try findings(in: files, directory: directory, inputs: inputs, depth: 0)
  }

  private static func findings(
    in files: some TemplateFiles, directory: TreePath, inputs: RenderInputs, depth: Int
  ) throws -> [TemplateFinding] {
    do {
      let variables = try TemplateVariables.read(files, directory: directory)
      if let nested = try variables.nestedTemplates() {
        guard depth < 5 else {
          throw ProjectTemplateError(.configuration, directory.description, "templates are nested too deep")
        }
        return try nested.choices.flatMap { choice in
          try findings(in: files, directory: try choice.folder(from: directory), inputs: inputs, depth: depth + 1)
        }
      }
      let template = try ProjectTemplate(files, directory: directory)
      var check = TemplateCheck(
        template: template, blueprint: try template.blueprint(for: template.variables.members))
      check.run(inputs)
      return check.findings.sorted(by: isBefore)
    } catch let error as ProjectTemplateError {
      return [TemplateFinding(error)]
    }
  }

  private static func isBefore(_ left: TemplateFinding, _ right: TemplateFinding) -> Bool {
    (left.file ?? "", left.line ?? 0, left.column ?? 0) < (right.file ?? "", right.line ?? 0, right.column ?? 0)
  }

  private init(template: ProjectTemplate, blueprint: Blueprint) {
    self.template = template
    self.blueprint = blueprint
  }

  private mutating func run(_ inputs: RenderInputs) {
    checkVariables()
    checkFiles()
    checkHooks()
    reportUnknown()
    reportUnused()
    reportPatterns()
    // What stands in the files is said better by the checks before; this finds what only rendering shows.
    if !findings.contains(where: { $0.severity == .error }) { checkDefaults(inputs) }
  }

  private mutating func checkDefaults(_ inputs: RenderInputs) {
    do throws(ProjectTemplateError) {
      let answers = try Interview(template.variables, inputs: inputs).finish().adding(
        RunFacts(template: "template", outputFolder: "/output", sourceFolder: "/template", checkout: nil))
      _ = try Stamping(template, answers: answers, inputs: inputs, runsHooks: true).rendered()
    } catch {
      findings.append(TemplateFinding(error))
    }
  }

  // MARK: Reports

  private mutating func reportUnknown() {
    let known = template.variables.members.keys + ["_template", "_output_dir", "_repo_dir", "_checkout"]
    let guarded = Set(unknown.filter(\.use.isGuarded).map { "\($0.file)\0\($0.name)" })
    for variable in unknown where !guarded.contains("\(variable.file)\0\(variable.name)") {
      let closest = closestName(to: variable.name, among: known)
      let message = "cookiecutter.\(variable.name) is not a variable of cookiecutter.json"
      findings.append(
        TemplateFinding(
          addsVariables ? .warning : .error, "undefined", file: variable.file,
          place: variable.subject == nil ? variable.use.place : nil,
          variable.subject.map { "\($0): \(message)" } ?? message,
          hint: variable.use.hint ?? closest.map { "did you mean cookiecutter.\($0)?" }))
    }
  }

  private mutating func reportUnused() {
    guard !usesAll else { return }
    for (name, value) in template.variables.members.members where !used.contains(name) {
      if name.hasPrefix("_"), !name.hasPrefix("__") || name == "__prompts__" { continue }
      let isLeftOut = if case .mapping = value { false } else { name == "template" }
      guard !isLeftOut else { continue }
      findings.append(
        TemplateFinding(
          .warning, "unused", file: variablesFile, "\(name) is asked for, but nothing uses it"))
    }
    if case .mapping(let prompts)? = template.variables.members["__prompts__"] {
      for name in prompts.keys where template.variables.members[name] == nil {
        findings.append(
          TemplateFinding(
            .warning, "unused", file: variablesFile, "__prompts__ has a text for \(name), which isn't a variable",
            hint: closestName(to: name, among: template.variables.publicNames).map { "did you mean \($0)?" }))
      }
    }
  }

  private mutating func reportPatterns() {
    guard case .list(let patterns)? = template.variables.members["_copy_without_render"] else { return }
    let paths = blueprint.folders.flatMap { folder in folder.folders.map(\.path) + folder.files.map(\.path) }
    for pattern in patterns where !paths.contains(where: NamePattern(pattern.text).matches) {
      findings.append(
        TemplateFinding(
          .warning, "unused", file: variablesFile, "_copy_without_render: \(pattern.text) matches no file"))
    }
  }

  var variablesFile: String {
    template.directory.appending(ProjectTemplate.variablesFileName.utf8).description
  }

  private func closestName(to name: String, among names: [String]) -> String? {
    suggestion(for: name, among: names)
  }
}
