import Changes
import Documents
import Jinja

extension TemplateCheck {
  /// The variables that every template has.
  private static let contextNames: Set<String> = ["cookiecutter", "_cookiecutter"]
  /// Python's methods of a dictionary, which aren't variables.
  private static let methods: Set<String> = [
    "clear", "copy", "fromkeys", "get", "items", "keys", "move_to_end", "pop", "popitem", "setdefault", "update",
    "values",
  ]

  /// Texts in `cookiecutter.json`: defaults that depend on others.
  mutating func checkVariables() {
    for (name, value) in template.variables.members.members where name != "__prompts__" {
      if name.hasPrefix("_"), !name.hasPrefix("__") { continue }
      checkTexts(value, of: name)
    }
  }

  private mutating func checkTexts(_ value: AnswerValue, of name: String) {
    switch value {
    case .string(let text):
      guard blueprint.engine.mayHoldTemplate(text) else { return }
      check(Array(text.utf8), name: nil, file: variablesFile, subject: name, blueprint.engine, isIncluded: false)
    case .list(let items): for item in items { checkTexts(item, of: name) }
    case .mapping(let mapping):
      for (key, item) in mapping.members {
        checkTexts(.string(key), of: name)
        checkTexts(item, of: name)
      }
    case .null, .bool, .number: break
    }
  }

  mutating func checkFiles() {
    let included = includedNames()
    checkName(String(decoding: blueprint.root.name, as: UTF8.self), file: blueprint.root.description)
    var copied: [String] = []
    for folder in blueprint.folders {
      if copied.contains(where: { folder.path == $0 || folder.path.hasPrefix($0 + "/") }) { continue }
      for child in folder.folders {
        checkName(child.path, file: blueprint.shown(child.path))
        if isCopied(child.path) { copied.append(child.path) }
      }
      for file in folder.files { check(file, isIncluded: included.contains(file.path)) }
    }
    let shared = template.directory.appending("templates".utf8)
    for (name, content) in sharedFiles(in: shared, prefix: "") {
      check(
        content, name: name, file: shared.appending(name.utf8).description, subject: nil, blueprint.engine,
        isIncluded: true)
    }
  }

  private mutating func check(_ file: Blueprint.File, isIncluded: Bool) {
    let shown = blueprint.shown(file.path)
    checkName(file.path, file: shown)
    guard let source = file.source else {
      let target =
        if case .broken(let target)? = blueprint.sources.item(at: TreePath(shown)) { target } else { [UInt8]() }
      findings.append(TemplateFinding(ProjectRender.brokenLink(shown, target)).coded("link"))
      return
    }
    guard !isCopied(file.path), !file.isBinary else { return }
    check(source.content, name: file.path, file: shown, subject: nil, blueprint.engine, isIncluded: isIncluded)
  }

  private func isCopied(_ path: String) -> Bool {
    guard case .list(let patterns)? = template.variables.members["_copy_without_render"] else { return false }
    return patterns.contains { NamePattern($0.text).matches(path) }
  }

  mutating func checkHooks() {
    for hook in template.hooks where hook.moment != .beforeQuestions {
      check(hook.content, name: hook.path, file: hook.path, subject: nil, blueprint.hookEngine, isIncluded: false)
    }
  }

  private mutating func checkName(_ name: String, file: String) {
    guard blueprint.engine.mayHoldTemplate(name) else { return }
    check(Array(name.utf8), name: nil, file: file, subject: "its name", blueprint.engine, isIncluded: false)
  }

  // MARK: One text

  /// - Parameter subject: what the text is, if it isn't the file's content.
  /// - Parameter isIncluded: whether others give it variables of their own.
  private mutating func check(
    _ content: [UInt8], name: String?, file: String, subject: String?, _ engine: Engine, isIncluded: Bool
  ) {
    do throws(TemplateError) {
      let analysis = try engine.environment.analysis(of: content, name: name)
      let environment = checkFunctions(analysis, engine.environment, file, subject)
      let compiled = try environment.template(source: content, name: name)
      let undeclared = Set(compiled.undeclaredNames)
      for use in analysis.uses {
        guard case .variable(let attribute) = use.kind, undeclared.contains(use.name) else { continue }
        note(use, attribute, file: file, subject, isIncluded: isIncluded)
      }
    } catch {
      add(.error, error.kind.rawValue, file, subject, error.place, error.message, error.hint)
    }
  }

