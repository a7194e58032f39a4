/// What plain text means by YAML 1.2's core schema (10.3.2).
enum YamlSchema {
  enum Meaning: Equatable {
    case null
    case boolean(Bool)
    case integer
    case float
    case string
  }

  static func meaning(ofPlain text: ArraySlice<UInt8>) -> Meaning {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      return ["~", "null", "Null", "NULL"].contains { text.elementsEqual($0.utf8) } ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return ["true", "True", "TRUE"].contains { text.elementsEqual($0.utf8) } ? .boolean(true) : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return ["false", "False", "FALSE"].contains { text.elementsEqual($0.utf8) } ? .boolean(false) : .string
    case YamlByte.plus, YamlByte.dash, YamlByte.dot, YamlByte.zero...YamlByte.nine:
      return number(text)
    default: return .string
    }
  }

  private static func number(_ text: ArraySlice<UInt8>) -> Meaning {
    if text.starts(with: "0x".utf8) { return isAll(text.dropFirst(2), YamlByte.isHexDigit) ? .integer : .string }
    if text.starts(with: "0o".utf8) { return isAll(text.dropFirst(2)) { $0 >= 0x30 && $0 < 0x38 } ? .integer : .string }
    var rest = text
    if let sign = rest.first, sign == YamlByte.plus || sign == YamlByte.dash { rest = rest.dropFirst() }
    if isAll(rest, YamlByte.isDigit) { return .integer }
    if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) { return .float }
    if [".nan", ".NaN", ".NAN"].contains(where: { text.elementsEqual($0.utf8) }) { return .float }
    let whole = rest.prefix(while: YamlByte.isDigit)
    rest = rest.dropFirst(whole.count)
    var fractionCount = 0
    if rest.first == YamlByte.dot {
      let fraction = rest.dropFirst().prefix(while: YamlByte.isDigit)
      fractionCount = fraction.count
      rest = rest.dropFirst(fractionCount + 1)
    }
    guard whole.count + fractionCount > 0 else { return .string }
    if let letter = rest.first {
      guard letter | 0x20 == UInt8(ascii: "e") else { return .string }
      rest = rest.dropFirst()
      if let sign = rest.first, sign == YamlByte.plus || sign == YamlByte.dash { rest = rest.dropFirst() }
      guard isAll(rest, YamlByte.isDigit) else { return .string }
    }
    return .float
  }

  private static func isAll(_ text: ArraySlice<UInt8>, _ matches: (UInt8) -> Bool) -> Bool {
    !text.isEmpty && text.allSatisfy(matches)
  }

  /// Whether the text is an integer that readers of YAML 1.1 take for an octal number, such as `010`.
  static func isOldOctal(_ text: ArraySlice<UInt8>) -> Bool {
    let digits = text.first == YamlByte.plus || text.first == YamlByte.dash ? text.dropFirst() : text
    return digits.count > 1 && digits.first == YamlByte.zero && isAll(digits, YamlByte.isDigit)
  }

  /// Returns an integer's text in decimal without a plus sign; one too large for that as it is.
  static func decimal(_ text: ArraySlice<UInt8>) -> String {
    let digits = String(decoding: text.dropFirst(2), as: UTF8.self)
    if text.starts(with: "0x".utf8) { return UInt64(digits, radix: 16).map(String.init) ?? "0x\(digits)" }
    if text.starts(with: "0o".utf8) { return UInt64(digits, radix: 8).map(String.init) ?? "0o\(digits)" }
    return String(decoding: text.first == YamlByte.plus ? text.dropFirst() : text, as: UTF8.self)
  }
}

/// What older readers take for something other than text.
extension YamlSchema {
  /// Whether some reader of YAML 1.1 or 1.2 takes the plain text for a value that isn't a string.
  static func isAmbiguous(_ text: ArraySlice<UInt8>) -> Bool {
    if meaning(ofPlain: text) != .string { return true }
    let lower = String(decoding: text, as: UTF8.self).lowercased()
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "=", "<<"]
    if words.contains(lower) || [".inf", ".nan", "+.inf", "-.inf", "-.nan", "+.nan"].contains(lower) { return true }
    return isOldNumber(text) || isDate(text)
  }

  /// Numbers of YAML 1.1: `1_000`, `0b1`, `0o17`, `017`, `0x_1F`, `12:30:45`, `1.5e3`, with any sign.
  private static func isOldNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if let sign = rest.first, sign == YamlByte.plus || sign == YamlByte.dash { rest = rest.dropFirst() }
    guard let first = rest.first, YamlByte.isDigit(first) || first == YamlByte.dot else { return false }
    guard rest.contains(where: YamlByte.isDigit) else { return false }
    if first == YamlByte.zero, let mark = rest.dropFirst().first, [0x62, 0x6F, 0x78].contains(mark | 0x20) {
      return rest.dropFirst(2).allSatisfy { YamlByte.isHexDigit($0) || $0 == YamlByte.underscore }
    }
    let mantissa = rest.prefix { YamlByte.isDigit($0) || $0 == YamlByte.underscore || $0 == YamlByte.comma }
    rest = rest.dropFirst(mantissa.count)
    var hasColon = false
    while rest.first == YamlByte.colon {
      let digits = rest.dropFirst().prefix(while: YamlByte.isDigit)
      guard !digits.isEmpty, digits.count <= 2 else { return false }
      rest = rest.dropFirst(digits.count + 1)
      hasColon = true
    }
    if rest.first == YamlByte.dot {
      rest = rest.dropFirst().drop { YamlByte.isDigit($0) || $0 == YamlByte.underscore }
    }
    if !hasColon, let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == YamlByte.plus || sign == YamlByte.dash { rest = rest.dropFirst() }
      rest = rest.drop(while: YamlByte.isDigit)
    }
    return rest.isEmpty
  }

  /// Dates, alone or with a time behind them.
  private static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.prefix(10).split(separator: YamlByte.dash, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2 else { return false }
    guard isAll(parts[0], YamlByte.isDigit), isAll(parts[1], YamlByte.isDigit) else { return false }
    let day = parts[2].prefix(while: YamlByte.isDigit)
    guard !day.isEmpty, day.count <= 2 else { return false }
    let rest = text[day.endIndex...]
    guard let next = rest.first else { return true }
    return next | 0x20 == UInt8(ascii: "t") || YamlByte.isBlank(next)
  }
}
