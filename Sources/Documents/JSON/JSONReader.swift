/// Reads one JSON text (RFC 8259) and keeps the place of everything.
///
/// It goes on after what can be stepped over (duplicate keys, trailing commas, comments, bad escapes, leading zeros), so
/// that these are reported together; anything else ends the reading with one finding.
struct JSONReader {
  /// Thrown after the finding that ends the reading was recorded.
  struct Unreadable: Error {}

  let bytes: [UInt8]
  var offset: Int
  var path: [PathPart] = []
  private var positions: PositionTracker
  private var findings: [Finding] = []
  private var hasReportedComment = false

  /// - Precondition: the bytes are well-formed UTF-8. A byte order mark is stepped over, as RFC 8259, 8.1 allows.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    positions = PositionTracker(bytes)
  }

  mutating func document() -> Document {
    let root = try? readWhole()  // The finding says why there is none.
    return Document(root: root, findings: findings)
  }

  private mutating func readWhole() throws(Unreadable) -> Node {
    try skipSpace()
    let root = try readValue(depth: 0)
    try skipSpace()
    if offset < bytes.count { throw fail("expected the end of the document, found \(found)") }
    return root
  }

  mutating func readValue(depth: Int) throws(Unreadable) -> Node {
    let start = position
    let value: Node.Value
    switch peek {
    case UInt8(ascii: "{"): value = try readObject(depth: depth + 1)
    case UInt8(ascii: "["): value = try readArray(depth: depth + 1)
    case UInt8(ascii: "\""): value = .string(try readString())
    case let byte? where isNumberStart(byte): value = .number(try readNumber())
    default: value = try readWord()
    }
    return Node(value, at: start, end: position)
  }

  // MARK: Lists and objects

  private mutating func readArray(depth: Int) throws(Unreadable) -> Node.Value {
    try open(depth: depth)
    var elements: [Node] = []
    while try !isAtEnd(of: "]", after: elements.isEmpty ? nil : "an element") {
      path.append(.index(elements.count))
      elements.append(try readValue(depth: depth))
      path.removeLast()
    }
    return .list(elements)
  }

  private mutating func readObject(depth: Int) throws(Unreadable) -> Node.Value {
    try open(depth: depth)
    var members: [Node.Member] = []
    // Bytes, since Swift's `==` on strings takes different spellings of é for equal.
    var seen: [[UInt8]: Position] = [:]
    while try !isAtEnd(of: "}", after: members.isEmpty && seen.isEmpty ? nil : "a member") {
      let keyPosition = position
      let key = try readKey()
      path.append(.key(key))
      try skipSpace()
      guard peek == UInt8(ascii: ":") else { throw fail("expected \":\" after the key, found \(found)") }
      offset += 1
      try skipSpace()
      let value = try readValue(depth: depth)
      if let first = seen.updateValue(keyPosition, forKey: Array(key.utf8)) {
        report("duplicate-key", "the key is there already, at \(first.line):\(first.column)", at: keyPosition)
        seen[Array(key.utf8)] = first
      } else {
        members.append(Node.Member(key: key, keyPosition: keyPosition, value: value))
      }
      path.removeLast()
    }
    return .mapping(members)
  }

  private mutating func open(depth: Int) throws(Unreadable) {
    guard depth <= Document.depthLimit else {
      throw fail("lists and objects stand more than \(Document.depthLimit) deep in one another", code: "depth")
    }
    offset += 1
    try skipSpace()
  }

  /// Steps to the next element or over the closing bracket; `previous` is nil directly after the opening one.
  private mutating func isAtEnd(of bracket: Unicode.Scalar, after previous: String?) throws(Unreadable) -> Bool {
    try skipSpace()
    if previous != nil {
      if peek == UInt8(ascii: ",") {
        let comma = position
        offset += 1
        try skipSpace()
        guard peek == UInt8(ascii: bracket) else { return false }
        report("syntax", "a comma before \"\(bracket)\" isn't allowed in JSON", at: comma)
      } else if peek != UInt8(ascii: bracket) {
        throw fail("expected \",\" or \"\(bracket)\" after \(previous ?? "it"), found \(found)")
      }
    }
    guard peek == UInt8(ascii: bracket) else { return false }
    offset += 1
    return true
  }

  private mutating func readKey() throws(Unreadable) -> String {
    guard peek == UInt8(ascii: "\"") else {
      throw fail("expected a key in double quotes, found \(found)")
    }
    return try readString()
  }
}

// MARK: Space and reports

extension JSONReader {
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  var position: Position {
    mutating get { positions.position(atByte: offset) }
  }

  /// What stands at the offset, for messages.
  var found: String {
    guard offset < bytes.count else { return "the end of the document" }
    let word = bytes[offset...].prefix { isWordByte($0) }
    if !word.isEmpty { return quoted(String(decoding: word, as: UTF8.self)) }
    let rest = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
    return rest.unicodeScalars.first.map { quoted(String($0)) } ?? "nothing"
  }

  mutating func report(_ code: String, _ message: String, at place: Position) {
    findings.append(Finding(code: code, position: place, path: path, message: message))
  }

  mutating func fail(_ message: String, code: String = "syntax") -> Unreadable {
    report(code, message, at: position)
    return Unreadable()
  }

  /// Steps over white space, and over comments after reporting the first one.
  mutating func skipSpace() throws(Unreadable) {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        offset += 1
      case UInt8(ascii: "#"):
        reportComment()
        skipLine()
      case UInt8(ascii: "/"):
        try skipComment()
      default:
        return
      }
    }
  }

  private mutating func skipComment() throws(Unreadable) {
    switch offset + 1 < bytes.count ? bytes[offset + 1] : 0 {
    case UInt8(ascii: "/"):
      reportComment()
      skipLine()
    case UInt8(ascii: "*"):
      reportComment()
      var end = offset + 2
      while end + 1 < bytes.count, !(bytes[end] == UInt8(ascii: "*") && bytes[end + 1] == UInt8(ascii: "/")) {
        end += 1
      }
      offset = min(end + 2, bytes.count)
    default:
      throw fail("expected a value, found \"/\"")
    }
  }

  private mutating func reportComment() {
    if !hasReportedComment { report("syntax", "comments aren't allowed in JSON", at: position) }
    hasReportedComment = true
  }

  private mutating func skipLine() {
    while let byte = peek, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { offset += 1 }
  }
}

private func isNumberStart(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Whether a byte may be part of a bare word or a number, which messages show whole.
func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
    true
  default: false
  }
}
