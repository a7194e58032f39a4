import Edits
import Foundation

/// Data in the notation of toml-test: every scalar an object with its type and its value as text.
enum TomlTestData {
  /// Whether the editor reads what the notation says.
  static func isSame(_ value: EditValue, as notation: String) throws -> Bool {
    isSame(value, try JSONSerialization.jsonObject(with: Data(notation.utf8)))
  }

  private static func isSame(_ value: EditValue, _ wanted: Any) -> Bool {
    if let wanted = wanted as? [Any], case .array(let items) = value {
      return items.count == wanted.count && zip(items, wanted).allSatisfy { isSame($0, $1) }
    }
    guard let wanted = wanted as? [String: Any] else { return false }
    if wanted.count == 2, let type = wanted["type"] as? String, let text = wanted["value"] as? String {
      return isScalar(value, type, text)
    }
    // Tables with dotted keys on one line are values that can be replaced as a whole only.
    if case .code(let text) = value { return text.hasPrefix("{") && text.contains(".") }
    guard case .object(let members) = value, members.count == wanted.count else { return false }
    return members.allSatisfy { member in wanted[member.key].map { isSame(member.value, $0) } ?? false }
  }

  private static func isScalar(_ value: EditValue, _ type: String, _ text: String) -> Bool {
    switch (type, value) {
    case ("bool", .boolean(let flag)): text == (flag ? "true" : "false")
    case ("string", .string(let string)): string.utf8.elementsEqual(text.utf8)
    case ("integer", .number(let number)): integer(number) == Int(text)
    case ("float", .number(let number)): Double(number.replacing("_", with: "")) == Double(text)
    case ("float", .code(let word)): Double(word)?.description == Double(text)?.description
    case ("time", .string(let time)): normalized(time) == normalized(text)
    default: false
    }
  }

  private static func integer(_ number: String) -> Int? {
    let digits = number.replacing("_", with: "")
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
      return Int(digits.dropFirst(2), radix: radix)
    }
    return Int(digits)
  }

  /// A time with a `T`, six digits of the second's fraction or none, and an offset with digits.
  private static func normalized(_ time: String) -> String {
    var text = time.uppercased().replacing(" ", with: "T").replacing("Z", with: "+00:00")
    guard let dot = text.firstIndex(of: ".") else { return text }
    let digits = text[text.index(after: dot)...].prefix(while: \.isNumber)
    let six = (digits + "000000").prefix(6)
    text.replaceSubrange(digits.startIndex..<digits.endIndex, with: six)
    return text
  }
}
