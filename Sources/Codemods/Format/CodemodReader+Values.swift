import Documents
import Edits

extension CodemodReader {
  /// Returns a value to write or to compare with.
  func value(_ field: Field) -> ValueTemplate? {
    switch field.node.value {
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .number(let text): return .number(text)
    case .string(let text): return interpolated(text, field).map { .text($0) }
    case .list: return field.list(value).map { .array($0) }
    case .mapping(let members):
      if members.count == 1, members[0].key == "param", case .string(let name) = members[0].value.value {
        return parameterReference(name, field)
      }
      if members.count == 1, members[0].key == "code", case .string(let code) = members[0].value.value {
        return interpolated(code, field).map { .code($0) }
      }
      return self.members(field).map { .object($0) }
    }
  }

  /// Returns the members of a mapping, whose keys may have `{{…}}` too.
  func members(_ field: Field) -> [ValueTemplate.Member]? {
    guard let members = field.members() else { return nil }
    return allOrNone(
      members.map { key, field in
        guard let value = self.value(field), let key = interpolated(key, field) else { return nil }
        return ValueTemplate.Member(key: key, value: value)
      })
  }

  private func parameterReference(_ name: String, _ field: Field) -> ValueTemplate? {
    let names = parameters.map(\.name)
    if names.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { return .parameter(name) }
    field.report(
      "unknown-parameter", "there is no parameter \(quoted(name))", suggestion: suggestion(for: name, among: names))
    return nil
  }

  /// Returns a `path`: keys, indexes, and mappings that select among a list's elements.
  func path(_ field: Field) -> [PathPiece]? {
    field.list(atLeast: 1) { piece in
      switch piece.node.value {
      case .string(let key): return self.interpolated(key, piece).map { .key($0) }
      case .number: return piece.integer().map { .index($0) }
      case .mapping: return self.matchingPiece(piece)
      default:
        piece.reportType("text, a whole number or {\"where\": {…}}")
        return nil
      }
    }
  }

  private func matchingPiece(_ field: Field) -> PathPiece? {
    guard let wanted = field.mapping("an element of a path", keys: ["where"])?.required("where") else { return nil }
    if case .mapping(let members) = wanted.node.value, members.isEmpty {
      wanted.report("value", "must not be empty")
      return nil
    }
    return members(wanted).map { .matching($0) }
  }

  /// Returns how many matches a step must have: `exactly`, or `min` and `max`.
  func matches(_ field: Field?, default standard: MatchCount) -> MatchCount? {
    guard let field else { return standard }
    guard let reader = field.mapping("\"matches\"", keys: ["exactly", "min", "max"]) else { return nil }
    if let exactly = reader.optional("exactly") {
      for key in ["min", "max"] {
        reader.optional(key)?.report("conflict", "\"exactly\" says everything; take one of them out")
      }
      return exactly.integer(in: 1 ... .max).map { MatchCount(minimum: $0, maximum: $0) }
    }
    guard reader.has("min") || reader.has("max") else {
      field.report("missing-key", "\"matches\" needs one of \"exactly\", \"min\", \"max\"")
      return nil
    }
    let minimum = reader.optional("min").map { $0.integer(in: 0 ... .max) }
    let maximum = reader.optional("max").map { $0.integer(in: 1 ... .max) }
    // One that is there but wrong is reported already.
    if minimum == .some(nil) || maximum == .some(nil) { return nil }
    // A `max` alone says nothing against finding none where none is fine by default.
    let least = (minimum ?? nil) ?? standard.minimum
    let most = maximum ?? nil
    if let most, least > most {
      reader.optional("max")?.report("value", "must be at least \"min\", which is \(least), not \(most)")
      return nil
    }
    return MatchCount(minimum: least, maximum: most)
  }
}
