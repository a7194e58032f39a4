import Edits
import FleetTestSupport

/// Makes values, and texts that spell them in all the ways that YAML has.
struct YamlGenerator {
  var random: SeededGenerator
  private var text = ""
  private var lineBreak = "\n"

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  static let plain = ["alpha", "b c", "x-y", "http://h:80/p", "it's", "a#b", "v1.2.3", "é", "日本"]
  static let unsafe = [
    "no", "12", "a: b", "x # c", "", " lead", "trail ", "- d", "q\"q", "b\\s", "[x", "{{ t }}", "tab\t.", "'",
  ]
  static let long = ["one\ntwo\n", "one\n\n  two", "end\n", "\nlate", "one\n \ntwo\n", "a\n# b\n"]
  static let numbers = ["0", "60", "-1.5", "1e3", "0.10", "12345678901234567890"]

  // MARK: Values

  mutating func value(depth: Int = 0) -> EditValue {
    switch pick(depth > 3 ? 6 : 12) {
    case 0: return .null
    case 1: return .boolean(coin())
    case 2: return .number(one(of: Self.numbers))
    case 3, 4: return .string(one(of: Self.plain))
    case 5: return .string(one(of: coin() ? Self.unsafe : Self.long))
    case 6...8: return .array((0..<pick(4)).map { _ in value(depth: depth + 1) })
    default: return mapping(depth: depth)
    }
  }

  private mutating func mapping(depth: Int) -> EditValue {
    .object((0..<pick(5)).map { EditValue.Member(key: key($0), value: value(depth: depth + 1)) })
  }

  mutating func key(_ number: Int) -> String { one(of: coin() ? Self.plain : Self.unsafe) + "\(number)" }

  // MARK: Text

  /// Returns a document whose data is a mapping or a list, and that data.
  mutating func document() -> (text: String, value: EditValue) {
    lineBreak = pick(4) == 0 ? "\r\n" : "\n"
    text = pick(8) == 0 ? "\u{FEFF}" : ""
    var root = mapping(depth: 0)
    if pick(3) == 0 { root = .array([root, value(depth: 1)]) }
    if pick(4) == 0 { text += "# top" + lineBreak }
    if pick(4) == 0 { text += "---" + comment() + lineBreak }
    if isEmpty(root) {
      text += flow(root) + lineBreak
    } else {
      block(root, column: pick(5) == 0 ? 2 : 0, isCompact: false)
    }
    if pick(6) == 0 { text += "# end" + lineBreak }
    if pick(6) == 0, !text.hasSuffix("|" + lineBreak) { text += "..." + lineBreak }
    return (text, root)
  }

  private func isEmpty(_ value: EditValue) -> Bool { value == .array([]) || value == .object([]) }

  private mutating func comment() -> String { pick(4) == 0 ? "  # note" : "" }

  private mutating func trivia(column: Int) {
    if pick(6) == 0 { text += lineBreak }
    if pick(6) == 0 { text += String(repeating: " ", count: column) + "# about" + lineBreak }
  }

  /// Writes the entries of a collection; the first one stands behind a dash already if it is compact.
  private mutating func block(_ value: EditValue, column: Int, isCompact: Bool) {
    let indentation = String(repeating: " ", count: column)
    switch value {
    case .object(let members):
      for (index, member) in members.enumerated() {
        if index > 0 || !isCompact {
          trivia(column: column)
          text += indentation
        }
        text += scalar(.string(member.key), isInFlow: true) + (pick(8) == 0 ? " :" : ":")
        content(member.value, column: column, listOffset: pick(2) * 2)
      }
    case .array(let items):
      for (index, item) in items.enumerated() {
        if index > 0 || !isCompact {
          trivia(column: column)
          text += indentation
        }
        text += "-"
        self.item(item, column: column)
      }
    default: text += scalar(value, isInFlow: false) + lineBreak
    }
  }

  private mutating func item(_ value: EditValue, column: Int) {
    guard isCollection(value), !isEmpty(value), coin() else { return content(value, column: column, listOffset: 1) }
    let gap = 1 + pick(3)
    text += String(repeating: " ", count: gap)
    block(value, column: column + 1 + gap, isCompact: true)
  }

  private func isCollection(_ value: EditValue) -> Bool {
    switch value {
    case .array, .object: true
    default: false
    }
  }

  /// Writes what stands behind a colon or a dash.
  private mutating func content(_ value: EditValue, column: Int, listOffset: Int) {
    if isCollection(value), !isEmpty(value), pick(4) > 0 {
      text += (pick(8) == 0 ? " &a\(pick(100))" : "") + comment() + lineBreak
      let isList = if case .array = value { true } else { false }
      block(value, column: column + (isList ? listOffset : 1 + pick(4)), isCompact: false)
      return
    }
    if case .null = value, coin() {
      text += comment() + lineBreak
      return
    }
    if case .string(let string) = value, let lines = literal(string, column: column + 1 + pick(4)) {
      text += lines
      return
    }
    let anchor = pick(10) == 0 ? "&s\(pick(100)) " : ""
    text += " " + anchor + (isCollection(value) ? flow(value) : scalar(value, isInFlow: false)) + comment() + lineBreak
  }

  /// Returns the text as a literal, where it is of several lines and chance wants it.
  private mutating func literal(_ string: String, column: Int) -> String? {
    guard string.contains("\n"), !string.hasPrefix("\n"), coin() else { return nil }
    let isTerminated = string.hasSuffix("\n")
    let body = isTerminated ? String(string.dropLast()) : string
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    let indentation = String(repeating: " ", count: column)
    return " |" + (isTerminated ? "" : "-") + comment() + lineBreak
      + lines.map { ($0.isEmpty ? "" : indentation + $0) + lineBreak }.joined()
  }

  private mutating func flow(_ value: EditValue) -> String {
    let separator = one(of: [", ", ",", " , "])
    switch value {
    case .array(let items):
      let texts = items.map { flow($0) }
      return "[" + texts.joined(separator: separator) + (texts.isEmpty || pick(6) > 0 ? "" : ",") + "]"
    case .object(let members):
      let texts = members.map { scalar(.string($0.key), isInFlow: true) + ": " + flow($0.value) }
      let space = coin() ? " " : ""
      return "{" + space + texts.joined(separator: separator) + space + "}"
    default: return scalar(value, isInFlow: true)
    }
  }

  private mutating func scalar(_ value: EditValue, isInFlow: Bool) -> String {
    guard case .string(let string) = value else {
      return value == .null ? one(of: ["null", "~", "Null"]) : value.shown
    }
    let isPlain = Self.plain.contains { string.hasPrefix($0) }
    if isPlain, pick(3) > 0 { return string }
    if !string.contains("\n"), coin() { return "'" + string.replacing("'", with: "''") + "'" }
    return value.jsonText
  }

  // MARK: Choices

  mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  mutating func coin() -> Bool { Bool.random(using: &random) }

  mutating func one(of texts: [String]) -> String { texts[pick(texts.count)] }
}
