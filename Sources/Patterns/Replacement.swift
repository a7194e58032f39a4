/// What takes a match's place: text with `${1}` or `${name}` for a group and `$$` for a dollar sign.
///
/// Any other `$` is itself, so `$HOME` and `${project.version}` need no escape.
public struct Replacement: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case text([UInt8])
    /// The first of these groups that took part.
    case group([Int])
  }

  private let parts: [Part]

  /// Text in which nothing is special.
  public init(literal text: String) {
    parts = [.text(Array(text.utf8))]
  }

  /// Reads a template for the matches of `pattern`; throws for a group that the pattern doesn't have.
  public init(_ template: String, for pattern: Pattern) throws(ReplacementError) {
    var parts: [Part] = []
    var text: [UInt8] = []
    let bytes = Array(template.utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count else {
        text.append(bytes[index])
        index += 1
        continue
      }
      if bytes[index + 1] == UInt8(ascii: "$") {
        text.append(bytes[index])
        index += 2
      } else if let reference = Replacement.reference(in: bytes, at: index) {
        parts += [.text(text), .group(try Replacement.groups(called: reference.name, in: pattern, at: index))]
        text = []
        index = reference.end
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    self.parts = parts + [.text(text)]
  }

  /// Whether all of the text but what groups bring is ASCII, so that it means the same in every 8-bit encoding.
  public var isASCII: Bool {
    parts.allSatisfy { if case .text(let text) = $0 { text.allSatisfy { $0 < 0x80 } } else { true } }
  }

  /// Returns what takes the place of a match in `bytes`; a group that took no part gives nothing.
  public func expanded(for match: PatternMatch, in bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .group(let numbers):
        if let range = numbers.lazy.compactMap({ match.groups[$0] }).first { result += bytes[range] }
      }
    }
    return result
  }

  /// Returns the name or number in a `${…}` that begins at `index`, if it is one, and the offset after it.
  private static func reference(in bytes: [UInt8], at index: Int) -> (name: String, end: Int)? {
    let start = index + 2
    guard start < bytes.count, bytes[index + 1] == UInt8(ascii: "{"),
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "}")), end > start
    else { return nil }
    let name = bytes[start..<end]
    let isNumber = name.allSatisfy(isDigit)
    let isName = !isDigit(bytes[start]) && name.allSatisfy { isDigit($0) || isLetter($0) }
    return isNumber || isName ? (String(decoding: name, as: UTF8.self), end + 1) : nil
  }

  private static func groups(
    called name: String, in pattern: Pattern, at offset: Int
  ) throws(ReplacementError) -> [Int] {
    if let numbers = pattern.groupNumbers[name] { return numbers }
    if let number = Int(name), number <= pattern.groupCount { return [number] }
    throw ReplacementError(group: name, offset: offset, groupCount: pattern.groupCount)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}

/// A replacement names a group that its pattern doesn't have.
public struct ReplacementError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The group's name or number.
  public let group: String
  /// Where the `$` stands, in bytes of the template.
  public let offset: Int
  private let groupCount: Int

  init(group: String, offset: Int, groupCount: Int) {
    self.group = group
    self.offset = offset
    self.groupCount = groupCount
  }

  public var description: String {
    let count = groupCount == 0 ? "no groups" : groupCount == 1 ? "one group" : "\(groupCount) groups"
    return "\"${\(group)}\" names a group that the pattern doesn't have: it has \(count)"
  }
}
