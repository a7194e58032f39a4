import Changes
import Documents
import Edits

extension CodemodReader {
  /// Reads one of the `tests`.
  func test(_ field: Field) -> InlineTest? {
    let keys = ["name", "parameters", "before", "after", "unchanged", "error"]
    guard let reader = field.mapping("a test", keys: keys) else { return nil }
    let name = reader.required("name")?.nonEmptyText()
    let parameters = reader.optional("parameters").map(testParameters) ?? [:]
    let before = reader.required("before").flatMap { contents($0, allowsNull: false) }
    let expectation = self.expectation(reader)
    guard let name, let parameters, let before, let expectation else { return nil }
    return InlineTest(
      name: name, parameters: parameters, before: before.compactMapValues { $0 }, expectation: expectation)
  }

  private func expectation(_ reader: MappingReader) -> InlineTest.Expectation? {
    guard let (key, field) = reader.exactlyOne(of: "after", "unchanged", "error") else { return nil }
    switch key {
    case "after": return contents(field, allowsNull: true).map { .after($0) }
    case "unchanged":
      if field.node.value == .boolean(true) { return .unchanged }
      field.reportType("true")
      return nil
    default: return field.choice(RefusalKind.self).map { .refused($0) }
    }
  }

  /// Returns files' contents by path; null stands for no file where that is allowed.
  private func contents(_ field: Field, allowsNull: Bool) -> [String: String?]? {
    guard let members = field.members() else { return nil }
    var contents: [String: String?] = [:]
    var isComplete = true
    for (path, field) in members {
      if !TreePath(bytes: path.utf8).isSafe {
        field.report("value", "\(quoted(path)) is no path inside a repository")
        isComplete = false
      } else if allowsNull, field.isNull {
        contents[path] = .some(nil)
      } else if let text = field.text() {
        contents[path] = text
      } else {
        isComplete = false
      }
    }
    return isComplete ? contents : nil
  }

  private func testParameters(_ field: Field) -> [String: EditValue]? {
    guard let members = field.members() else { return nil }
    var values: [String: EditValue] = [:]
    for (name, field) in members {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        field.report(
          "unknown-parameter", "there is no parameter \(quoted(name))",
          suggestion: suggestion(for: name, among: parameters.map(\.name)))
        continue
      }
      values[name] = value(field, fitting: parameter)
    }
    return values
  }
}