  /// Reports unknown filters and tests; returns an environment that has them, so that the rest can be checked.
  private mutating func checkFunctions(
    _ analysis: TemplateAnalysis, _ environment: Environment, _ file: String, _ subject: String?
  ) -> Environment {
    let filters = environment.filterNames
    let tests = environment.testNames
    var extensions = environment.extensions
    for use in analysis.uses {
      switch use.kind {
      case .filter where !filters.contains(use.name):
        let hint = Documents.suggestion(for: use.name, among: filters.sorted()).map { "did you mean \($0)?" }
        add(.error, "unknown", file, subject, use.place, "there is no filter \(use.name)", use.hint ?? hint)
        extensions.addFilter(use.name) { value, _, _ in value }
      case .test where !tests.contains(use.name):
        let hint = Documents.suggestion(for: use.name, among: tests.sorted()).map { "did you mean \($0)?" }
        add(.error, "unknown", file, subject, use.place, "there is no test \(use.name)", use.hint ?? hint)
        extensions.addTest(use.name) { _, _, _ in true }
      default: break
      }
    }
    return Environment(settings: environment.settings, extensions: extensions)
  }

  private mutating func note(
    _ use: TemplateUse, _ attribute: String?, file: String, _ subject: String?, isIncluded: Bool
  ) {
    guard TemplateCheck.contextNames.contains(use.name) else {
      guard !isIncluded, !use.isGuarded else { return }
      add(
        .error, "undefined", file, subject, use.place, "\(use.name) is undefined", use.hint ?? suggestion(for: use.name)
      )
      return
    }
    guard let attribute, !(use.isCallee && TemplateCheck.methods.contains(attribute)) else {
      usesAll = true
      if ["update", "setdefault"].contains(attribute) { addsVariables = true }
      return
    }
    used.insert(attribute)
    let isKnown = template.variables.members[attribute] != nil && attribute != "__prompts__"
    let facts = ["_template", "_output_dir", "_repo_dir", "_checkout"]
    if !isKnown, !facts.contains(attribute) {
      unknown.append(UnknownVariable(name: attribute, use: use, file: file, subject: subject))
    }
  }

  private func suggestion(for name: String) -> String? {
    template.variables.members[name] == nil ? nil : "write cookiecutter.\(name)"
  }

  private mutating func add(
    _ severity: TemplateFinding.Severity, _ code: String, _ file: String, _ subject: String?,
    _ place: TemplateError.Place?, _ message: String, _ hint: String?
  ) {
    // A text that isn't the whole file has no lines of the file.
    findings.append(
      TemplateFinding(
        severity, code, file: file, place: subject == nil ? place : nil,
        subject.map { "\($0): \(message)" } ?? message, hint: hint))
  }

  // MARK: Included files

  /// The names of the files that others include, import or extend.
  private func includedNames() -> Set<String> {
    var names: Set<String> = []
    for file in blueprint.folders.flatMap(\.files) where !file.isBinary {
      guard let content = file.source?.content else { continue }
      // A file that can't be parsed is a finding of its own.
      guard let analysis = try? blueprint.engine.environment.analysis(of: content) else { continue }
      names.formUnion(analysis.templates)
    }
    return names
  }

  private func sharedFiles(in folder: TreePath, prefix: String, depth: Int = 0) -> [(name: String, content: [UInt8])] {
    guard depth < 20 else { return [] }
    return blueprint.sources.names(in: folder).flatMap { name -> [(name: String, content: [UInt8])] in
      let path = folder.appending(name)
      let shown = prefix + String(decoding: name, as: UTF8.self)
      switch blueprint.sources.item(at: path) {
      case .file(let file)?:
        return BinaryDetection.isBinary(name: name, content: file.content) ? [] : [(shown, file.content)]
      case .folder? where !blueprint.sources.isLink(path):
        return sharedFiles(in: path, prefix: shown + "/", depth: depth + 1)
      default: return []
      }
    }
  }
}

extension TemplateFinding {
  func coded(_ code: String) -> TemplateFinding {
    TemplateFinding(severity, code, file: file, message, hint: hint)
  }
}
