import Foundation
import Jinja

/// The filter `slugify` of cookiecutter, which is that of python-slugify.
///
/// Text beyond ASCII is written in Latin letters as far as its decomposition gives them, and a list of further letters
/// knows; python-slugify has a table of all scripts. Whatever is left is an error rather than another slug.
enum Slug {
  private static let signature = Signature(
    "SlugifyExtension.__init__.<locals>.slugify",
    [
      "value", "entities=", "decimal=", "hexadecimal=", "max_length=", "word_boundary=", "separator=", "save_order=",
      "stopwords=", "regex_pattern=", "lowercase=", "replacements=", "allow_unicode=",
    ])

  @Sendable static func filter(
    _ value: Value, _ arguments: Arguments, _ call: CallContext
  ) throws(TemplateError) -> Value {
    let bound = try signature.bind(
      Arguments([value] + arguments.positional, keywords: arguments.keywords))
    if case .undefined = value { _ = try value.str() }
    guard let text = value.text?.string else {
      throw TemplateError(runtime: "text must be str, bytes or bytearray, not \(value.typeName)")
    }
    try call.charge(byteCount: text.utf8.count * 16)
    if let pattern = bound[9], case .none = pattern {
    } else if bound[9] != nil {
      throw TemplateError(runtime: "slugify: regex_pattern is not supported")
    }
    var options = Options()
    options.decodesNames = try isTrue(bound[1], true)
    options.decodesDecimals = try isTrue(bound[2], true)
    options.decodesHexadecimals = try isTrue(bound[3], true)
    options.lengthLimit = try integer(bound[4])
    options.keepsWords = try isTrue(bound[5], false)
    options.separator = bound[6]?.text?.string ?? "-"
    options.keepsOrder = try isTrue(bound[7], false)
    options.stopWords = try texts(bound[8])
    options.isLowercase = try isTrue(bound[10], true)
    options.replacements = try pairs(bound[11])
    options.allowsUnicode = try isTrue(bound[12], false)
    return Value(try slug(of: text, options))
  }

  private static func isTrue(_ value: Value?, _ standard: Bool) throws(TemplateError) -> Bool {
    try value?.isTrue() ?? standard
  }

  private static func integer(_ value: Value?) throws(TemplateError) -> Int {
    switch value {
    case nil: return 0
    case .int(let number)?: return number
    case .bool(let flag)?: return flag ? 1 : 0
    case let value?: throw TemplateError(runtime: "max_length must be an int, not \(value.typeName)")
    }
  }

  private static func items(_ value: Value?) -> [Value] {
    switch value {
    case .list(let list)?: list.items
    case .tuple(let tuple)?: tuple.items
    default: []
    }
  }

  private static func texts(_ value: Value?) throws(TemplateError) -> [String] {
    var texts: [String] = []
    for item in items(value) { texts.append(try item.str().string) }
    return texts
  }

  private static func pairs(_ value: Value?) throws(TemplateError) -> [(String, String)] {
    var pairs: [(String, String)] = []
    for item in items(value) {
      let pair = try texts(item)
      guard pair.count == 2 else {
        throw TemplateError(runtime: "not enough values to unpack (expected 2, got \(pair.count))")
      }
      pairs.append((pair[0], pair[1]))
    }
    return pairs
  }
}
