/// Reads well-formed XML 1.0 into elements; a document type is skipped, entities aren't replaced.
struct XmlReader {
  private var document: XmlDocument
  private var source: SourceText { document.source }
  private var position: Int
  /// Indexes of the elements whose end tag is still to come.
  private var open: [Int] = []

  /// How deep elements may nest.
  private static let depthLimit = 200
  /// How many attributes of an element are compared one by one; with more, a set of their names is faster.
  private static let comparedCount = 16

  static func read(_ source: SourceText) throws(EditRefusal) -> XmlDocument {
    var reader = XmlReader(source)
    try reader.run()
    return reader.document
  }

  private init(_ source: SourceText) {
    document = XmlDocument(source: source)
    position = source.start
  }

  private mutating func run() throws(EditRefusal) {
    while let byte = source.byte(position) {
      guard byte == UInt8(ascii: "<") else {
        try readText()
        continue
      }
      if starts(with: "<!--") {
        try skip(to: "-->", from: 4, "comment")
      } else if starts(with: "<![CDATA[") {
        try readCharacterData()
      } else if starts(with: "<?") {
        try skip(to: "?>", from: 2, "processing instruction")
      } else if starts(with: "<!DOCTYPE") {
        try skipDocumentType()
      } else if starts(with: "</") {
        try readEndTag()
      } else {
        try readStartTag()
      }
    }
    if let last = open.last {
      throw EditRefusal(.parse, "the element isn't closed", at: document.elements[last].startTag.lowerBound)
    }
    if document.elements.isEmpty { throw EditRefusal(.parse, "the file has no element", at: position) }
  }

  private func starts(with text: StaticString) -> Bool {
    source.bytes[position...].starts(with: "\(text)".utf8)
  }

  private mutating func skip(to end: String, from length: Int, _ noun: String) throws(EditRefusal) {
    guard let found = find(end, from: position + length) else {
      throw EditRefusal(.parse, "the \(noun) isn't closed", at: position)
    }
    position = found + end.utf8.count
  }

  private func find(_ text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var offset = start
    while offset + wanted.count <= source.bytes.count {
      if source.bytes[offset] == wanted[0], source.bytes[offset..<(offset + wanted.count)].elementsEqual(wanted) {
        return offset
      }
      offset += 1
    }
    return nil
  }

