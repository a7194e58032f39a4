/// Character references of HTML, resolved as Python's `html.unescape` does.
enum HTMLEntities {
  private struct Entity {
    let replacement: [UInt8]
    let needsSemicolon: Bool
  }

  private static let entities: [[UInt8]: Entity] = {
    var result: [[UInt8]: Entity] = [:]
    for entry in HTMLEntityTable.text.utf8.split(separator: UInt8(ascii: " ")) {
      guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = entry[..<equals]
      var replacement: [UInt8] = []
      for code in entry[entry.index(after: equals)...].split(separator: UInt8(ascii: ",")) {
        if let scalar = UInt32(String(decoding: code, as: UTF8.self), radix: 16) {
          replacement.append(codePoint: scalar)
        }
      }
      let isFree = name.last == UInt8(ascii: "*")
      result[Array(isFree ? name.dropLast() : name)] = Entity(replacement: replacement, needsSemicolon: !isFree)
    }
    return result
  }()

  /// The characters that references to the codes from 0x80 to 0x9F stand for, as browsers read Windows-1252.
  private static let windows: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
    0x178,
  ]

  /// The character of a name that needs no semicolon: those that HTML has had from its beginning.
  static func latin(named name: [UInt8]) -> [UInt8]? {
    entities[name].flatMap { $0.needsSemicolon ? nil : $0.replacement }
  }

  static func unescape(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (replacement, end) = reference(bytes, at: index + 1) {
        output += replacement
        index = end
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return output
  }

  private static func reference(_ bytes: [UInt8], at start: Int) -> ([UInt8], Int)? {
    guard start < bytes.count else { return nil }
    return bytes[start] == UInt8(ascii: "#") ? numeric(bytes, at: start + 1) : named(bytes, at: start)
  }

  private static func numeric(_ bytes: [UInt8], at start: Int) -> ([UInt8], Int)? {
    let isHex = start < bytes.count && bytes[start] | 0x20 == UInt8(ascii: "x")
    let digitStart = isHex ? start + 1 : start
    guard digitStart <= bytes.count else { return nil }
    let digits = bytes[digitStart...].prefix { byte in
      CodePoint.isASCIIDigit(UInt32(byte)) || (isHex && (0x61...0x66).contains(byte | 0x20))
    }
    guard !digits.isEmpty else { return nil }
    var code: UInt32 = 0
    for digit in digits where code <= 0x10FFFF {
      let value = UInt32(digit < 0x3A ? digit - 0x30 : (digit | 0x20) - 0x61 + 10)
      code = code * (isHex ? 16 : 10) + value
    }
    var end = digits.endIndex
    if end < bytes.count, bytes[end] == UInt8(ascii: ";") { end += 1 }
    return (character(code), end)
  }

  private static func character(_ code: UInt32) -> [UInt8] {
    var output: [UInt8] = []
    switch code {
    case 0, 0xD800...0xDFFF, 0x110000...: output.append(codePoint: 0xFFFD)
    case 0x0D: output.append(0x0D)
    case 0x80...0x9F: output.append(codePoint: windows[Int(code - 0x80)])
    case 0x1...0x8, 0xB, 0xE...0x1F, 0x7F, 0xFDD0...0xFDEF: break
    case _ where code & 0xFFFE == 0xFFFE: break
    default: output.append(codePoint: code)
    }
    return output
  }

  private static func named(_ bytes: [UInt8], at start: Int) -> ([UInt8], Int)? {
    let excluded = Set("\t\n\u{0C} <&#;".utf8)
    let name = bytes[start...].prefix(32).prefix { !excluded.contains($0) }
    guard !name.isEmpty else { return nil }
    let hasSemicolon = name.endIndex < bytes.count && bytes[name.endIndex] == UInt8(ascii: ";")
    if let entity = entities[Array(name)], hasSemicolon || !entity.needsSemicolon {
      return (entity.replacement, hasSemicolon ? name.endIndex + 1 : name.endIndex)
    }
    // The longest start of the name that needs no semicolon.
    for length in stride(from: name.count - 1, to: 1, by: -1) {
      let part = name.prefix(length)
      if let entity = entities[Array(part)], !entity.needsSemicolon { return (entity.replacement, part.endIndex) }
    }
    return nil
  }
}

extension Text {
  /// Returns the character that a name of HTML 4's Latin-1 set stands for, such as `eacute` or `amp`.
  public static func character(namedInHTML name: String) -> Text? {
    guard !["AMP", "COPY", "GT", "LT", "QUOT", "REG"].contains(name) else { return nil }
    return HTMLEntities.latin(named: Array(name.utf8)).map { Text(bytes: $0) }
  }
}
