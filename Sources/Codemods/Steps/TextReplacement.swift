import Changes
import Documents
import Edits
import Patterns

/// `replace`: every match of a text or a regular expression.
struct TextReplacement: Operation {
  /// What is searched for and what takes its place; both may need the parameters.
  let search: LateText<Pattern>
  let replacement: ReplacementText
  let files: FileSelection
  let matches: MatchCount
  /// Where this holds, no match is fine: the codemod was applied before.
  let done: Condition?

  enum ReplacementText: Sendable {
    /// With a `text`: nothing is special.
    case literal(InterpolatedText)
    /// With a `regex`: `${1}`, `${name}` and `$$`. What is filled in is taken as it is.
    case template(InterpolatedText)

    func compiled(for pattern: Pattern, in scope: Scope) throws(LateTextProblem) -> Replacement {
      switch self {
      case .literal(let text): return Replacement(literal: text.filled(in: scope))
      case .template(let text):
        let template = text.filled(in: scope) { inserted in
          String(decoding: inserted.utf8.flatMap { $0 == UInt8(ascii: "$") ? [$0, $0] : [$0] }, as: UTF8.self)
        }
        do throws(ReplacementError) { return try Replacement(template, for: pattern) } catch {
          throw LateTextProblem(message: error.description)
        }
      }
    }
  }

  func selections(in scope: Scope) throws -> [FileSelection.Filled] {
    [try files.filled(in: scope)]
  }

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    let pattern = try search.value(in: context.scope)
    let replacement: Replacement
    do throws(LateTextProblem) { replacement = try self.replacement.compiled(for: pattern, in: context.scope) } catch {
      throw Refusal(.parse, error.message)
    }
    let selection = try files.filled(in: context.scope)
    var count = 0
    var fileCount = 0
    for path in tree.files(in: selection, onlyChanged: context.needsOnlyChangedFiles) {
      guard let file = try tree.textFile(at: path) else { continue }
      fileCount += 1
      let found = try find(pattern, in: file.bytes, at: path)
      guard !found.isEmpty else { continue }
      count += found.count
      guard replacement.isASCII || String(validating: file.bytes, as: UTF8.self) != nil else {
        throw Refusal(.encoding, "the file isn't UTF-8, so only ASCII can be put into it", in: path)
      }
      let splices = found.map {
        Splice(range: $0.range, replacement: replacement.expanded(for: $0, in: file.bytes))
      }
      try tree.write(.init(bytes: applying(splices, to: file.bytes), mode: file.mode), at: path)
    }
    try check(count, fileCount: fileCount, pattern, selection, tree, context)
    return .done(placeCount: count)
  }

  private func find(_ pattern: Pattern, in bytes: [UInt8], at path: TreePath) throws -> [PatternMatch] {
    do throws(PatternFailure) { return try pattern.matches(in: bytes) } catch {
      throw Refusal(.limits, "\(quoted(pattern.text)): \(error.message)", in: path)
    }
  }

  private func check<Base: Snapshot>(
    _ count: Int, fileCount: Int, _ pattern: Pattern, _ selection: FileSelection.Filled, _ tree: WorkingTree<Base>,
    _ context: StepContext
  ) throws {
    guard context.hasGuards, !matches.allows(count) else { return }
    if count == 0 {
      if let done, try done.holds(in: tree, context.scope) { return }
      throw Refusal(
        .noMatch,
        fileCount == 0
          ? "no file matches \(selection.shown)"
          : "\(quoted(pattern.text)) is in no file that matches \(selection.shown) (looked at \(fileCount))")
    }
    throw Refusal(.count, "\(quoted(pattern.text)) is there \(timesInWords(count)), and it must be \(matches.words)")
  }
}

extension CodemodReader {
  /// Reads a `replace` step.
  func replacement(_ reader: MappingReader) -> (any Operation)? {
    let files = self.files(reader)
    let with = reader.required("with").flatMap { field in text(field).map { (field, $0) } }
    let options = reader.optional("flags").map(flags) ?? []
    let matches = self.matches(reader.optional("matches"), default: .atLeastOne)
    let done = reader.optional("done").map(condition)
    guard let (key, field) = reader.exactlyOne(of: "text", "regex"), let options else { return nil }
    if key == "text", let flags = reader.optional("flags"), !options.isSubset(of: .ignoreCase) {
      flags.report("conflict", "\"multiline\" and \"dot-all\" are for \"regex\"; in a \"text\" nothing is special")
    }
    let search =
      key == "text"
      ? literal(field, ignoringCase: options.contains(.ignoreCase)) : regularExpression(field, options: options)
    guard let files, let search, let (withField, with) = with, let matches else { return nil }
    if case .some(nil) = done { return nil }
    let replacement: TextReplacement.ReplacementText = key == "text" ? .literal(with) : .template(with)
    check(replacement, against: search, withField)
    return TextReplacement(search: search, replacement: replacement, files: files, matches: matches, done: done ?? nil)
  }

  private func flags(_ field: Field) -> Pattern.Options? {
    field.list { $0.choice(PatternFlag.self) }.map { $0.reduce(into: []) { $0.insert($1.option) } }
  }

  /// Groups can be checked now where neither text has anything to fill in, else once the parameters are known.
  private func check(
    _ replacement: TextReplacement.ReplacementText, against search: LateText<Pattern>, _ field: Field
  ) {
    guard case .template(let template) = replacement else { return }
    let problem: @Sendable (Scope) -> LateTextProblem? = { scope in
      guard !search.text.namesService, let pattern = try? search.value(in: scope) else { return nil }
      do throws(LateTextProblem) { _ = try replacement.compiled(for: pattern, in: scope) } catch { return error }
      return nil
    }
    if search.text.constant != nil, template.constant != nil {
      if let problem = problem(.empty) { field.report("value", problem.message) }
    } else {
      addCheck(of: field, problem)
    }
  }
}

/// The words of `flags`.
private enum PatternFlag: String, CaseIterable {
  case ignoreCase = "ignore-case"
  case multiline
  case dotAll = "dot-all"

  var option: Pattern.Options {
    switch self {
    case .ignoreCase: .ignoreCase
    case .multiline: .multiline
    case .dotAll: .dotAll
    }
  }
}
