/// Reads one YAML document by strict rules and keeps the place of everything.
///
/// What another YAML reader could take differently is a finding: anchors, aliases, tags, merge keys, repeated keys, keys
/// that aren't text, further documents, and numbers that JSON spells otherwise. After each of these it goes on.
struct YAMLReader: ~Copyable {
  /// Thrown after the finding that ends the reading was recorded.
  private struct Unreadable: Error {}

  private var events: YAMLEvents
  private var positions: PositionTracker
  private var findings: [Finding] = []
  private var path: [PathPart] = []

  /// - Precondition: the bytes are well-formed UTF-8.
  init(_ text: [UInt8]) {
    // libyaml would count a byte order mark.
    let bytes = text.starts(with: byteOrderMark) ? Array(text.dropFirst(byteOrderMark.count)) : text
    events = YAMLEvents(bytes)
    positions = PositionTracker(bytes)
  }

  mutating func document() -> Document {
    let root = try? readStream()  // The finding says why there is none.
    return Document(root: root, findings: findings)
  }

  /// Reads the first document; an empty text is a null.
  private mutating func readStream() throws(Unreadable) -> Node {
    var root: Node?
    while true {
      let event = try next()
      switch event.kind {
      case .documentStart(let hasDirectives):
        if let root {
          // What is wrong further on would be noise beside this.
          report("several-documents", "a second document begins here, only one is allowed", at: event.start)
          return root
        }
        if hasDirectives { report("directive", "directives aren't allowed", at: event.start) }
      case .streamEnd:
        return root ?? Node(.null, at: positions.position(atScalar: event.start))
      case .documentEnd, .other:
        continue
      default:
        root = try readValue(event, depth: 0)
      }
    }
  }

  private mutating func readValue(_ event: YAMLEvent, depth: Int) throws(Unreadable) -> Node {
    refuseProperties(of: event)
    let start = positions.position(atScalar: event.start)
    switch event.kind {
    case .scalar(let text, let isPlain):
      let value = isPlain && event.tag == nil ? plainValue(text, at: event.start) : .string(text)
      return Node(value, at: start, end: positions.contentEnd(beforeScalar: event.end))
    case .alias(let name):
      report("alias", "aliases aren't allowed, found \(quoted("*" + name)); write the value again", at: event.start)
      return Node(.null, at: start, end: positions.position(atScalar: event.end))
    case .listStart:
      return try readList(from: event, at: start, depth: depth + 1)
    default:
      return try readMapping(from: event, at: start, depth: depth + 1)
    }
  }

  private mutating func readList(from event: YAMLEvent, at start: Position, depth: Int) throws(Unreadable) -> Node {
    try checkDepth(depth, at: event)
    var elements: [Node] = []
    while true {
      let event = try next()
      if case .listEnd = event.kind {
        return Node(.list(elements), at: start, end: end(of: event, after: elements.last?.end ?? start))
      }
      path.append(.index(elements.count))
      elements.append(try readValue(event, depth: depth))
      path.removeLast()
    }
  }

  private mutating func readMapping(from event: YAMLEvent, at start: Position, depth: Int) throws(Unreadable) -> Node {
    try checkDepth(depth, at: event)
    var members: [Node.Member] = []
    // Bytes, since Swift's `==` on strings takes different spellings of é for equal.
    var seen: [[UInt8]: Position] = [:]
    var last = start
    while true {
      let event = try next()
      if case .mappingEnd = event.kind {
        return Node(.mapping(members), at: start, end: end(of: event, after: last))
      }
      let keyPosition = positions.position(atScalar: event.start)
      let key = try readKey(event, depth: depth)
      path.append(.key(key ?? "?"))
      let first = key.flatMap { seen[Array($0.utf8)] }
      if let first { findings.append(repeated(at: keyPosition, first: first)) }
      let value = try readValue(try next(), depth: depth)
      path.removeLast()
      last = value.end
      if let key, first == nil {
        seen[Array(key.utf8)] = keyPosition
        members.append(Node.Member(key: key, keyPosition: keyPosition, value: value))
      }
    }
  }

  /// Returns a key's text, whatever type it would have as a value, or nil after reporting that it can't be a key.
  private mutating func readKey(_ event: YAMLEvent, depth: Int) throws(Unreadable) -> String? {
    guard case .scalar(let text, let isPlain) = event.kind else {
      if case .alias = event.kind {} else { report("key", "a key must be text", at: event.start) }
      _ = try readValue(event, depth: depth)
      return nil
    }
    refuseProperties(of: event)
    if isPlain, text == "<<" {
      report("merge-key", "merge keys aren't allowed; write the members out", at: event.start)
      return nil
    }
    if isPlain, text.isEmpty {
      report("key", "expected a key before \":\"", at: event.start)
      return nil
    }
    return text
  }

  private mutating func next() throws(Unreadable) -> YAMLEvent {
    do {
      return try events.next()
    } catch {
      let place =
        error.isByteOffset ? positions.position(atByte: error.place) : positions.position(atScalar: error.place)
      let finding = Finding(code: "syntax", position: place, path: path, message: error.message)
      findings.append(error.isDepth ? tooDeep(at: place) : finding)
      throw Unreadable()
    }
  }
}

// MARK: Rules and reports

extension YAMLReader {
  /// Returns what a plain word means in YAML 1.2's core schema. Numbers that JSON spells otherwise are reported.
  private mutating func plainValue(_ text: String, at place: Int) -> Node.Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    default: break
    }
    if isJSONNumber(Array(text.utf8)[...]) { return .number(text) }
    if isCoreSchemaNumber(Array(text.utf8)[...]) {
      report(
        "number", "\(quoted(text)) isn't the same to every YAML reader; write the number as in JSON, or text in quotes",
        at: place)
    }
    return .string(text)
  }

  private mutating func refuseProperties(of event: YAMLEvent) {
    if let anchor = event.anchor {
      report("anchor", "anchors aren't allowed, found \(quoted("&" + anchor))", at: event.start)
    }
    if let tag = event.tag {
      let core = "tag:yaml.org,2002:"
      let shown = tag.hasPrefix(core) ? "!!" + tag.dropFirst(core.count) : tag
      report("tag", "tags aren't allowed, found \(quoted(shown))", at: event.start)
    }
  }

  private mutating func checkDepth(_ depth: Int, at event: YAMLEvent) throws(Unreadable) {
    if depth <= Document.depthLimit { return }
    findings.append(tooDeep(at: positions.position(atScalar: event.start)))
    throw Unreadable()
  }

  private func tooDeep(at place: Position) -> Finding {
    Finding(
      code: "depth", position: place, path: path,
      message: "lists and mappings stand more than \(Document.depthLimit) deep in one another")
  }

  private func repeated(at place: Position, first: Position) -> Finding {
    Finding(
      code: "duplicate-key", position: place, path: path,
      message: "the key is there already, at \(first.line):\(first.column)")
  }

  private mutating func report(_ code: String, _ message: String, at place: Int) {
    findings.append(Finding(code: code, position: positions.position(atScalar: place), path: path, message: message))
  }

  /// The end of a block is where libyaml noticed it, after comments and blank lines; only a bracket has a width.
  private mutating func end(of event: YAMLEvent, after last: Position) -> Position {
    event.end > event.start ? positions.position(atScalar: event.end) : last
  }
}
