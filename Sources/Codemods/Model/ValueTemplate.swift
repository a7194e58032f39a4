import Edits

/// A value to write or to compare with, which may hold parameters with their types.
indirect enum ValueTemplate: Sendable, Hashable {
  case null
  case boolean(Bool)
  case number(String)
  case text(InterpolatedText)
  case array([ValueTemplate])
  case object([Member])
  /// `{"param": name}`
  case parameter(String)
  /// `{"code": text}`: an expression in Python; in other formats a mapping like any other.
  case code(InterpolatedText)

  struct Member: Sendable, Hashable {
    let key: InterpolatedText
    let value: ValueTemplate
  }

  /// Returns the value for one service as a file of this format takes it.
  func filled(in scope: Scope, for format: FileFormat) -> EditValue {
    switch self {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .number(let text): .number(text)
    case .text(let text): .string(text.filled(in: scope))
    case .array(let items): .array(items.map { $0.filled(in: scope, for: format) })
    case .object(let members): .object(members.map { $0.filled(in: scope, for: format) })
    case .parameter(let name): scope.values[name] ?? .null
    case .code(let text):
      format == .python
        ? .code(text.filled(in: scope))
        : .object([EditValue.Member(key: "code", value: .string(text.filled(in: scope)))])
    }
  }
}

extension ValueTemplate.Member {
  func filled(in scope: Scope, for format: FileFormat) -> EditValue.Member {
    EditValue.Member(key: key.filled(in: scope), value: value.filled(in: scope, for: format))
  }
}

/// One element of a `path` in a codemod.
enum PathPiece: Sendable, Hashable {
  case key(InterpolatedText)
  case index(Int)
  /// `{"where": {…}}`
  case matching([ValueTemplate.Member])

  func filled(in scope: Scope, for format: FileFormat) -> PathStep {
    switch self {
    case .key(let key): .key(key.filled(in: scope))
    case .index(let index): .index(index)
    case .matching(let members): .matching(members.map { $0.filled(in: scope, for: format) })
    }
  }
}
