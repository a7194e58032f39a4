import Documents

/// Reads one codemod file's values; what is wrong goes to the collector, and reading goes on.
final class CodemodReader {
  let file: String
  let findings: FindingCollector
  let loader: CodemodLoader
  /// Known once the file's `parameters` are read, which is before everything that names them.
  private(set) var parameters: [Parameter] = []
  private(set) var checks: [DeferredCheck] = []

  init(file: String, findings: FindingCollector, loader: CodemodLoader) {
    self.file = file
    self.findings = findings
    self.loader = loader
  }

  func addCheck(of field: Field, _ problem: @escaping @Sendable (Scope) -> LateTextProblem?) {
    checks.append(DeferredCheck(field, in: file, problem: problem))
  }

  /// Returns the codemod, or nil where something that it can't be without is wrong.
  func codemod(_ field: Field) -> Codemod? {
    let keys = [
      "$schema", "fleet", "name", "description", "parameters", "where", "steps", "formatters", "limits", "commit",
      "tests",
    ]
    guard let reader = field.mapping("a codemod", keys: keys) else { return nil }
    readVersion(reader)
    _ = reader.optional("$schema")?.text()
    let name = reader.required("name")?.identifier()
    let description = reader.optional("description")?.text()
    parameters = reader.optional("parameters").map(declaredParameters) ?? []
    let condition = reader.optional("where").map(self.condition)
    let steps = reader.required("steps")?.elements(atLeast: 1)?.enumerated().map { step($1, number: $0) }
    let formatters = reader.optional("formatters")?.list { $0.list(atLeast: 1, self.text) }
    let limits = reader.optional("limits").flatMap(self.limits)
    let commit = reader.optional("commit")?.mapping("\"commit\"", keys: ["message", "branch"])
    let message = commit?.optional("message").flatMap(nonEmptyText)
    let branch = commit?.optional("branch").flatMap(nonEmptyText)
    let tests = reader.optional("tests")?.list(self.test) ?? []
    reportRepeatedIDs(in: reader.optional("steps"))
    guard let name, let steps = steps.flatMap(allOrNone) else { return nil }
    return Codemod(
      name: name, description: description, parameters: parameters, limits: limits, tests: tests,
      condition: condition ?? nil, steps: steps, formatters: formatters ?? [], commitMessage: message,
      branch: branch, checks: checks)
  }

  private func readVersion(_ reader: MappingReader) {
    guard let version = reader.required("fleet") else { return }
    if version.node.value != .number("1") {
      version.report("value", "must be 1, the version of the format, not \(version.node.shown)")
    }
  }

  private func limits(_ field: Field) -> Codemod.Limits? {
    guard let reader = field.mapping("\"limits\"", keys: ["files", "lines"]) else { return nil }
    return Codemod.Limits(
      fileCount: reader.optional("files")?.integer(in: 1 ... .max),
      lineCount: reader.optional("lines")?.integer(in: 1 ... .max))
  }

  private func reportRepeatedIDs(in steps: Field?) {
    guard case .list(let nodes)? = steps?.node.value else { return }
    var seen: [String: Int] = [:]
    for (number, node) in nodes.enumerated() {
      guard let id = node.member("id"), case .string(let text) = id.value else { continue }
      if let first = seen[text] {
        let path: [PathPart] = [.key("steps"), .index(number), .key("id")]
        Field(id, at: path, findings: findings).report("conflict", "/steps/\(first) has the id \(quoted(text)) too")
      } else {
        seen[text] = number
      }
    }
  }
}

/// Returns all values, or nil if one of them is missing.
func allOrNone<Value>(_ values: [Value?]) -> [Value]? {
  let present = values.compactMap(\.self)
  return present.count == values.count ? present : nil
}

extension Field {
  /// Returns a name: lower-case letters, digits and `-`, beginning with a letter.
  func identifier() -> String? {
    guard let text = text() else { return nil }
    let isName = text.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): index > 0
      default: false
      }
    }
    if text.isEmpty || !isName {
      report("value", "must be lower-case letters, digits and \"-\", beginning with a letter, not \(quoted(text))")
      return nil
    }
    return text
  }

  /// Returns an enumeration's case where the member is there, else the default; nil after a report.
  static func choice<Choice>(_ field: Field?, default standard: Choice) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let field else { return standard }
    return field.choice(Choice.self)
  }
}
