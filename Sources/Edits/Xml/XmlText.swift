/// The text and names of XML.
enum XmlText {
  static func isNameStart(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isNameStart(first) else { return false }
    return text.utf8.allSatisfy(isNamePart)
  }

  /// Returns the text without the space around it, which an element's text is read without.
  static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  /// Returns the text with the five named and the numbered references replaced; others stay as they are.
  static func decode(_ bytes: ArraySlice<UInt8>, in source: SourceText) -> String {
    guard bytes.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\r") }) else {
      return source.encoding.decode(bytes)
    }
    var text = ""
    var position = bytes.startIndex
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "&"):
        if let end = bytes[position...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
          let scalar = reference(bytes[(position + 1)..<end])
        {
          text.unicodeScalars.append(scalar)
          position = end + 1
        } else {
          text += "&"
          position += 1
        }
      case UInt8(ascii: "\r"):
        text += "\n"
        position = min(source.behindLineBreak(position), bytes.endIndex)
      default:
        let end =
          bytes[position...].firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\r") } ?? bytes.endIndex
        text += source.encoding.decode(bytes[position..<end])
        position = end
      }
    }
    return text
  }

  private static func reference(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard text.hasPrefix("#") else { return nil }
    let isHex = text.hasPrefix("#x")
    return UInt32(text.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init)
  }

  /// Returns text as content, or as an attribute's value between quotes; what the encoding can't hold becomes a number.
  static func encode(_ text: String, quote: UInt8? = nil, in source: SourceText) throws(EditRefusal) -> [UInt8] {
    var result: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += Array("&amp;".utf8)
      case "<": result += Array("&lt;".utf8)
      case ">" where quote == nil: result += Array("&gt;".utf8)
      case "\r": result += Array("&#13;".utf8)
      case "\n" where quote != nil: result += Array("&#10;".utf8)
      case "\t" where quote != nil: result += Array("&#9;".utf8)
      case "\n": result += source.lineEnd()
      case _ where scalar.value == quote.map(UInt32.init): result += Array((scalar == "\"" ? "&quot;" : "&apos;").utf8)
      case _ where (scalar.value < 0x20 && scalar != "\t") || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        throw EditRefusal(.type, "XML can't hold the character U+\(hex(scalar.value, digits: 4))")
      default:
        result += source.encoding.encode(String(scalar)) ?? Array("&#x\(hex(scalar.value, digits: 2));".utf8)
      }
    }
    return result
  }

  /// Returns the file in the encoding that its declaration names.
  static func source(_ bytes: [UInt8]) -> SourceText {
    let plain = SourceText(bytes, encoding: .utf8)
    guard bytes[plain.start...].starts(with: "<?xml".utf8),
      let end = bytes.firstIndex(of: UInt8(ascii: ">"))
    else { return SourceText(bytes) }
    let declaration = plain.text(plain.start..<end).lowercased()
    let detected = TextEncoding(detecting: bytes)
    guard let name = declaration.split(separator: "encoding", maxSplits: 1).dropFirst().first else {
      return SourceText(bytes, encoding: detected)
    }
    let word = name.drop { !$0.isLetter }.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }
    switch word {
    case "utf-8", "utf8": return SourceText(bytes, encoding: detected)
    case "iso-8859-1", "latin1", "latin-1": return SourceText(bytes, encoding: .latin1)
    default: return SourceText(bytes, encoding: .unknown)
    }
  }
}
