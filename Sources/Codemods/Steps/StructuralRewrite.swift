import Changes
import Documents
import Edits

/// `rewrite`: places that ast-grep finds by the structure of the code.
struct StructuralRewrite: Operation {
  enum Rule: Sendable {
    case pattern(InterpolatedText, rewrite: InterpolatedText)
    case object(ValueTemplate)
  }

  let files: FileSelection
  let language: InterpolatedText
  let rule: Rule
  let matches: MatchCount
  let done: Condition?

  var needsPrograms: Bool { true }

  func selections(in scope: Scope) throws -> [FileSelection.Filled] {
    [try files.filled(in: scope)]
  }

  func apply<Base: Snapshot>(to tree: inout WorkingTree<Base>, _ context: StepContext) throws -> StepOutcome {
    guard let host = context.programs?.host else { throw Refusal.withoutAstGrep }
    let selection = try files.filled(in: context.scope)
    var searched: [StructuralSearch.File] = []
    for path in tree.files(in: selection, onlyChanged: context.needsOnlyChangedFiles) {
      guard let file = try tree.textFile(at: path) else { continue }
      // Ast-grep leaves such a file out without a word; not examined isn't the same as no match.
      guard String(validating: file.bytes, as: UTF8.self) != nil else {
        throw Refusal(.encoding, "ast-grep reads only UTF-8", in: path)
      }
      searched.append(.init(path: path, bytes: file.bytes))
    }
    var found: [StructuralMatch] = []
    if !searched.isEmpty {
      let search = StructuralSearch(
        language: language.filled(in: context.scope), rule: filledRule(context.scope), files: searched)
      found = try search.matches(in: try host.search(search))
    }
    for file in searched { try apply(found.filter { $0.path == file.path }, to: file, in: &tree) }
    try check(found.count, searched.count, selection, tree, context)
    return .done(placeCount: found.count)
  }

  /// The rule as ast-grep takes it, but for its language.
  private func filledRule(_ scope: Scope) -> [EditValue.Member] {
    switch rule {
    case .pattern(let pattern, let rewrite):
      let inner = EditValue.Member(key: "pattern", value: .string(pattern.filled(in: scope)))
      return [
        .init(key: "rule", value: .object([inner])), .init(key: "fix", value: .string(rewrite.filled(in: scope))),
      ]
    case .object(let value):
      guard case .object(let members) = value.filled(in: scope, for: .json) else { return [] }
      return members
    }
  }

  private func apply<Base: Snapshot>(
    _ found: [StructuralMatch], to file: StructuralSearch.File, in tree: inout WorkingTree<Base>
  ) throws {
    let sorted = found.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var end = 0
    for match in sorted {
      guard match.range.upperBound <= file.bytes.count else {
        throw Refusal(.script, "ast-grep named a place behind the file's end", in: file.path)
      }
      guard match.range.lowerBound >= end else {
        let place = TextPlace(offset: match.range.lowerBound, in: file.bytes)
        throw Refusal(
          .ambiguous, "two matches overlap", in: file.path, line: place.line, column: place.column)
      }
      end = match.range.upperBound
    }
    guard !sorted.isEmpty, let present = try tree.file(at: file.path) else { return }
    let splices = sorted.map { Splice(range: $0.range, replacement: $0.replacement) }
    try tree.write(.init(bytes: applying(splices, to: file.bytes), mode: present.mode), at: file.path)
  }

  private func check<Base: Snapshot>(
    _ count: Int, _ fileCount: Int, _ selection: FileSelection.Filled, _ tree: WorkingTree<Base>,
    _ context: StepContext
  ) throws {
    guard context.hasGuards, !matches.allows(count) else { return }
    if count > 0 { throw Refusal(.count, "the rule matched \(timesInWords(count)), and it must be \(matches.words)") }
    if let done, try done.holds(in: tree, context.scope) { return }
    throw Refusal(
      .noMatch,
      fileCount == 0
        ? "no file matches \(selection.shown)"
        : "the rule matched nothing in the files that match \(selection.shown) (looked at \(fileCount))")
  }
}

extension CodemodReader {
  /// Reads a `rewrite` step.
  func rewrite(_ reader: MappingReader) -> (any Operation)? {
    let files = self.files(reader)
    let language = reader.required("language").flatMap(nonEmptyText)
    let rule = rewriteRule(reader)
    let matches = self.matches(reader.optional("matches"), default: .atLeastOne)
    let done = reader.optional("done").map(condition)
    guard let files, let language, let rule, let matches else { return nil }
    if case .some(nil) = done { return nil }
    return StructuralRewrite(files: files, language: language, rule: rule, matches: matches, done: done ?? nil)
  }

  private func rewriteRule(_ reader: MappingReader) -> StructuralRewrite.Rule? {
    if let rule = reader.optional("rule") {
      for key in ["pattern", "rewrite"] {
        reader.optional(key)?.report("conflict", "\"rule\" has its own \(key == "rewrite" ? "\"fix\"" : "\"pattern\"")")
      }
      guard case .mapping = rule.node.value else {
        rule.reportType("a mapping")
        return nil
      }
      if rule.node.member("fix") == nil {
        rule.report("missing-key", "a \"rule\" needs its \"fix\"")
        return nil
      }
      return value(rule).map { .object($0) }
    }
    guard reader.has("pattern") || reader.has("rewrite") else {
      reader.field.report("missing-key", "\(reader.what) needs \"pattern\" and \"rewrite\", or \"rule\"")
      return nil
    }
    let pattern = reader.required("pattern").flatMap(nonEmptyText)
    let rewrite = reader.required("rewrite").flatMap(text)
    guard let pattern, let rewrite else { return nil }
    return .pattern(pattern, rewrite: rewrite)
  }
}
