import Changes
import Documents
import Edits
import Patterns
import Versions

/// `bump`: another version of a package wherever it is declared.
struct DependencyBump: Operation {
  let ecosystem: Ecosystem
  let name: InterpolatedText
  let target: InterpolatedText
  /// Which versions are changed; nil for all.
  let from: LateText<VersionRange>?
  let files: FileSelection
  let missing: MissingFile

  func selections(in scope: Scope) throws -> [FileSelection.Filled] {
    [try files.filled(in: scope)]
  }

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let selection = try files.filled(in: context.scope)
    let name = name.filled(in: context.scope)
    var count = 0
    for path in tree.files(in: selection, onlyChanged: context.needsOnlyChangedFiles) {
      guard var file = try tree.textFile(at: path) else { continue }
      let declarations = try ecosystem.declarations(of: name, in: file.bytes, at: path)
      count += declarations.count
      // From last to first, so that byte ranges of the others stay right.
      for declaration in declarations.reversed() {
        guard let specifier = try newSpecifier(for: declaration, in: path, file.bytes, context) else { continue }
        file = .init(bytes: try declaration.written(specifier, in: file.bytes, path), mode: file.mode)
      }
      try tree.write(file, at: path)
    }
    if count == 0, missing == .fail, context.hasGuards {
      throw Refusal(.noMatch, "no \(name) in a file that matches \(selection.shown)")
    }
    return .done(placeCount: count)
  }

  /// Returns what is to be written, or nil where the declaration stays.
  private func newSpecifier(
    for declaration: Declaration, in path: TreePath, _ bytes: [UInt8], _ context: StepContext
  ) throws -> String? {
    if let from = try from?.value(in: context.scope) {
      guard let version = declaration.version, from.contains(version) else { return nil }
    }
    let specifier = ecosystem.specifier(
      for: target.filled(in: context.scope), replacing: declaration.specifier)
    if specifier.filter({ $0 != " " }) == declaration.specifier.filter({ $0 != " " }) { return nil }
    if let obstacle = declaration.obstacle {
      let place = declaration.offset.map { TextPlace(offset: $0, in: bytes) }
      throw Refusal(obstacle.kind, obstacle.message, in: path, line: place?.line, column: place?.column)
    }
    return specifier
  }
}

extension Declaration {
  /// Returns the file with another specifier.
  fileprivate func written(_ specifier: String, in bytes: [UInt8], _ path: TreePath) throws -> [UInt8] {
    switch place {
    case .bytes(let range):
      return applying([Splice(range: range, replacement: Array(specifier.utf8))], to: bytes)
    case .value(let steps, let text, let range):
      let old = Array(text.utf8)
      let new = String(
        decoding: old[..<range.lowerBound] + Array(specifier.utf8) + old[range.upperBound...], as: UTF8.self)
      guard let format = FileFormat.detect(path: path.description) else {
        throw Refusal(.parse, "the file's name tells no format", in: path)
      }
      do throws(EditRefusal) {
        let request = EditRequest(path: steps, operation: .set(.string(new), missing: .fail))
        return applying(try FileEditor.edit(bytes, as: format, request).splices, to: bytes)
      } catch {
        throw Refusal(error, in: path, bytes: bytes)
      }
    }
  }
}

extension CodemodReader {
  /// Reads a `bump` step.
  func bump(_ reader: MappingReader) -> (any Operation)? {
    let ecosystem = reader.required("ecosystem")?.choice(Ecosystem.self)
    let name = reader.required("name").flatMap(nonEmptyText)
    let target = reader.required("to").flatMap { field in ecosystem.flatMap { bumpTarget(field, $0) } }
    let from = reader.optional("from").map { field in ecosystem.flatMap { versionRange(field, $0) } }
    let files = reader.optional("files").map(globs)
    let missing = Field.choice(reader.optional("missing"), default: MissingFile.fail)
    guard let ecosystem, let name, let target, let missing else { return nil }
    if case .some(nil) = from { return nil }
    if case .some(nil) = files { return nil }
    return DependencyBump(
      ecosystem: ecosystem, name: name, target: target, from: from ?? nil,
      files: files.flatMap { $0.map { FileSelection(include: $0, exclude: []) } } ?? .usual(ecosystem.usualFiles),
      missing: missing)
  }

  /// A version or a range; for Maven a version, which is what its files hold.
  private func bumpTarget(_ field: Field, _ ecosystem: Ecosystem) -> InterpolatedText? {
    let late: LateText<String>? = late(field) { text throws(LateTextProblem) in
      if ecosystem == .pip, PipVersion(text) != nil || text.hasPrefix("^") || text.hasPrefix("~") { return text }
      do throws(VersionError) { _ = try VersionRange(text, in: ecosystem) } catch {
        throw LateTextProblem(message: "\(quoted(text)) is not a version or a range of versions\(error.place)")
      }
      return text
    }
    return late?.text
  }
}
