import Changes
import Documents
import Edits

/// `image`: another tag of a container image wherever it is named.
struct ImageUpdate: Operation {
  let name: InterpolatedText
  let tag: InterpolatedText
  /// Written behind the tag; without it, an image that has a digest is refused.
  let digest: InterpolatedText?
  let files: FileSelection
  let missing: MissingFile

  /// The files that name images, looked at where a step names none.
  static let usualFiles = ["Dockerfile*", "*.dockerfile", "docker-compose*.{yml,yaml}", "compose*.{yml,yaml}"]

  func selections(in scope: Scope) throws -> [FileSelection.Filled] {
    [try files.filled(in: scope)]
  }

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let selection = try files.filled(in: context.scope)
    let wanted = WantedImage(
      name: ImageReference.normalized(name.filled(in: context.scope)), tag: tag.filled(in: context.scope),
      digest: digest?.filled(in: context.scope))
    var count = 0
    for path in tree.files(in: selection, onlyChanged: context.needsOnlyChangedFiles) {
      guard let file = try tree.textFile(at: path) else { continue }
      let result = try updated(file.bytes, at: path, to: wanted)
      count += result.count
      try tree.write(.init(bytes: result.bytes, mode: file.mode), at: path)
    }
    if count == 0, missing == .fail, context.hasGuards {
      throw Refusal(.noMatch, "no image \(wanted.name) in a file that matches \(selection.shown)")
    }
    return .done(placeCount: count)
  }

  private func updated(
    _ bytes: [UInt8], at path: TreePath, to wanted: WantedImage
  ) throws -> (bytes: [UInt8], count: Int) {
    do {
      let isYAML = FileFormat.detect(path: path.description) == .yaml
      return isYAML ? try wanted.updatedYAML(bytes) : try wanted.updatedDockerfile(bytes)
    } catch let refusal as EditRefusal {
      throw Refusal(refusal, in: path, bytes: bytes)
    } catch let problem as WantedImage.Problem {
      let place = problem.offset.map { TextPlace(offset: $0, in: bytes) }
      throw Refusal(problem.kind, problem.message, in: path, line: place?.line, column: place?.column)
    }
  }
}

extension CodemodReader {
  /// Reads an `image` step.
  func image(_ reader: MappingReader) -> (any Operation)? {
    let name = reader.required("name").flatMap(imageName)
    let tag = reader.required("tag").flatMap { late($0, WantedImage.checkedTag) }
    let digest = reader.optional("digest").map { late($0, WantedImage.checkedDigest) }
    let files = reader.optional("files").map(globs)
    let missing = Field.choice(reader.optional("missing"), default: MissingFile.fail)
    guard let name, let tag, let missing else { return nil }
    if case .some(nil) = digest { return nil }
    if case .some(nil) = files { return nil }
    return ImageUpdate(
      name: name, tag: tag.text, digest: (digest ?? nil)?.text,
      files: files.flatMap { $0.map { FileSelection(include: $0, exclude: []) } } ?? .usual(ImageUpdate.usualFiles),
      missing: missing)
  }

  private func imageName(_ field: Field) -> InterpolatedText? {
    guard let text = nonEmptyText(field) else { return nil }
    if let constant = text.constant, ImageReference(constant).name != constant {
      field.report("value", "must be an image's name without its tag, not \(quoted(constant))")
      return nil
    }
    return text
  }
}