  /// Skips `<!DOCTYPE … [ … ]>` with the quotes and comments in it.
  private mutating func skipDocumentType() throws(EditRefusal) {
    let start = position
    guard document.elements.isEmpty else { throw EditRefusal(.parse, "a document type isn't allowed here", at: start) }
    var brackets = 0
    position += 9
    while let byte = source.byte(position) {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = source.bytes[(position + 1)...].firstIndex(of: byte) else { break }
        position = end
      case UInt8(ascii: "<") where starts(with: "<!--"):
        try skip(to: "-->", from: 4, "comment")
        continue
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: ">") where brackets == 0:
        position += 1
        return
      default: break
      }
      position += 1
    }
    throw EditRefusal(.parse, "the document type isn't closed", at: start)
  }

  // MARK: Text

  private mutating func readText() throws(EditRefusal) {
    let start = position
    position = source.bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? source.bytes.count
    var end = position
    var first = start
    while first < end, isSpace(source.bytes[first]) { first += 1 }
    while end > first, isSpace(source.bytes[end - 1]) { end -= 1 }
    guard first < end else { return }
    guard !open.isEmpty else { throw EditRefusal(.parse, "there is text outside the root element", at: first) }
    document.events.append(XmlDocument.Event(kind: .text, range: first..<end))
  }

  private mutating func readCharacterData() throws(EditRefusal) {
    guard !open.isEmpty else { throw EditRefusal(.parse, "there is text outside the root element", at: position) }
    let start = position + 9
    try skip(to: "]]>", from: 9, "CDATA section")
    document.events.append(XmlDocument.Event(kind: .characterData, range: start..<(position - 3)))
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte.isBlank || byte.isLineEnd
  }

  private mutating func skipSpace() {
    while let byte = source.byte(position), isSpace(byte) { position += 1 }
  }

  // MARK: Tags

  private mutating func name() throws(EditRefusal) -> Range<Int> {
    let start = position
    while let byte = source.byte(position), XmlText.isNamePart(byte) { position += 1 }
    guard position > start, XmlText.isNameStart(source.bytes[start]) else {
      throw EditRefusal(.parse, "a name was expected", at: start)
    }
    return start..<position
  }

  private mutating func readStartTag() throws(EditRefusal) {
    let start = position
    guard !open.isEmpty || document.elements.isEmpty else {
      throw EditRefusal(.parse, "there is a second root element", at: start)
    }
    guard open.count < Self.depthLimit else {
      throw EditRefusal(.parse, "elements nest deeper than \(Self.depthLimit) levels", at: start)
    }
    position += 1
    let index = document.elements.count
    let first = document.events.count
    let name = try name()
    document.events.append(XmlDocument.Event(kind: .start, range: name))
    var element = XmlDocument.Element(
      name: name, parent: open.last, startTag: start..<start, events: first..<first)
    element.attributes = try readAttributes()
    let isOneTag = source.byte(position) == UInt8(ascii: "/")
    position += isOneTag ? 1 : 0
    guard source.byte(position) == UInt8(ascii: ">") else {
      throw EditRefusal(.parse, "the tag isn't closed", at: start)
    }
    position += 1
    element.startTag = start..<position
    if let parent = open.last { document.elements[parent].children.append(index) }
    if isOneTag {
      document.events.append(XmlDocument.Event(kind: .end, range: position..<position))
      element.events = first..<document.events.count
    } else {
      open.append(index)
    }
    document.elements.append(element)
  }

  private mutating func readAttributes() throws(EditRefusal) -> [XmlDocument.Attribute] {
    var attributes: [XmlDocument.Attribute] = []
    var names = Set<ArraySlice<UInt8>>()
    while true {
      let before = position
      skipSpace()
      guard let byte = source.byte(position), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") else {
        return attributes
      }
      guard position > before else {
        throw EditRefusal(.parse, "a space was expected before the attribute", at: position)
      }
      let name = try name()
      if attributes.count == Self.comparedCount { names = Set(attributes.map { source.bytes[$0.name] }) }
      let isTwice =
        attributes.count < Self.comparedCount
        ? attributes.contains { source.bytes[$0.name].elementsEqual(source.bytes[name]) }
        : !names.insert(source.bytes[name]).inserted
      if isTwice {
        throw EditRefusal(.parse, "the attribute \(source.text(name)) is there twice", at: name.lowerBound)
      }
      skipSpace()
      guard source.byte(position) == UInt8(ascii: "=") else {
        throw EditRefusal(.parse, "the attribute has no value", at: position)
      }
      position += 1
      skipSpace()
      guard let quote = source.byte(position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = source.bytes[(position + 1)...].firstIndex(of: quote)
      else { throw EditRefusal(.parse, "the attribute's value has no closing quote", at: position) }
      let value = (position + 1)..<end
      if let mark = source.bytes[value].firstIndex(of: UInt8(ascii: "<")) {
        throw EditRefusal(.parse, "\"<\" isn't allowed in an attribute", at: mark)
      }
      position = end + 1
      document.events.append(XmlDocument.Event(kind: .attribute, range: name))
      attributes.append(XmlDocument.Attribute(name: name, value: value, event: document.events.count))
      document.events.append(XmlDocument.Event(kind: .value, range: value))
    }
  }

  private mutating func readEndTag() throws(EditRefusal) {
    let start = position
    position += 2
    let name = try name()
    skipSpace()
    guard source.byte(position) == UInt8(ascii: ">") else {
      throw EditRefusal(.parse, "the tag isn't closed", at: start)
    }
    position += 1
    guard let index = open.popLast(), source.bytes[document.elements[index].name].elementsEqual(source.bytes[name])
    else {
      throw EditRefusal(.parse, "the end tag \(source.text(name)) closes another element", at: start)
    }
    document.events.append(XmlDocument.Event(kind: .end, range: start..<start))
    document.elements[index].endTag = start..<position
    document.elements[index].events = document.elements[index].events.lowerBound..<document.events.count
  }
}
