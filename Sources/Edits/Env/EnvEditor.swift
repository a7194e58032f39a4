/// The lossless editor of dotenv files.
///
/// A path is one name. Values are taken as they are written: `$NAME` isn't replaced. Escapes count in double quotes only.
struct EnvEditor: EntryDialect {
  var format: FileFormat { .env }
  var hasSections: Bool { false }
  var defaultSeparator: String { "=" }

  func parse(_ source: SourceText) throws(EditRefusal) -> EntryFile {
    var section = EntryFile.Section(
      name: nil, nameRange: source.start..<source.start, header: source.start..<source.start)
    var line = source.start
    while line < source.bytes.count {
      let first = source.skippingBlanks(from: line)
      let end = source.lineBreak(from: first)
      if first == end || source.bytes[first] == UInt8(ascii: "#") {
        line = source.behindLineBreak(end)
      } else {
        let entry = try entry(from: line, at: first, in: source)
        section.entries.append(entry)
        line = entry.lines.upperBound
      }
    }
    return EntryFile(source: source, sections: [section])
  }

  private func entry(from line: Int, at first: Int, in source: SourceText) throws(EditRefusal) -> EntryFile.Entry {
    let export = Array("export".utf8)
    var start = first
    if source.bytes[first...].starts(with: export), source.byte(first + export.count)?.isBlank == true {
      start = source.skippingBlanks(from: first + export.count)
    }
    let lineEnd = source.lineBreak(from: start)
    let sign = source.bytes[start..<lineEnd].firstIndex(of: UInt8(ascii: "="))
    var keyEnd = sign ?? lineEnd
    while keyEnd > start, source.bytes[keyEnd - 1].isBlank { keyEnd -= 1 }
    let key = start..<keyEnd
    guard !key.isEmpty, !source.bytes[key].contains(where: { $0.isBlank || $0 == UInt8(ascii: "#") }) else {
      throw EditRefusal(.parse, "the line is neither NAME=value nor a comment", at: first)
    }
    guard let sign else {
      return EntryFile.Entry(
        key: source.text(key), keyRange: key, separator: nil, valueRange: keyEnd..<keyEnd, value: nil,
        lines: line..<source.behindLineBreak(lineEnd))
    }
    let valueStart = source.skippingBlanks(from: sign + 1)
    let valueEnd = try end(ofValueAt: valueStart, in: source)
    var behind = source.skippingBlanks(from: valueEnd)
    if source.byte(behind) == UInt8(ascii: "#") { behind = source.lineBreak(from: behind) }
    guard behind == source.bytes.count || source.bytes[behind].isLineEnd else {
      throw EditRefusal(.parse, "there is something behind the value's closing quote", at: behind)
    }
    let value = valueStart..<valueEnd
    return EntryFile.Entry(
      key: source.text(key), keyRange: key, separator: keyEnd..<valueStart, valueRange: value,
      value: EnvText.decode(value, in: source), lines: line..<source.behindLineBreak(behind))
  }

  /// The end of a value: behind its closing quote, or before the blanks in front of a comment or of the line's end.
  private func end(ofValueAt start: Int, in source: SourceText) throws(EditRefusal) -> Int {
    if let quote = source.byte(start), EnvText.isQuote(quote) {
      var position = start + 1
      while let byte = source.byte(position) {
        if byte == quote { return position + 1 }
        position += byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
      }
      throw EditRefusal(.parse, "the value's quote isn't closed", at: start)
    }
    let lineEnd = source.lineBreak(from: start)
    var end = start
    for position in start..<lineEnd {
      let byte = source.bytes[position]
      if byte == UInt8(ascii: "#"), position == start || source.bytes[position - 1].isBlank { break }
      if !byte.isBlank { end = position + 1 }
    }
    return end
  }

  func spelling(
    ofValue text: String, replacing old: EntryFile.Entry?, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    let quote = old.flatMap { source.byte($0.valueRange.lowerBound) }.flatMap { EnvText.isQuote($0) ? $0 : nil }
    let isQuoted = old.map { !$0.valueRange.isEmpty } ?? false
    return try source.encoded(EnvText.encode(text, quote: isQuoted ? quote : nil))
  }

  func spelling(ofKey key: String, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    let isName = key.utf8.allSatisfy { $0.isNamePart || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    guard isName, let first = key.utf8.first, !first.isDigit else {
      throw EditRefusal(.type, "\"\(key)\" can't be a name in a dotenv file")
    }
    return try source.encoded(key)
  }
}

/// The quotes of dotenv files.
enum EnvText {
  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  static func decode(_ range: Range<Int>, in source: SourceText) -> String {
    let bytes = source.bytes[range]
    guard let quote = bytes.first, isQuote(quote) else { return source.encoding.decode(bytes) }
    let content = bytes.dropFirst().dropLast()
    guard quote == UInt8(ascii: "\""), content.contains(UInt8(ascii: "\\")) else {
      return source.encoding.decode(content)
    }
    var result: [UInt8] = []
    var position = content.startIndex
    while position < content.endIndex {
      let byte = content[position]
      guard byte == UInt8(ascii: "\\"), position + 1 < content.endIndex else {
        result.append(byte)
        position += 1
        continue
      }
      let mark = content[position + 1]
      switch mark {
      case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"): result.append(mark)
      default: result += [byte, mark]
      }
      position += 2
    }
    return source.encoding.decode(result)
  }

  /// Returns the spelling in the quotes given, in double ones where those can't hold it or none would be wrong.
  static func encode(_ text: String, quote: UInt8?) -> String {
    let bytes = Array(text.utf8)
    let hasLineEnd = bytes.contains { $0.isLineEnd }
    if let quote, quote != UInt8(ascii: "\""), !bytes.contains(quote), !hasLineEnd {
      let mark = String(Unicode.Scalar(quote))
      return mark + text + mark
    }
    let isPlain = !bytes.contains { $0.isBlank || $0.isLineEnd || isQuote($0) || $0 == UInt8(ascii: "#") }
    if quote == nil, isPlain { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }
}
