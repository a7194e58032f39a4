/// A Python `str`: code points, kept as UTF-8. Lone surrogates are kept in the same three-byte form.
public struct Text: Sendable {
  public let bytes: [UInt8]
  let isASCII: Bool
  /// Whether it is a `Markup`: text that needs no escaping for HTML.
  let isSafe: Bool

  /// - Precondition: `bytes` are valid UTF-8.
  public init(bytes: [UInt8], isSafe: Bool = false) {
    self.bytes = bytes
    self.isSafe = isSafe
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  init(bytes: [UInt8], isASCII: Bool, isSafe: Bool) {
    self.bytes = bytes
    self.isASCII = isASCII
    self.isSafe = isSafe
  }

  public init(_ string: String) {
    self.init(bytes: Array(string.utf8))
  }

  init(_ slice: ArraySlice<UInt8>, isSafe: Bool = false) {
    self.init(bytes: Array(slice), isSafe: isSafe)
  }

  init(scalars: some Sequence<UInt32>, isSafe: Bool = false) {
    var bytes: [UInt8] = []
    for scalar in scalars { bytes.append(codePoint: scalar) }
    self.init(bytes: bytes, isSafe: isSafe)
  }

  static let empty = Text(bytes: [], isASCII: true, isSafe: false)

  /// The text as a Swift string; lone surrogates become replacement characters.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The number of code points.
  public var count: Int { isASCII ? bytes.count : codePointCount(of: bytes[...]) }

  var isEmpty: Bool { bytes.isEmpty }

  func marked(safe: Bool) -> Text {
    Text(bytes: bytes, isASCII: isASCII, isSafe: safe)
  }

  /// The code points, in order.
  var scalars: [UInt32] {
    if isASCII { return bytes.map(UInt32.init) }
    var result: [UInt32] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let (scalar, length) = bytes.codePoint(at: index)
      result.append(scalar)
      index += length
    }
    return result
  }

  /// Returns the byte offset of the code point with the given index; `count` gives the end.
  func byteOffset(of index: Int) -> Int {
    if isASCII { return index }
    var remaining = index
    var offset = 0
    while remaining > 0, offset < bytes.count {
      offset += utf8Length(of: bytes[offset])
      remaining -= 1
    }
    return offset
  }

  /// Returns the code points in a range of code point indexes that lies within the text.
  func slice(_ range: Range<Int>) -> Text {
    let start = byteOffset(of: range.lowerBound)
    if isASCII { return Text(bytes: Array(bytes[start..<range.upperBound]), isASCII: true, isSafe: isSafe) }
    var end = start
    for _ in range where end < bytes.count { end += utf8Length(of: bytes[end]) }
    return Text(bytes[start..<end], isSafe: isSafe)
  }

  static func + (left: Text, right: Text) -> Text {
    Text(
      bytes: left.bytes + right.bytes, isASCII: left.isASCII && right.isASCII, isSafe: left.isSafe && right.isSafe)
  }
}

extension Text: Hashable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: StaticString) {
    self.init(value.description)
  }

  /// Compares by code points; whether a text is safe makes no difference.
  public static func == (left: Text, right: Text) -> Bool {
    left.bytes == right.bytes
  }

  public func hash(into hasher: inout Hasher) {
    unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
  }

  /// Orders by code points, which is the order of UTF-8's bytes.
  public static func < (left: Text, right: Text) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  public var description: String { string }

  /// Matches a literal in a `switch` without making a text of it.
  static func ~= (pattern: StaticString, text: Text) -> Bool {
    text.equals(pattern)
  }

  func equals(_ literal: StaticString) -> Bool {
    guard literal.utf8CodeUnitCount == bytes.count else { return false }
    return literal.withUTF8Buffer { buffer in unsafe buffer.elementsEqual(bytes) }
  }
}

/// Returns how many bytes the code point takes that starts with `lead`.
func utf8Length(of lead: UInt8) -> Int {
  if lead < 0xC0 { return 1 }
  if lead < 0xE0 { return 2 }
  return lead < 0xF0 ? 3 : 4
}

func codePointCount(of bytes: ArraySlice<UInt8>) -> Int {
  var count = 0
  for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
  return count
}

extension [UInt8] {
  /// Returns the code point at a byte offset and its length; the bytes are valid UTF-8 or a surrogate's three bytes.
  func codePoint(at offset: Int) -> (scalar: UInt32, length: Int) {
    let lead = self[offset]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let length = Swift.min(utf8Length(of: lead), count - offset)
    var scalar = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for position in 1..<Swift.max(length, 1) { scalar = scalar << 6 | UInt32(self[offset + position] & 0x3F) }
    return (scalar, length)
  }

  /// Returns the offset of the code point that ends before `offset`.
  func startOfCodePoint(before offset: Int) -> Int {
    var start = offset - 1
    while start > 0, self[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  mutating func append(codePoint scalar: UInt32) {
    switch scalar {
    case 0..<0x80: append(UInt8(scalar))
    case 0x80..<0x800:
      append(UInt8(0xC0 | scalar >> 6))
      append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | scalar >> 12))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    default:
      append(UInt8(0xF0 | scalar >> 18 & 0x07))
      append(UInt8(0x80 | scalar >> 12 & 0x3F))
      append(UInt8(0x80 | scalar >> 6 & 0x3F))
      append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  mutating func append(_ string: String) {
    append(contentsOf: string.utf8)
  }
}
