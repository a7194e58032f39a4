/// The values of TOML that aren't in quotes or brackets.
enum TomlWord {
  /// Returns what a word is, nil where it is nothing; dates and times count as expressions.
  static func kind(of word: ArraySlice<UInt8>) -> Syntax.Kind? {
    // Most words are whole numbers.
    if let first = word.first, first != UInt8(ascii: "0") || word.count == 1, word.allSatisfy(\.isDigit) {
      return .number
    }
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return .expression
    default: break
    }
    if isInteger(word) || isFloat(word) { return .number }
    return isDateOrTime(word) ? .expression : nil
  }

  static func isInteger(_ word: ArraySlice<UInt8>) -> Bool {
    if word.count > 2, word.first == UInt8(ascii: "0") {
      let digits = word.dropFirst(2)
      switch word[word.startIndex + 1] {
      case UInt8(ascii: "x"): return areDigits(digits) { $0.isHexDigit }
      case UInt8(ascii: "o"): return areDigits(digits) { (0x30...0x37).contains($0) }
      case UInt8(ascii: "b"): return areDigits(digits) { (0x30...0x31).contains($0) }
      default: break
      }
    }
    let digits = unsigned(word)
    return areDigits(digits, \.isDigit) && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
  }

  static func isFloat(_ word: ArraySlice<UInt8>) -> Bool {
    let digits = unsigned(word)
    let mark = digits.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
    let mantissa = digits[..<(mark ?? digits.endIndex)]
    if let mark, !areDigits(unsigned(digits[(mark + 1)...]), \.isDigit) { return false }
    let parts = mantissa.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count == 2 || mark != nil, let whole = parts.first else { return false }
    if parts.count == 2, !areDigits(parts[1], \.isDigit) { return false }
    return areDigits(whole, \.isDigit) && (whole.count == 1 || whole.first != UInt8(ascii: "0"))
  }

  /// Whether it is digits with single underscores between them.
  private static func areDigits(_ word: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool) -> Bool {
    word.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  private static func unsigned(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    word.first == UInt8(ascii: "+") || word.first == UInt8(ascii: "-") ? word.dropFirst() : word
  }

  // MARK: Dates

  static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    guard fits(word, "dddd-dd-dd") else { return false }
    let text = Array(word)
    let (year, month, day) = (number(text[0..<4]), number(text[5..<7]), number(text[8..<10]))
    guard (1...12).contains(month) else { return false }
    let isLeapYear = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let days = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  static func isDateOrTime(_ word: ArraySlice<UInt8>) -> Bool {
    if isDate(word) || isTime(word) { return true }
    guard isDate(word.prefix(10)), word.count > 11 else { return false }
    let mark = word[word.startIndex + 10]
    guard mark | 0x20 == UInt8(ascii: "t") || mark == UInt8(ascii: " ") else { return false }
    var time = word.dropFirst(11)
    if let last = time.last, last | 0x20 == UInt8(ascii: "z") {
      time = time.dropLast()
    } else if time.count > 6, fits(time.suffix(6), "sdd:dd") {
      let offset = Array(time.suffix(5))
      guard number(offset[0..<2]) < 24, number(offset[3..<5]) < 60 else { return false }
      time = time.dropLast(6)
    }
    return isTime(time)
  }

  private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
    let whole = word.prefix(8)
    guard fits(whole, "dd:dd:dd") else { return false }
    let text = Array(whole)
    guard number(text[0..<2]) < 24, number(text[3..<5]) < 60, number(text[6..<8]) <= 60 else { return false }
    let fraction = word.dropFirst(8)
    return fraction.isEmpty
      || (fraction.first == UInt8(ascii: ".") && fraction.count > 1 && fraction.dropFirst().allSatisfy(\.isDigit))
  }

  /// Whether each byte is what the pattern has in its place: `d` a digit, `s` a sign, or itself.
  private static func fits(_ word: ArraySlice<UInt8>, _ pattern: String) -> Bool {
    word.count == pattern.utf8.count
      && zip(word, pattern.utf8).allSatisfy { byte, sign in
        switch sign {
        case UInt8(ascii: "d"): byte.isDigit
        case UInt8(ascii: "s"): byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        default: byte == sign
        }
      }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }
}
