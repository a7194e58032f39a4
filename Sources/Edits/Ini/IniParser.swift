/// Reads INI as Python's configparser, Git, EditorConfig and systemd agree on it.
///
/// A line that is indented deeper than the entry above continues its value; what reads as a key there makes the entry
/// doubtful, since Git, EditorConfig and npm read each line for itself. `;` or `#` behind a blank starts a comment
/// behind a value of one line; `#` only with a blank behind it, so that colours stay values.
struct IniParser {
  private let source: SourceText
  private var sections: [EntryFile.Section]

  static func parse(_ source: SourceText) throws(EditRefusal) -> EntryFile {
    var parser = IniParser(source)
    try parser.read()
    return EntryFile(source: source, sections: parser.sections)
  }

  private init(_ source: SourceText) {
    self.source = source
    let start = source.start..<source.start
    sections = [EntryFile.Section(name: nil, nameRange: start, header: start)]
  }

  private mutating func read() throws(EditRefusal) {
    var line = source.start
    var entry: (start: Int, end: Int)?
    var entryIndent = 0
    while line < source.bytes.count {
      let first = source.skippingBlanks(from: line)
      let next = source.behindLineBreak(source.lineBreak(from: first))
      let byte = source.byte(first)
      let isEmpty = first == source.bytes.count || byte?.isLineEnd == true
      let isComment = byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";")
      if isEmpty || isComment {
        line = next
        continue
      }
      if let open = entry, first - line > entryIndent {
        entry = (open.start, next)
      } else {
        if let open = entry { try add(open.start..<open.end) }
        entry = nil
        if byte == UInt8(ascii: "[") {
          try readHeader(line..<next, at: first)
        } else {
          entry = (line, next)
          entryIndent = first - line
        }
      }
      line = next
    }
    if let open = entry { try add(open.start..<open.end) }
  }

  private mutating func readHeader(_ line: Range<Int>, at start: Int) throws(EditRefusal) {
    var end = source.lineBreak(from: start)
    var position = start
    while position < end {
      // A comment behind the header; inside the brackets a sign without a blank in front is part of the name.
      let isMark = source.bytes[position] == UInt8(ascii: "#") || source.bytes[position] == UInt8(ascii: ";")
      if isMark, source.bytes[position - 1].isBlank, source.bytes[start..<position].contains(UInt8(ascii: "]")) {
        end = position
      }
      position += 1
    }
    guard let close = source.bytes[start..<end].lastIndex(of: UInt8(ascii: "]")), close > start + 1,
      source.skippingBlanks(from: close + 1) >= end
    else { throw EditRefusal(.parse, "the section's header isn't closed", at: start) }
    let name = (start + 1)..<close
    sections.append(EntryFile.Section(name: source.text(name), nameRange: name, header: line))
  }

  /// Adds the entry that lines make.
  private mutating func add(_ lines: Range<Int>) throws(EditRefusal) {
    let start = source.skippingBlanks(from: lines.lowerBound)
    let end = source.lineBreak(from: start)
    let sign = separator(start..<end)
    let keyEnd = trimmedEnd(start..<(sign ?? commentStart(start..<end)))
    guard keyEnd > start else { throw EditRefusal(.parse, "the line has no key", at: start) }
    let keyRange = start..<keyEnd
    guard let sign else {
      let isAlone = source.behindLineBreak(end) == lines.upperBound
      guard isAlone else { throw EditRefusal(.parse, "the line is neither a key nor a header", at: start) }
      let entry = EntryFile.Entry(
        key: source.text(keyRange), keyRange: keyRange, separator: nil, valueRange: keyEnd..<keyEnd, value: nil,
        lines: lines)
      sections[sections.count - 1].entries.append(entry)
      return
    }
    let valueStart = min(source.skippingBlanks(from: sign + 1), end)
    let isSingle = source.behindLineBreak(end) == lines.upperBound
    let valueEnd =
      isSingle ? trimmedEnd(valueStart..<commentStart(valueStart..<end)) : trimmedEnd(valueStart..<lines.upperBound)
    let value = valueStart..<max(valueStart, valueEnd)
    var entry = EntryFile.Entry(
      key: source.text(keyRange), keyRange: keyRange, separator: keyEnd..<valueStart, valueRange: value,
      value: isSingle ? IniValue.plain(source.text(value)) : joined(value), lines: lines)
    let isGits = GitConfig.isSubsection(sections[sections.count - 1].name ?? "")
    let hiddenKeys =
      isSingle || (valueStart == end && !isGits) ? [] : hiddenKeys(source.behindLineBreak(end)..<lines.upperBound)
    if let hidden = hiddenKeys.first {
      entry.hiddenKeys = hiddenKeys
      entry.doubt = "goes on in the line of \(hidden) for some programs, and for others that is a key of its own"
    } else if source.bytes[..<source.lineBreak(from: valueEnd)].last == UInt8(ascii: "\\") {
      entry.doubt = "ends with a backslash, which continues the line for some programs"
    } else if let previous = previousByte(lines.lowerBound), previous == UInt8(ascii: "\\") {
      entry.doubt = "is behind a line that ends with a backslash, which continues the line for some programs"
    }
    sections[sections.count - 1].entries.append(entry)
  }

  /// The keys that lines behind an entry's first read as.
  private func hiddenKeys(_ lines: Range<Int>) -> [String] {
    var keys: [String] = []
    var line = lines.lowerBound
    while line < lines.upperBound {
      let end = source.lineBreak(from: line)
      let first = min(source.skippingBlanks(from: line), end)
      if let length = IniValue.assignedNameLength(source.bytes[first..<end]) {
        keys.append(source.text(first..<(first + length)))
      }
      line = source.behindLineBreak(end)
    }
    return keys
  }

  /// The last byte of the line above.
  private func previousByte(_ lineStart: Int) -> UInt8? {
    var position = lineStart
    while position > source.start, source.bytes[position - 1].isLineEnd { position -= 1 }
    return position > source.start ? source.bytes[position - 1] : nil
  }

  /// The sign between key and value; in npm's `//host/:_authToken=…` the colon is part of the key.
  private func separator(_ line: Range<Int>) -> Int? {
    let bytes = source.bytes[line]
    let isAddress = bytes.starts(with: Array("//".utf8))
    return bytes.firstIndex { $0 == UInt8(ascii: "=") || ($0 == UInt8(ascii: ":") && !isAddress) }
  }

  private func trimmedEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, source.bytes[end - 1].isBlank || source.bytes[end - 1].isLineEnd { end -= 1 }
    return end
  }

  /// The start of the comment behind a value, or the line's end.
  private func commentStart(_ line: Range<Int>) -> Int {
    var quote: UInt8?
    if let first = source.byte(line.lowerBound), first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"),
      !line.isEmpty,
      source.bytes[(line.lowerBound + 1)..<line.upperBound].contains(first)
    {
      quote = first
    }
    for position in line {
      let byte = source.bytes[position]
      if let open = quote {
        if byte == open, position > line.lowerBound { quote = nil }
        continue
      }
      guard position > line.lowerBound ? source.bytes[position - 1].isBlank : true, position > 0 else { continue }
      if byte == UInt8(ascii: ";") { return position }
      if byte == UInt8(ascii: "#"), source.byte(position + 1).map({ $0.isBlank || $0.isLineEnd }) ?? true {
        return position
      }
    }
    return line.upperBound
  }

  /// The text of a value over several lines: the lines without their indentation and without comments.
  private func joined(_ value: Range<Int>) -> String {
    var lines: [String] = []
    var position = value.lowerBound
    while true {
      let end = min(source.lineBreak(from: position), value.upperBound)
      let first = source.skippingBlanks(from: position)
      let byte = first < end ? source.bytes[first] : 0
      let isComment = !lines.isEmpty && (byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";"))
      if !isComment { lines.append(source.text(min(first, end)..<max(min(first, end), trimmedEnd(position..<end)))) }
      guard end < value.upperBound else { break }
      position = source.behindLineBreak(end)
    }
    return lines.joined(separator: "\n")
  }
}
