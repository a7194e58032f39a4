extension Text {
  /// `str.upper()`.
  var uppercased: Text {
    if isASCII {
      return Text(bytes: bytes.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }, isASCII: true, isSafe: isSafe)
    }
    return Text(scalars: scalars.flatMap(CodePoint.upper), isSafe: isSafe)
  }

  /// `str.lower()`.
  var lowercased: Text {
    if isASCII {
      return Text(bytes: bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, isASCII: true, isSafe: isSafe)
    }
    let scalars = scalars
    return Text(scalars: scalars.indices.flatMap { Text.lower(scalars, at: $0) }, isSafe: isSafe)
  }

  /// Lower case, with the sigma that ends a word.
  fileprivate static func lower(_ scalars: [UInt32], at index: Int) -> [UInt32] {
    guard scalars[index] == 0x3A3 else { return CodePoint.lower(scalars[index]) }
    let before = scalars[..<index].last { !CodePoint.isCaseIgnorable($0) }
    let after = scalars[(index + 1)...].first { !CodePoint.isCaseIgnorable($0) }
    let isFinal = before.map(CodePoint.isCased) == true && after.map(CodePoint.isCased) != true
    return [isFinal ? 0x3C2 : 0x3C3]
  }

  /// `str.capitalize()`.
  var capitalized: Text {
    let scalars = scalars
    guard let first = scalars.first else { return self }
    let rest = scalars.indices.dropFirst().flatMap { Text.lower(scalars, at: $0) }
    return Text(scalars: CodePoint.title(first) + rest, isSafe: isSafe)
  }

  /// `str.title()`: every letter after one that has no case is capital.
  var titled: Text {
    var result: [UInt32] = []
    var followsCased = false
    let scalars = scalars
    for index in scalars.indices {
      result += followsCased ? Text.lower(scalars, at: index) : CodePoint.title(scalars[index])
      followsCased = CodePoint.isCased(scalars[index])
    }
    return Text(scalars: result, isSafe: isSafe)
  }

  fileprivate var caseSwapped: Text {
    let scalars = scalars
    return Text(
      scalars: scalars.indices.flatMap { index -> [UInt32] in
        if CodePoint.isUpper(scalars[index]) { return Text.lower(scalars, at: index) }
        return CodePoint.isLower(scalars[index]) ? CodePoint.upper(scalars[index]) : [scalars[index]]
      }, isSafe: isSafe)
  }

  /// `str.isupper()` and `str.islower()`: all cased code points are so, and there is one.
  func isAll(upper: Bool) -> Bool {
    var isCased = false
    for scalar in scalars {
      let isWrong = upper ? CodePoint.isLower(scalar) : CodePoint.isUpper(scalar)
      if isWrong || CodePoint.isTitle(scalar) { return false }
      if upper ? CodePoint.isUpper(scalar) : CodePoint.isLower(scalar) { isCased = true }
    }
    return isCased
  }

  fileprivate var isTitled: Bool {
    var followsCased = false
    var found = false
    for scalar in scalars {
      if CodePoint.isUpper(scalar) || CodePoint.isTitle(scalar) {
        if followsCased { return false }
        followsCased = true
        found = true
      } else if CodePoint.isLower(scalar) {
        guard followsCased else { return false }
        found = true
      } else {
        followsCased = false
      }
    }
    return found
  }

  fileprivate var isIdentifier: Bool {
    let scalars = scalars
    guard let first = scalars.first, CodePoint.isIdentifierStart(first) else { return false }
    return scalars.allSatisfy(CodePoint.isIdentifierPart)
  }

  /// Whether the text isn't empty and all its code points pass.
  fileprivate func isAll(_ test: (UInt32) -> Bool) -> Value {
    .bool(!isEmpty && scalars.allSatisfy(test))
  }
}

extension Methods {
  static let textCase = Dictionary(
    uniqueKeysWithValues: [
      onText("upper") { (text, _, _) in .string(text.uppercased) },
      onText("lower") { (text, _, _) in .string(text.lowercased) },
      onText("capitalize") { (text, _, _) in .string(text.capitalized) },
      onText("title") { (text, _, _) in .string(text.titled) },
      onText("swapcase") { (text, _, _) in .string(text.caseSwapped) },
      onText("casefold") { (text, _, _) in text.with(scalars: text.scalars.flatMap(CodePoint.folded)) },
    ])

  static let textTests = Dictionary(
    uniqueKeysWithValues: [
      onText("isupper") { (text, _, _) in .bool(text.isAll(upper: true)) },
      onText("islower") { (text, _, _) in .bool(text.isAll(upper: false)) },
      onText("istitle") { (text, _, _) in .bool(text.isTitled) },
      onText("isalpha") { (text, _, _) in text.isAll(CodePoint.isLetter) },
      onText("isalnum") { (text, _, _) in text.isAll(CodePoint.isAlphanumeric) },
      onText("isdigit") { (text, _, _) in text.isAll(CodePoint.isDigit) },
      onText("isdecimal") { (text, _, _) in text.isAll(CodePoint.isDecimal) },
      onText("isnumeric") { (text, _, _) in text.isAll(CodePoint.isNumeric) },
      onText("isspace") { (text, _, _) in text.isAll(CodePoint.isSpace) },
      onText("isidentifier") { (text, _, _) in .bool(text.isIdentifier) },
      onText("isascii") { (text, _, _) in .bool(text.isASCII) },
      onText("isprintable") { (text, _, _) in .bool(text.scalars.allSatisfy(CodePoint.isPrintable)) },
    ])
}
