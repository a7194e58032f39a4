import Documents
import Edits
import Patterns

extension CodemodReader {
  /// Returns the parameters that a codemod declares; those that are wrong are left out.
  func declaredParameters(_ field: Field) -> [Parameter] {
    guard let members = field.members() else { return [] }
    return members.compactMap { name, field in
      if !isParameterName(name) {
        field.report(
          "value", "a parameter's name must be letters, digits, \"_\" and \"-\", beginning with a letter or \"_\"")
      }
      if name == "service" { field.report("conflict", "\"service\" is what the facts of a service are called") }
      // A parameter that is wrong is still known by its name: what names it isn't wrong as well.
      return parameter(field, name: name) ?? Parameter.unreadable(name)
    }
  }

  private func isParameterName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.enumerated().allSatisfy { index, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): index > 0
        default: false
        }
      }
  }

  private func parameter(_ field: Field, name: String) -> Parameter? {
    let keys = ["type", "default", "description", "enum", "min", "max", "pattern"]
    guard let reader = field.mapping("a parameter", keys: keys) else { return nil }
    let kind = reader.required("type")?.choice(Parameter.Kind.self)
    let description = reader.optional("description")?.text()
    guard let kind else { return nil }
    let bounds = self.bounds(of: reader, kind)
    let undefaulted = Parameter(
      name: name, kind: kind, description: description, defaultValue: nil, choices: nil, minimum: bounds.minimum,
      maximum: bounds.maximum, pattern: pattern(of: reader, kind))
    let choices = reader.optional("enum").flatMap { list in
      list.list(atLeast: 1) { self.value($0, fitting: undefaulted) }
    }
    let complete = undefaulted.with(choices: choices)
    guard let standard = reader.optional("default") else { return complete }
    return complete.with(default: value(standard, fitting: complete))
  }

  private func bounds(of reader: MappingReader, _ kind: Parameter.Kind) -> (minimum: String?, maximum: String?) {
    let isNumeric = kind == .integer || kind == .number
    for key in ["min", "max"] where !isNumeric {
      reader.optional(key)?.report(
        "conflict", "\(quoted(key)) is for numbers, and the type is \(quoted(kind.rawValue))")
    }
    let (minimum, maximum) = (reader.optional("min")?.number(), reader.optional("max")?.number())
    if let minimum, let maximum, NumberOrder.isBelow(maximum, minimum) {
      reader.optional("max")?.report("value", "must be at least \"min\", which is \(minimum), not \(maximum)")
    }
    return (minimum, maximum)
  }

  private func pattern(of reader: MappingReader, _ kind: Parameter.Kind) -> Pattern? {
    guard let field = reader.optional("pattern") else { return nil }
    if kind != .string {
      field.report("conflict", "\"pattern\" is for texts, and the type is \(quoted(kind.rawValue))")
      return nil
    }
    guard let text = field.nonEmptyText() else { return nil }
    do throws(PatternError) { return try Pattern(text) } catch {
      field.report("value", "\(quoted(text)) is not a regular expression: \(error)")
      return nil
    }
  }

  /// Returns a scalar that a parameter may have, or nil after a report.
  func value(_ field: Field, fitting parameter: Parameter) -> EditValue? {
    guard let value = field.node.scalar else {
      field.reportType(parameter.kind.words)
      return nil
    }
    do throws(ParameterProblem) { try parameter.check(value) } catch {
      field.report(field.isOfType(parameter.kind) ? "value" : "type", error.message)
      return nil
    }
    return value
  }
}

extension Parameter {
  /// Stands for a parameter whose declaration is wrong.
  fileprivate static func unreadable(_ name: String) -> Parameter {
    Parameter(
      name: name, kind: .string, description: nil, defaultValue: nil, choices: nil, minimum: nil, maximum: nil,
      pattern: nil)
  }

  fileprivate func with(choices: [EditValue]?) -> Parameter {
    Parameter(
      name: name, kind: kind, description: description, defaultValue: defaultValue, choices: choices,
      minimum: minimum, maximum: maximum, pattern: pattern)
  }

  fileprivate func with(default value: EditValue?) -> Parameter {
    Parameter(
      name: name, kind: kind, description: description, defaultValue: value, choices: choices, minimum: minimum,
      maximum: maximum, pattern: pattern)
  }
}

extension Node {
  /// The value of text, a number or a truth value.
  var scalar: EditValue? {
    switch value {
    case .string(let text): .string(text)
    case .number(let text): .number(text)
    case .boolean(let value): .boolean(value)
    case .null, .list, .mapping: nil
    }
  }
}

extension Field {
  fileprivate func isOfType(_ kind: Parameter.Kind) -> Bool {
    switch (kind, node.value) {
    case (.string, .string), (.boolean, .boolean), (.integer, .number), (.number, .number): true
    default: false
    }
  }
}
