import Documents
import Edits
import Versions

extension CodemodReader {
  /// Reads a condition: a mapping with exactly one key.
  func condition(_ field: Field) -> Condition? {
    let kinds = ["exists", "contains", "value", "dependency", "all", "any", "not"]
    guard let reader = field.mapping("a condition", keys: kinds) else { return nil }
    let present = kinds.compactMap { kind in reader.optional(kind).map { (kind, $0) } }
    guard let (kind, member) = present.first else {
      // An unknown key alone is reported already, and better.
      if case .mapping(let members) = field.node.value, members.isEmpty {
        field.report("missing-key", "a condition needs one of \(kinds.map(quoted).joined(separator: ", "))")
      }
      return nil
    }
    for (extra, extraField) in present.dropFirst() {
      extraField.report(
        "conflict", "a condition has one key, and this one has \(quoted(kind)) and \(quoted(extra)); write \"all\"")
    }
    switch kind {
    case "exists": return nonEmptyText(member).map { .exists($0) }
    case "contains": return containsCondition(member)
    case "value": return valueCondition(member)
    case "dependency": return dependencyCondition(member)
    case "all": return member.list(condition).map { .all($0) }
    case "any": return member.list(condition).map { .any($0) }
    default: return condition(member).map { .not($0) }
    }
  }

  private func containsCondition(_ field: Field) -> Condition? {
    guard let reader = field.mapping("\"contains\"", keys: ["file", "regex", "text"]) else { return nil }
    let file = reader.required("file").flatMap(nonEmptyText)
    guard let (key, text) = reader.exactlyOne(of: "regex", "text") else { return nil }
    guard let pattern = key == "regex" ? regularExpression(text) : literal(text), let file else { return nil }
    return .contains(file: file, pattern)
  }

  private func valueCondition(_ field: Field) -> Condition? {
    let keys = ["file", "path", "equals", "below", "above"]
    guard let reader = field.mapping("\"value\"", keys: keys) else { return nil }
    let file = reader.required("file").flatMap(nonEmptyText)
    let path = reader.required("path").flatMap(self.path)
    guard let (key, operand) = reader.exactlyOne(of: "equals", "below", "above") else { return nil }
    let comparison: Condition.Comparison?
    switch key {
    case "equals": comparison = value(operand).map { .equals($0) }
    case "below": comparison = numericOperand(operand).map { .below($0) }
    default: comparison = numericOperand(operand).map { .above($0) }
    }
    guard let file, let path, let comparison else { return nil }
    return .value(file: file, path: path, comparison)
  }

  /// A number, or a parameter that is one.
  private func numericOperand(_ field: Field) -> ValueTemplate? {
    guard case .mapping = field.node.value else { return field.number().map { .number($0) } }
    guard case .parameter(let name)? = value(field) else {
      if case .mapping = field.node.value, field.node.member("param") == nil { field.reportType("a number") }
      return nil
    }
    let kind = parameters.first { $0.name == name }?.kind
    if kind != .integer, kind != .number {
      field.report("type", "must be a number, and the parameter \(quoted(name)) isn't one")
      return nil
    }
    return .parameter(name)
  }

  private func dependencyCondition(_ field: Field) -> Condition? {
    guard let reader = field.mapping("\"dependency\"", keys: ["ecosystem", "name", "version"]) else { return nil }
    let ecosystem = reader.required("ecosystem")?.choice(Ecosystem.self)
    let name = reader.required("name").flatMap(nonEmptyText)
    let version = reader.optional("version").map { field in ecosystem.flatMap { versionRange(field, $0) } }
    guard let ecosystem, let name else { return nil }
    if case .some(nil) = version { return nil }
    return .dependency(ecosystem, name: name, version ?? nil)
  }

  /// Returns a range of versions as the ecosystem writes it.
  func versionRange(_ field: Field, _ ecosystem: Ecosystem) -> LateText<VersionRange>? {
    late(field) { text throws(LateTextProblem) in
      do throws(VersionError) { return try VersionRange(text, in: ecosystem) } catch {
        throw LateTextProblem(message: "\(quoted(text)) is not a version range\(error.place)")
      }
    }
  }
}
