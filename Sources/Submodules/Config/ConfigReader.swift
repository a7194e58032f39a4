/// Reads the syntax of git's configuration files (git-config(1), section "Syntax") as git's own parser does.
///
/// Git stops at the first wrong line. This reader reports it, goes on with the line after it, and marks what git doesn't
/// see, so that everything wrong with a file is reported at once. Nothing is included: `[include]` is a section like any.
struct ConfigReader {
  private let bytes: [UInt8]
  /// Of the next byte.
  private var offset = 0
  /// Of the last character that `next` returned.
  private var last = 0
  private var isAtEnd = false
  private var wasLineEnd = false
  private var sections = [ConfigSection(header: nil, variables: [])]
  private var problems: [ConfigProblem] = []

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  static func read(_ bytes: [UInt8]) -> ConfigDocument {
    var reader = ConfigReader(bytes)
    reader.readLines()
    return ConfigDocument(bytes: bytes, sections: reader.sections, problems: reader.problems)
  }

  private mutating func readLines() {
    if bytes.starts(with: utf8Mark) { offset = utf8Mark.count }
    while true {
      let byte = next()
      if byte == .lineFeed {
        if isAtEnd { return }
      } else if byte.isConfigSpace {
        continue
      } else if byte.startsComment {
        skipLine()
      } else {
        let start = last
        do throws(ConfigProblem) {
          if byte == UInt8(ascii: "[") {
            try readHeader(from: start)
          } else if byte.isASCIILetter {
            try readVariable(from: start)
          } else {
            throw ConfigProblem(
              offset: start, message: "expected a section, a key or a comment, found \(shown([byte]))")
          }
        } catch {
          problems.append(error)
          skipLine()
        }
      }
    }
  }

  /// Returns the next character; CR LF is one line feed, and so is the end of the file.
  private mutating func next() -> UInt8 {
    last = offset
    guard offset < bytes.count else {
      isAtEnd = true
      wasLineEnd = true
      return .lineFeed
    }
    var byte = bytes[offset]
    offset += 1
    if byte == .carriageReturn, offset < bytes.count, bytes[offset] == .lineFeed {
      byte = .lineFeed
      offset += 1
    }
    wasLineEnd = byte == .lineFeed
    return byte
  }

  private mutating func skipLine() {
    while !wasLineEnd { _ = next() }
  }

  private mutating func readHeader(from start: Int) throws(ConfigProblem) {
    var name: [UInt8] = []
    loop: while true {
      let byte = next()
      switch byte {
      case UInt8(ascii: "]"):
        break loop
      case _ where byte.isConfigSpace && !isAtEnd:
        name.append(UInt8(ascii: "."))
        name += try readSubsection(after: byte, of: start)
        break loop
      case _ where byte.isConfigKey || byte == UInt8(ascii: "."):
        name.append(byte.asciiLowercased)
      default:
        throw ConfigProblem(offset: start, message: "the section's header isn't of the form [section \"subsection\"]")
      }
    }
    let header = ConfigHeader(name: name, span: start..<offset, isRead: problems.isEmpty)
    sections.append(ConfigSection(header: header, variables: []))
  }

  private mutating func readSubsection(after space: UInt8, of start: Int) throws(ConfigProblem) -> [UInt8] {
    let unclosed = ConfigProblem(offset: start, message: "the section's header isn't closed on its line")
    var byte = space
    while byte.isConfigSpace {
      if byte == .lineFeed { throw unclosed }
      byte = next()
    }
    guard byte == .quote else {
      throw ConfigProblem(offset: last, message: "expected the subsection in double quotes")
    }
    var name: [UInt8] = []
    while true {
      byte = next()
      if byte == .quote { break }
      if byte == .backslash { byte = next() }
      if byte == .lineFeed { throw unclosed }
      name.append(byte)
    }
    guard next() == UInt8(ascii: "]") else {
      throw ConfigProblem(offset: last, message: "expected ] right behind the subsection")
    }
    return name
  }

  private mutating func readVariable(from start: Int) throws(ConfigProblem) {
    var byte = next()
    while byte.isConfigKey { byte = next() }
    let keySpan = start..<last
    while byte == .space || byte == .tab { byte = next() }
    var value: ConfigValue?
    if byte != .lineFeed {
      guard byte == UInt8(ascii: "=") else {
        throw ConfigProblem(offset: last, message: "expected = or the end of the line behind the key")
      }
      value = try readValue()
    }
    let variable = ConfigVariable(
      key: bytes[keySpan].map(\.asciiLowercased), keySpan: keySpan, value: value?.content, valueSpan: value?.span,
      end: offset, hasDoubtfulSpace: value?.hasDoubtfulSpace ?? false, isRead: problems.isEmpty)
    sections[sections.count - 1].variables.append(variable)
  }

  private mutating func readValue() throws(ConfigProblem) -> ConfigValue {
    var value = ConfigValue(start: offset)
    var openQuote: Int?
    while true {
      var byte = next()
      if byte == .lineFeed {
        guard let openQuote else { return value }
        throw ConfigProblem(offset: openQuote, message: "the quote isn't closed on its line")
      }
      if openQuote == nil {
        if byte.isConfigSpace {
          value.appendSpace(byte)
          continue
        }
        if byte.startsComment {
          skipLine()
          return value
        }
      }
      let start = last
      switch byte {
      case .backslash:
        byte = next()
        if byte == .lineFeed {
          value.continueLine(at: start)
          continue
        }
        guard let escaped = byte.unescapedInConfig else {
          throw ConfigProblem(offset: start, message: "\(shown([.backslash, byte])) is no escape of a value")
        }
        value.append(escaped, span: start..<offset)
      case .quote:
        openQuote = openQuote == nil ? start : nil
        value.append(nil, span: start..<offset)
      default:
        value.append(byte, span: start..<offset)
      }
    }
  }
}

extension ConfigProblem: Error {}

/// U+FEFF in UTF-8: a file may begin with it.
let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]
