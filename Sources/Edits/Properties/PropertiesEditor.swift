/// The lossless editor of Java's properties files (java.util.Properties).
///
/// A path is one key, dots and all. What isn't ASCII is written as `\u00e9` unless the file holds UTF-8 already, since
/// programs differ in the encoding that they read.
struct PropertiesEditor: EntryDialect {
  var format: FileFormat { .properties }
  var hasSections: Bool { false }
  var defaultSeparator: String { "=" }

  func parse(_ source: SourceText) throws(EditRefusal) -> EntryFile {
    var section = EntryFile.Section(
      name: nil, nameRange: source.start..<source.start, header: source.start..<source.start)
    var line = source.start
    while line < source.bytes.count {
      let first = skipSpace(from: line, in: source)
      let byte = source.byte(first)
      if first == source.bytes.count || byte?.isLineEnd == true || byte == UInt8(ascii: "#")
        || byte == UInt8(ascii: "!")
      {
        line = source.behindLineBreak(source.lineBreak(from: first))
      } else {
        let entry = try entry(from: line, at: first, in: source)
        section.entries.append(entry)
        line = entry.lines.upperBound
      }
    }
    return EntryFile(source: source, sections: [section])
  }

  private func entry(from line: Int, at start: Int, in source: SourceText) throws(EditRefusal) -> EntryFile.Entry {
    let end = logicalEnd(from: start, in: source)
    var position = start
    while position < end {
      let byte = source.bytes[position]
      if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") || byte.isBlank || byte == 0x0C { break }
      position = byte == UInt8(ascii: "\\") ? min(behindEscape(position, in: source), end) : position + 1
    }
    let key = start..<position
    var valueStart = skipSpace(from: position, in: source, end: end)
    if let sign = valueStart < end ? source.byte(valueStart) : nil,
      sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":")
    {
      valueStart = skipSpace(from: valueStart + 1, in: source, end: end)
    }
    let value = valueStart..<end
    guard let keyText = PropertiesText.decode(source.bytes[key], in: source),
      let valueText = PropertiesText.decode(source.bytes[value], in: source)
    else { throw EditRefusal(.parse, "there is a \\u without four hexadecimal digits behind it", at: start) }
    return EntryFile.Entry(
      key: keyText, keyRange: key, separator: position == end && valueStart == end ? nil : position..<valueStart,
      valueRange: value, value: valueText, lines: line..<source.behindLineBreak(end))
  }

  /// The offset behind a backslash and what it escapes; a line end goes with the blanks of the next line.
  private func behindEscape(_ position: Int, in source: SourceText) -> Int {
    guard let next = source.byte(position + 1) else { return position + 1 }
    return next.isLineEnd ? skipSpace(from: source.behindLineBreak(position + 1), in: source) : position + 2
  }

  /// The end of a line that backslashes may continue.
  private func logicalEnd(from start: Int, in source: SourceText) -> Int {
    var position = start
    while let byte = source.byte(position), !byte.isLineEnd {
      if byte == UInt8(ascii: "\\"), let next = source.byte(position + 1) {
        position = next.isLineEnd ? source.behindLineBreak(position + 1) : position + 2
      } else {
        position += 1
      }
    }
    return min(position, source.bytes.count)
  }

  /// Skips blanks and form feeds, and line ends behind a backslash.
  private func skipSpace(from start: Int, in source: SourceText, end: Int? = nil) -> Int {
    var position = start
    let limit = end ?? source.bytes.count
    while position < limit {
      let byte = source.bytes[position]
      if byte.isBlank || byte == 0x0C {
        position += 1
      } else if end != nil, byte == UInt8(ascii: "\\"), source.byte(position + 1)?.isLineEnd == true {
        position = source.behindLineBreak(position + 1)
      } else {
        break
      }
    }
    return min(position, limit)
  }

  func spelling(
    ofValue text: String, replacing old: EntryFile.Entry?, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    PropertiesText.encode(text, isKey: false, in: source)
  }

  func spelling(ofKey key: String, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    guard !key.isEmpty else { throw EditRefusal(.type, "a key in properties can't be empty") }
    return PropertiesText.encode(key, isKey: true, in: source)
  }
}

/// The escapes of properties files.
enum PropertiesText {
  /// Returns the text of a key or a value; nil for a broken `\u`.
  static func decode(_ bytes: ArraySlice<UInt8>, in source: SourceText) -> String? {
    guard bytes.contains(UInt8(ascii: "\\")) else { return source.encoding.decode(bytes) }
    var units: [UInt16] = []
    var position = bytes.startIndex
    while position < bytes.endIndex {
      guard bytes[position] == UInt8(ascii: "\\") else {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\\")) ?? bytes.endIndex
        units += source.encoding.decode(bytes[position..<end]).utf16
        position = end
        continue
      }
      position += 1
      guard position < bytes.endIndex else { break }
      let mark = bytes[position]
      switch mark {
      case UInt8(ascii: "u"):
        let digits = bytes[(position + 1)...].prefix(4)
        guard digits.count == 4, digits.allSatisfy(\.isHexDigit),
          let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        units.append(unit)
        position += 5
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        position = min(source.behindLineBreak(position), bytes.endIndex)
        while position < bytes.endIndex, bytes[position].isBlank || bytes[position] == 0x0C { position += 1 }
      case UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "f"):
        units.append(UInt16(controls[mark] ?? mark))
        position += 1
      default:
        // Any other backslash is dropped; the byte behind it is read as usual.
        if mark < 0x80 {
          units.append(UInt16(mark))
          position += 1
        }
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "f"): 12,
  ]

  /// Returns the spelling of a key or a value.
  static func encode(_ text: String, isKey: Bool, in source: SourceText) -> [UInt8] {
    let keepsUnicode = source.encoding == .utf8 && source.bytes[source.start...].contains { $0 >= 0x80 }
    var result = ""
    var isFirst = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{C}": result += "\\f"
      case " " where isFirst || isKey: result += "\\ "
      case "=", ":": result += isKey ? "\\\(scalar)" : "\(scalar)"
      case "#", "!": result += isKey && isFirst ? "\\\(scalar)" : "\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (scalar.value >= 0x80 && !keepsUnicode):
        for unit in String(scalar).utf16 { result += "\\u" + hex(UInt32(unit), digits: 4) }
      default: result.unicodeScalars.append(scalar)
      }
      isFirst = false
    }
    return Array(result.utf8)
  }
}
