extension EditValue {
  /// Whether two values are the same data, as `equals` of a condition and "already so" of an edit mean it.
  ///
  /// Strings compare by their code points, mappings without regard to order, and numbers by value within a kind:
  /// `1.50` is `1.5` and `0x10` is `16`, but the fraction `1.0` isn't the integer `1`. In a format without types
  /// (properties, INI, dotenv, XML) scalars compare by their text, so the number `10` is the text `10`.
  public func isSame(as other: EditValue, in format: FileFormat) -> Bool {
    if format.hasOnlyText, let text = plainText, let otherText = other.plainText {
      return text.utf8.elementsEqual(otherText.utf8)
    }
    switch (self, other) {
    case (.null, .null): return true
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.number(let left), .number(let right)): return NumberText.areSame(left, right)
    case (.string(let left), .string(let right)), (.code(let left), .code(let right)):
      return left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1, in: format) }
    case (.object(let left), .object(let right)):
      return left.count == right.count && EditValue.object(left).hasAll(right, in: format)
    default: return false
    }
  }

  /// Whether two values are the same down to the spelling of numbers and the order of members.
  func isIdentical(to other: EditValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)), (.string(let left), .string(let right)),
      (.code(let left), .code(let right)):
      left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy {
          $0.key.utf8.elementsEqual($1.key.utf8) && $0.value.isIdentical(to: $1.value)
        }
    default: false
    }
  }

  /// Whether this is a mapping that has each of these members; it may have more.
  func hasAll(_ wanted: [Member], in format: FileFormat = .json) -> Bool {
    guard case .object(let members) = self else { return false }
    return wanted.allSatisfy { want in
      let named = members.filter { $0.key.utf8.elementsEqual(want.key.utf8) }
      return named.count == 1 && named[0].value.isSame(as: want.value, in: format)
    }
  }

  /// A scalar's text as a format without types writes it; nil for null, expressions and collections.
  var plainText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .null, .array, .object, .code: nil
    }
  }
}

extension FileFormat {
  /// Whether the format's scalars are all text.
  var hasOnlyText: Bool {
    switch self {
    case .ini, .properties, .xml, .env: true
    case .json, .jsonc, .yaml, .toml, .python: false
    }
  }
}
