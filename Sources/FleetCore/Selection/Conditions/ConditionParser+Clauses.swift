import Documents
import Patterns

extension ConditionParser {
  private static let keys = ["file", "contains", "pins", "tag", "name", "branch", "template"]
  private static let example = "a clause such as file:tox.ini or tag:django"

  /// Reads one clause. Consumes something unless a `)` or the end is next.
  mutating func clause() -> ConditionNode? {
    let start = scanner.position
    guard let next = scanner.next, next != ")" else {
      note("expected \(Self.example), found \(found)")
      return nil
    }
    let word = scanner.nextWord
    let key = scanner.takeKey()
    guard !key.isEmpty, scanner.take(":") else {
      note(wrongWord(word, next), at: start)
      if scanner.takeWord().isEmpty, key.isEmpty { scanner.skipOne() }
      return nil
    }
    guard let kind = kind(key, keyPosition: start) else { return nil }
    let text = scanner.text(start..<scanner.position)
    return ConditionNode(kind: .clause(ConditionClause(kind: kind, text: text)), text: text)
  }

  private func wrongWord(_ word: String, _ next: Unicode.Scalar) -> String {
    let plain = word.lowercased()
    if ["and", "or", "not"].contains(plain) {
      return word == plain
        ? "expected \(Self.example), found \(quoted(word))"
        : "expected \(plain) in small letters, found \(quoted(word))"
    }
    return "expected \(Self.example), found \(quoted(word.isEmpty ? String(next) : word))"
  }

  private mutating func kind(_ key: String, keyPosition: Int) -> ConditionClause.Kind? {
    switch key {
    case "file": return glob(key).map { .file($0) }
    case "tag": return glob(key).map { .tag($0) }
    case "name": return glob(key).map { .name($0) }
    case "branch": return glob(key).map { .branch($0) }
    case "template": return text(key).map { .template($0.text) }
    case "pins": return library(key)
    case "contains": return contains()
    default:
      let near = suggestion(for: key, among: Self.keys).map { "; did you mean \($0):?" } ?? ""
      let names = Self.keys.map { $0 + ":" }.joined(separator: ", ")
      note("expected one of \(names), found \(quoted(key + ":"))\(near)", at: keyPosition)
      if scanner.next == "\"" { _ = scanner.takeDelimited(escapes: []) } else { _ = scanner.takeWord() }
      return nil
    }
  }

  private mutating func library(_ key: String) -> ConditionClause.Kind? {
    guard let (name, position) = text(key) else { return nil }
    guard libraries.contains(name) else {
      let near = suggestion(for: name, among: libraries).map { "; did you mean \($0)?" } ?? ""
      note("expected the name of a library of the manifest, found \(quoted(name))\(near)", at: position)
      return nil
    }
    return .pins(library: name)
  }

  /// Reads a text in quotes, or a plain word; the position is that of its first character.
  private mutating func text(_ key: String) -> (text: String, position: Int)? {
    let start = scanner.position
    guard scanner.next == "\"" else {
      let word = scanner.takeWord()
      if word.isEmpty { note("expected a value after \(key): and no space, found \(found)") }
      return word.isEmpty ? nil : (word, start)
    }
    guard let text = scanner.takeDelimited(escapes: ["\"", "\\"]) else {
      note("expected a closing \" for the text that begins here", at: start)
      return nil
    }
    if text.isEmpty { note("expected a text that isn't empty", at: start) }
    return text.isEmpty ? nil : (text, start + 1)
  }

  private mutating func glob(_ key: String) -> Glob? {
    guard let (text, position) = text(key) else { return nil }
    do {
      return try Glob(text)
    } catch {
      note("expected a glob: \(error.message)", at: position + error.character - 1)
      return nil
    }
  }

  private mutating func contains() -> ConditionClause.Kind? {
    let pattern = scanner.next == "/" ? expression() : literal()
    guard scanner.take(wordAhead: "in") else { return pattern.map { .contains(ContentSearch($0), in: nil) } }
    scanner.skipSpaces()
    let glob = glob("in")
    guard let pattern, let glob else { return nil }
    return .contains(ContentSearch(pattern), in: glob)
  }

  private mutating func literal() -> Pattern? {
    guard let (text, position) = text("contains") else { return nil }
    do {
      return try Pattern(literal: text)
    } catch {
      note("expected a text: \(error.message)", at: position)
      return nil
    }
  }

  /// Reads `/…/`, with an `i` behind it for letters of both cases.
  private mutating func expression() -> Pattern? {
    let start = scanner.position
    guard let text = scanner.takeDelimited(escapes: ["/"]) else {
      note("expected a closing / for the regular expression that begins here", at: start)
      return nil
    }
    let isCaseless = scanner.take("i")
    do {
      return try Pattern(text, options: isCaseless ? [.multiline, .ignoreCase] : .multiline)
    } catch {
      note("expected a regular expression: \(error.message)", at: start + error.character)
      return nil
    }
  }
}

extension ConditionScanner {
  /// Takes a word that follows after white space; stays where it was if another one does.
  fileprivate mutating func take(wordAhead word: String) -> Bool {
    var ahead = self
    ahead.skipSpaces()
    guard ahead.position > position, ahead.take(word: word) else { return false }
    self = ahead
    return true
  }
}
