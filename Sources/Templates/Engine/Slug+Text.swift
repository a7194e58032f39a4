import Foundation
import Jinja

extension Slug {
  struct Options {
    var decodesNames = true
    var decodesDecimals = true
    var decodesHexadecimals = true
    var lengthLimit = 0
    /// Whether only whole words are kept under the limit.
    var keepsWords = false
    var separator = "-"
    /// Whether the first word that is too long ends the text.
    var keepsOrder = false
    var stopWords: [String] = []
    var isLowercase = true
    var replacements: [(String, String)] = []
    var allowsUnicode = false
  }

  static func slug(of source: String, _ options: Options) throws(TemplateError) -> String {
    var text = source
    for (old, new) in options.replacements { text = text.replacingOccurrences(of: old, with: new, options: .literal) }
    text = replacingRuns(in: text, with: "-") { $0 == "'" }
    text =
      options.allowsUnicode
      ? text.precomposedStringWithCompatibilityMapping
      : try latin(text.decomposedStringWithCompatibilityMapping)
    text = decoded(text, options)
    text =
      options.allowsUnicode
      ? text.precomposedStringWithCompatibilityMapping : text.decomposedStringWithCompatibilityMapping
    if options.isLowercase { text = text.lowercased() }
    text = replacingRuns(in: text, with: "") { $0 == "'" }
    text = withoutCommasInNumbers(text)
    text = replacingRuns(in: text, with: "-") { !isAllowed($0, options) }
    text = replacingRuns(in: text, with: "-") { $0 == "-" }
    text = stripped(text)
    if !options.stopWords.isEmpty {
      let excluded = options.isLowercase ? options.stopWords.map { $0.lowercased() } : options.stopWords
      text = words(text).filter { !excluded.contains($0) }.joined(separator: "-")
    }
    for (old, new) in options.replacements { text = text.replacingOccurrences(of: old, with: new, options: .literal) }
    if options.lengthLimit > 0 { text = shortened(text, options) }
    return options.separator == "-"
      ? text : text.replacingOccurrences(of: "-", with: options.separator, options: .literal)
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
  }

  private static func replacingRuns(
    in text: String, with replacement: String, where isPart: (Unicode.Scalar) -> Bool
  ) -> String {
    var output = String.UnicodeScalarView()
    var isInside = false
    for scalar in text.unicodeScalars {
      let matches = isPart(scalar)
      if !matches { output.append(scalar) } else if !isInside { output.append(contentsOf: replacement.unicodeScalars) }
      isInside = matches
    }
    return String(output)
  }

  private static func isAllowed(_ scalar: Unicode.Scalar, _ options: Options) -> Bool {
    if scalar.isASCII {
      let isWord = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      return isWord || (scalar == "-" && !options.allowsUnicode)
    }
    guard options.allowsUnicode else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  private static func stripped(_ text: String) -> String {
    String(text.drop { $0 == "-" }.reversed().drop { $0 == "-" }.reversed())
  }

  /// `(?<=\d),(?=\d)` is taken out.
  private static func withoutCommasInNumbers(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    func isDigit(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].properties.generalCategory == .decimalNumber
    }
    var output = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() where scalar != "," || !isDigit(index - 1) || !isDigit(index + 1) {
      output.append(scalar)
    }
    return String(output)
  }

  /// python-slugify's `smart_truncate`.
  private static func shortened(_ source: String, _ options: Options) -> String {
    let text = stripped(source)
    let limit = options.lengthLimit
    guard text.unicodeScalars.count >= limit else { return text }
    let cut = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    guard options.keepsWords else { return stripped(cut) }
    guard text.contains("-") else { return cut }
    var kept = ""
    for word in words(text) where !word.isEmpty {
      let length = kept.unicodeScalars.count + word.unicodeScalars.count
      if length < limit {
        kept += word + "-"
      } else if length == limit {
        kept += word
        break
      } else if options.keepsOrder {
        break
      }
    }
    return stripped(kept.isEmpty ? cut : kept)
  }

  // MARK: Letters

  /// What decomposition doesn't give, in the spelling of text-unidecode.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ł": "l", "Ł": "L", "œ": "oe", "Œ": "OE", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "NG", "Ŋ": "ng", "ŧ": "t", "Ŧ": "T",
    "ĸ": "k", "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "--",
    "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": ",,", "\u{201A}": ",",
    "\u{2022}": "*", "€": "EUR", "£": "PS", "©": "(c)", "®": "(r)", "«": "<<", "»": ">>", "¡": "!", "¿": "?", "·": "*",
    "×": "x", "÷": "/", "§": "SS", "¶": "P", "±": "+-", "¢": "C/", "¥": "Y=", "\u{AD}": "", "\u{200B}": " ",
    "\u{2044}": "/", "°": "deg",
  ]

  private static func latin(_ text: String) throws(TemplateError) -> String {
    var output = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        output.append(scalar)
      } else if let letters = letters[scalar] {
        output.append(contentsOf: letters.unicodeScalars)
      } else if !(0x300...0x36F).contains(scalar.value) {
        throw TemplateError(
          runtime: "slugify can't write \"\(scalar)\" in Latin letters",
          hint: "only Latin letters are known here; give allow_unicode=true to keep others")
      }
    }
    return String(output)
  }

  // MARK: Character references

  private static func decoded(_ source: String, _ options: Options) -> String {
    guard source.utf8.contains(UInt8(ascii: "&")) else { return source }
    var text = source
    if options.decodesNames {
      text = replacingReferences(in: text) { body in
        Text.character(namedInHTML: String(body))?.string
      }
    }
    // Of each kind all or none are replaced: one that is no character leaves the others too.
    if options.decodesDecimals { text = numericDecoded(text, prefix: "#", radix: 10) }
    if options.decodesHexadecimals { text = numericDecoded(text, prefix: "#x", radix: 16) }
    return text
  }

  private static func numericDecoded(_ text: String, prefix: String, radix: Int) -> String {
    var isValid = true
    let result = replacingReferences(in: text) { body in
      guard body.hasPrefix(prefix) else { return nil }
      let digits = body.dropFirst(prefix.count)
      guard !digits.isEmpty, digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).hexDigitValue ?? 16 < radix })
      else { return nil }
      guard let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) else {
        isValid = false
        return nil
      }
      return String(scalar)
    }
    return isValid ? result : text
  }

  private static func replacingReferences(in text: String, _ replacement: (Substring) -> String?) -> String {
    var output = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      output += rest[..<start]
      rest = rest[start...]
      if let end = rest.firstIndex(of: ";"), let new = replacement(rest[rest.index(after: start)..<end]) {
        output += new
        rest = rest[rest.index(after: end)...]
      } else {
        output += "&"
        rest = rest.dropFirst()
      }
    }
    return output + rest
  }
}
