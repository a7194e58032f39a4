import Changes

@testable import Templates

extension CookiecutterCase {
  /// 2024-02-29T23:30:15.123456Z, as in `generate.py`.
  static let inputs = RenderInputs(
    time: Instant(seconds: 1_709_249_415, microseconds: 123_456), chance: .seed("a seed"))

  /// Stamps the template with our engine and returns the output folder's content and the replay file.
  func run() async throws -> Result {
    let template = try chosenTemplate()
    let folder = template.directory.bytes.isEmpty ? "/template" : "/template/\(template.directory)"
    let configuration = try UserConfiguration(reading: Array(configuration.utf8), file: "config.yaml")
    let interview = try interview(template, configuration)
    let answers = try answer(interview).adding(
      RunFacts(
        // A folder that was named apart isn't part of the template's name; that of a nested template is.
        template: directory.isEmpty ? folder : "/template", outputFolder: "/output", sourceFolder: folder,
        checkout: nil))
    let destination = try FolderDestination(existing: existing)
    let stamping = Stamping(
      template, answers: answers, inputs: Self.inputs, policy: policy, runsHooks: runsHooks)
    _ = try await stamping.run(into: destination)
    return .project(try destination.content(), replay: Replay.text(of: answers))
  }

  /// Follows nested templates.
  private func chosenTemplate() throws -> ProjectTemplate {
    var folder = TreePath(directory)
    for _ in 0..<10 {
      let variables = try TemplateVariables.read(template, directory: folder)
      guard let nested = try variables.nestedTemplates() else {
        return try ProjectTemplate(template, directory: folder)
      }
      let typedNumber = typed?.first.flatMap { Int($0) } ?? 1
      folder = try nested.choices[typedNumber - 1].folder(from: folder)
    }
    throw ProjectTemplateError(.source, nil, "nested without end")
  }

  private func interview(_ template: ProjectTemplate, _ configuration: UserConfiguration) throws -> Interview {
    let overridden = try template.variables.overridden(configured: configuration.defaultContext, given: given)
    return try Interview(overridden.variables, replayed: replayed, inputs: Self.inputs)
  }

  private func answer(_ interview: Interview) throws -> Answers {
    var lines = (typed ?? [])[...]
    if typed != nil, name.contains("nested") { lines = lines.dropFirst() }
    while typed != nil, let question = try interview.next() {
      guard let line = lines.popFirst() else { throw ProjectTemplateError(.answer, question.name, "nothing was typed") }
      do {
        interview.answer(try question.answer(typed: line))
      } catch {
        // Asked again, with the next line.
        continue
      }
    }
    return try interview.finish()
  }
}
