/// The lossless editor of INI files: `setup.cfg`, `.editorconfig`, `.gitmodules` and their like.
///
/// A path is a section and a key, or a key in front of all sections. Names compare with case.
struct IniEditor: EntryDialect {
  var format: FileFormat { .ini }
  var hasSections: Bool { true }
  var defaultSeparator: String { " = " }

  func parse(_ source: SourceText) throws(EditRefusal) -> EntryFile {
    try IniParser.parse(source)
  }

  func spelling(
    ofValue text: String, replacing old: EntryFile.Entry?, in source: SourceText
  ) throws(EditRefusal) -> [UInt8] {
    let quote = old.flatMap { IniValue.quote(source.text($0.valueRange)) }
    var spelled = text
    if quote != "\"", let spelled = try GitConfig.spelling(ofValue: text, in: source) {
      return try source.encoded(spelled)
    }
    if let quote, !text.isEmpty, IniValue.quote(text) == nil {
      guard !text.unicodeScalars.contains(where: { $0 == quote || $0 == "\\" || $0 == "\n" }) else {
        throw EditRefusal(.type, "\"\(text)\" can't be written between quotes in the same way by all programs")
      }
      spelled = String(quote) + text + String(quote)
    } else if text.utf8.contains(UInt8(ascii: "\n")) {
      spelled = try continued(text, replacing: old, in: source)
    }
    guard !text.utf8.contains(UInt8(ascii: "\r")) else {
      throw EditRefusal(.type, "a value with a carriage return can't be written to INI")
    }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard quote != nil || !lines.contains(where: { IniValue.isCutShort(Array($0)) }) else {
      throw EditRefusal(
        .type, "\"\(text)\" can't be written to INI: blanks at an end, and what follows a blank and ; or #, get lost")
    }
    return try source.encoded(spelled)
  }

  /// A value over several lines, each indented like those of the old one.
  private func continued(
    _ text: String, replacing old: EntryFile.Entry?, in source: SourceText
  ) throws(EditRefusal) -> String {
    var indent = "    "
    if let old {
      let own = source.indentation(at: old.keyRange.lowerBound)
      let second = source.behindLineBreak(source.lineBreak(from: old.keyRange.lowerBound))
      indent = String(decoding: own, as: UTF8.self) + (own.contains(UInt8(ascii: "\t")) ? "\t" : "    ")
      if second < old.lines.upperBound { indent = String(decoding: source.indentation(at: second), as: UTF8.self) }
    }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let rest = lines.dropFirst()
    let isSafe = rest.allSatisfy { line in
      line.first.map { !$0.isBlank && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ";") } ?? false
    }
    guard isSafe else {
      throw EditRefusal(
        .type, "\"\(text)\" has a line that INI would read as empty, as a comment or without its indentation")
    }
    // Behind a value on the key's own line it would be a key for some programs, and so nothing to edit again.
    guard lines[0].isEmpty || !rest.contains(where: { IniValue.assignedNameLength(Array($0)[...]) != nil }) else {
      throw EditRefusal(.type, "\"\(text)\" has a line that some programs would read as a key of its own")
    }
    return lines.map { String(decoding: Array($0), as: UTF8.self) }
      .joined(separator: String(decoding: source.lineEnd(), as: UTF8.self) + indent)
  }

  func spelling(ofKey key: String, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    let bytes = Array(key.utf8)
    let isSafe =
      !bytes.isEmpty && !bytes[0].isBlank && !bytes[bytes.count - 1].isBlank && !"[#;".utf8.contains(bytes[0])
      && !bytes.contains {
        $0.isLineEnd || $0 == UInt8(ascii: "=") || ($0 == UInt8(ascii: ":") && !bytes.starts(with: Array("//".utf8)))
      }
    guard isSafe else { throw EditRefusal(.type, "\"\(key)\" can't be a key in INI") }
    return try source.encoded(key)
  }

  func checkSection(_ name: String) throws(EditRefusal) {
    guard !name.isEmpty, !name.utf8.contains(where: { $0.isLineEnd }) else {
      throw EditRefusal(.type, "\"\(name)\" can't be the name of a section")
    }
  }

  /// Python's configparser and Git don't tell the case of keys.
  func isAlike(_ key: String, _ other: String) -> Bool {
    key.lowercased() == other.lowercased()
  }
}

/// Quotes around values, which belong to the spelling in Git's and npm's files.
enum IniValue {
  /// The quote that a value starts and ends with, if it has none in between.
  static func quote(_ text: String) -> Unicode.Scalar? {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, first == "\"" || first == "'", scalars.count > 1, scalars.last == first,
      !scalars.dropFirst().dropLast().contains(first)
    else { return nil }
    return first
  }

  /// Whether programs read less than a line of a value without quotes: not the blanks at its ends, and no comment.
  static func isCutShort(_ line: [UInt8]) -> Bool {
    if line.first?.isBlank == true || line.last?.isBlank == true { return true }
    return line.indices.dropFirst().contains { index in
      guard line[index - 1].isBlank else { return false }
      return line[index] == UInt8(ascii: ";")
        || line[index] == UInt8(ascii: "#") && (index + 1 == line.endIndex || line[index + 1].isBlank)
    }
  }

  /// The length of the name that a line without indentation gives a value, if it reads so; no comparison of versions,
  /// no address, no option of a command.
  static func assignedNameLength(_ line: ArraySlice<UInt8>) -> Int? {
    guard let first = line.first,
      first.isNamePart || first >= 0x80 || first == UInt8(ascii: "@") || line.starts(with: "//".utf8)
    else { return nil }
    let isAddress = line.starts(with: "//".utf8)
    let name = line.prefix {
      $0.isNamePart || $0 >= 0x80 || "-.@/[]*+%".utf8.contains($0) || (isAddress && $0 == UInt8(ascii: ":"))
    }
    let rest = line[name.endIndex...].drop { $0.isBlank }
    guard let sign = rest.first, sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") else { return nil }
    let behind = rest.dropFirst()
    if behind.first == sign || (sign == UInt8(ascii: ":") && behind.starts(with: "//".utf8)) { return nil }
    return name.count
  }

  /// The text without the quotes around it.
  static func plain(_ text: String) -> String {
    guard quote(text) != nil else { return text }
    return String(text.unicodeScalars.dropFirst().dropLast())
  }
}
