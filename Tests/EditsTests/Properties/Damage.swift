import Edits
import FleetTestSupport
import Foundation

/// Random damage and random edits, the same in every run unless the environment asks for more.
enum Damage {
  /// `FLEET_FUZZ_SEED` chooses other numbers.
  static let seed = ProcessInfo.processInfo.environment["FLEET_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_241_105

  /// `FLEET_FUZZ_FACTOR` makes a test do so many times what it does in `make test`.
  static func rounds(_ count: Int) -> Int {
    count * (ProcessInfo.processInfo.environment["FLEET_FUZZ_FACTOR"].flatMap(Int.init) ?? 1)
  }

  static func operation(_ random: inout SeededGenerator) -> EditRequest.Operation {
    let values: [EditValue] = [
      1, -2.5, true, nil, "", "plain", "it's \"q\" \\ # ; = : é", " \n\t ", "<&>", [], [1, "x"], [:], ["k": ["v": [2]]],
    ]
    let value = values.randomElement(using: &random) ?? nil
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return .delete(missing: .fail)
    case 1: return .rename(to: "renamed", missing: .fail)
    case 2: return .append(value, missing: .create)
    default: return .set(value, missing: .create)
    }
  }

  /// The bytes with one to three pieces taken out, doubled, or put in.
  static func done(to bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    let pieces = [
      "\n", "\r\n", "\r", "  ", "\t", "\"", "'", "#", "//", "/*", "*/", "\\", "{", "}", "[", "]", "(", ")", ",", ":",
      "=",
      "<", ">", "</", "<!--", "-->", "&", ";", "'''", "\"\"\"", "f'{", "lambda x: ", "**x", "é", "1", "null",
      "\u{FEFF}", "[a]\n", "- ", ": ", "? ", "&x ", "*x", "!t ", "|", ">-", "---\n", "<<: ", "[[a]]\n", "a.b = 1\n",
      "= ",
    ]
    var bytes = bytes
    for _ in 0...Int.random(in: 0..<3, using: &random) {
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0..<8, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: start)
      default: bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: start)
      }
    }
    return bytes
  }
}
