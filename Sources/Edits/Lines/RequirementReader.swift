/// Reads one requirement: `name [extras] versions ; marker --hash=…` or `name @ URL` (PEP 508, and pip's options behind it).
struct RequirementReader {
  private let bytes: [UInt8]
  private let end: Int
  private var index: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    if index == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = min(3, end) }
  }

  consuming func requirement() -> Requirement? {
    skipSpaces()
    let start = index
    guard index < end, isNameEdge(bytes[index]) else { return nil }
    while index < end, isNameEdge(bytes[index]) || "-_.".utf8.contains(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    var afterName = index
    skipSpaces()
    if index < end, bytes[index] == UInt8(ascii: "[") {
      guard let close = bytes[index..<end].firstIndex(of: UInt8(ascii: "]")) else { return nil }
      index = close + 1
      afterName = index
      skipSpaces()
    }
    let hasHashes = contains("--hash")
    if index < end, bytes[index] == UInt8(ascii: "@") {
      return Requirement(
        name: name, specifier: afterName..<afterName, hasURL: true, hasHashes: hasHashes, offset: start)
    }
    let range = specifier()
    // A path such as `name/setup.py` or a URL such as `https://…` is no name.
    guard let first = range.isEmpty ? nil : bytes[range.lowerBound] else {
      guard index >= end || isEnd(at: index) else { return nil }
      return Requirement(
        name: name, specifier: afterName..<afterName, hasURL: false, hasHashes: hasHashes, offset: start)
    }
    guard "=<>!~^".utf8.contains(first) else { return nil }
    return Requirement(name: name, specifier: range, hasURL: false, hasHashes: hasHashes, offset: start)
  }

  /// Goes past the comparisons and returns where they stand, without brackets and spaces around them.
  private mutating func specifier() -> Range<Int> {
    if index < end, bytes[index] == UInt8(ascii: "("),
      let close = bytes[index..<end].firstIndex(of: UInt8(ascii: ")"))
    {
      index += 1
      skipSpaces()
      return index..<trimmedEnd(close, from: index)
    }
    let start = index
    while index < end, !isEnd(at: index) { index += 1 }
    return start..<trimmedEnd(index, from: start)
  }

  /// Whether a marker, an option, a comment or the next line's continuation begins here.
  private func isEnd(at place: Int) -> Bool {
    let isBehindSpace = place == 0 || RequirementsFile.isSpace(bytes[place - 1])
    switch bytes[place] {
    case UInt8(ascii: ";"): return true
    case UInt8(ascii: "#"): return isBehindSpace
    case UInt8(ascii: "-"): return isBehindSpace
    default: return false
    }
  }

  private func trimmedEnd(_ limit: Int, from start: Int) -> Int {
    var last = limit
    while last > start, RequirementsFile.isSpace(bytes[last - 1]) || bytes[last - 1] == UInt8(ascii: "\\") { last -= 1 }
    return last
  }

  private mutating func skipSpaces() {
    while index < end, RequirementsFile.isSpace(bytes[index]) || isContinuation(at: index) { index += 1 }
  }

  private func isContinuation(at place: Int) -> Bool {
    bytes[place] == UInt8(ascii: "\\") && place + 1 < end
      && (bytes[place + 1] == UInt8(ascii: "\n") || bytes[place + 1] == UInt8(ascii: "\r"))
  }

  private func isNameEdge(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    return (index..<max(index, end - word.count + 1)).contains { bytes[$0...].starts(with: word) }
  }
}
