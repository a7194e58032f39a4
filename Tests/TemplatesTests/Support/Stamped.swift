import Changes

@testable import Templates

/// Makes a template from the text of its files.
func makeTemplate(_ files: [String: String], directory: String = "") throws -> ProjectTemplate {
  try ProjectTemplate(makeTree(files), directory: TreePath(directory))
}

func makeTree(_ files: [String: String]) -> FileTree {
  var tree = FileTree()
  for (path, text) in files { tree.setFile(TreePath(path), Array(text.utf8)) }
  return tree
}

/// Stamps a template in memory.
func stamp(
  _ template: ProjectTemplate, _ given: [(key: String, value: AnswerValue)] = [],
  inputs: RenderInputs = CookiecutterCase.inputs, runsHooks: Bool = true
) throws -> RenderedProject {
  let variables = try template.variables.overridden(given: AnswerMapping(given)).variables
  let answers = try Interview(variables, inputs: inputs).finish()
  return try Stamping(template, answers: answers, inputs: inputs, runsHooks: runsHooks).rendered()
}

/// Returns the error that stamping ends with; nil if it doesn't.
func stampFailure(
  _ files: [String: String], _ given: [(key: String, value: AnswerValue)] = []
) -> ProjectTemplateError? {
  do {
    _ = try stamp(try makeTemplate(files), given)
    return nil
  } catch {
    return error as? ProjectTemplateError
  }
}

extension RenderedProject {
  func text(_ path: String) -> String? {
    guard case .file(let content, _)? = files.tree[TreePath(path)] else { return nil }
    return String(decoding: content, as: UTF8.self)
  }
}
