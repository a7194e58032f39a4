/// What to do about common mistakes.
enum SyntaxHints {
  static let githubActions =
    "GitHub Actions' ${{ }} is not for Jinja2: put it between {% raw %} and {% endraw %}"

  /// Whether the last print statement that starts before an offset has a `$` in front, as GitHub Actions writes it.
  static func isGitHubExpression(_ source: Source, _ settings: Settings, at offset: Int) -> Bool {
    let opening = Array(settings.variableStart.utf8)
    let end = min(offset + opening.count, source.bytes.count)
    guard let start = TextSearch.findLast(opening, in: source.bytes[..<end]), start > 0 else { return false }
    return source.bytes[start - 1] == UInt8(ascii: "$")
  }

  static func unexpectedCharacter(_ scalar: UInt32, _ bytes: [UInt8], at offset: Int) -> String? {
    switch scalar {
    case 0x26: return "write `and` for `&&`"
    case 0x21: return "write `not` for `!`"
    case 0x22, 0x27: return "the string is never closed"
    case 0x3F: return "write `a if test else b` for `test ? a : b`"
    case 0x24, 0x40, 0x5C, 0x60: return "text that isn't for Jinja2 goes between {% raw %} and {% endraw %}"
    default: return nil
    }
  }

  static func unclosedComment(_ source: Source, _ settings: Settings, at start: Int) -> String {
    if start > 0, source.bytes[start - 1] == UInt8(ascii: "$") {
      return "the shell's ${#…} starts a comment of Jinja2: put it between {% raw %} and {% endraw %}"
    }
    return "\(settings.commentStart) starts a comment that needs \(settings.commentEnd); "
      + "text that isn't for Jinja2 goes between {% raw %} and {% endraw %}"
  }

  private static let knownTags: [String: String] = [
    "elseif": "elif", "elsif": "elif", "endforeach": "endfor", "foreach": "for", "end": "endif or endfor",
    "fi": "endif", "unless": "if not", "switch": "if and elif", "case": "elif", "while": "for", "let": "set",
    "assign": "set", "capture": "set … endset", "comment": "{# … #}", "endcomment": "#}", "verbatim": "raw",
    "endverbatim": "endraw", "load": "import or from", "url": "a function", "csrf_token": "a variable",
  ]

  /// What to write instead of a tag that Jinja2 doesn't have.
  static func unknownTag(_ name: String, known: [String]) -> String? {
    switch name {
    case "do": return "add the extension jinja2.ext.do"
    case "break", "continue": return "add the extension jinja2.ext.loopcontrols"
    case "now": return "add the extension jinja2_time.TimeExtension"
    case "trans", "pluralize", "endtrans": return "translations (jinja2.ext.i18n) are not supported"
    default: break
    }
    if let instead = knownTags[name] { return "Jinja2 writes \(instead) for \(name)" }
    return closest(to: name, among: known).map { "did you mean \($0)?" }
  }

  /// The candidate that is most like a name, if one is alike enough.
  static func closest(to name: String, among candidates: [String]) -> String? {
    let scalars = Array(name.unicodeScalars.prefix(64))
    let limit = max(1, scalars.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates.sorted() where candidate != name {
      let distance = distance(scalars, Array(candidate.unicodeScalars.prefix(64)))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.name
  }

  /// The number of insertions, deletions and replacements between two names.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var previous = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = previous[column] + (scalar == other ? 0 : 1)
        current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
