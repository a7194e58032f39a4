/// Plans one edit of an XML file.
struct XmlEdit {
  let document: XmlDocument
  let request: EditRequest

  private var source: SourceText { document.source }

  func plan() throws(EditRefusal) -> XmlPlan {
    var plan = XmlPlan()
    for arrival in try XmlLocator(document: document, path: request.path).arrivals() {
      switch arrival {
      case .attribute(let element, let position):
        plan.add(try edit(document.elements[element].attributes[position], of: document.elements[element]))
      case .elements(let group): plan.add(try edit(group))
      case .missing(let element, let step, let reason): plan.add(try missing(element, step, reason))
      }
    }
    try plan.arrange()
    return plan
  }

  private func plainText(_ value: EditValue) throws(EditRefusal) -> String {
    guard let text = value.plainText else {
      throw EditRefusal(.type, "\(value.shown) can't be written as text of XML")
    }
    return text
  }

  private func one(_ splice: Splice, _ change: XmlPlan.Change) -> XmlPlan {
    XmlPlan(splices: [splice], changes: [change], matchCount: 1)
  }

  // MARK: Attributes

  private func edit(_ attribute: XmlDocument.Attribute, of element: XmlDocument.Element) throws(EditRefusal) -> XmlPlan
  {
    let event = attribute.event
    switch request.operation {
    case .append: throw EditRefusal(.type, "\(request.path.shown) is an attribute, not a list")
    case .set(let value, _):
      let text = try plainText(value)
      if document.text(of: document.events[event]).utf8.elementsEqual(text.utf8) { return .match }
      let spelling = try XmlText.encode(text, quote: source.bytes[attribute.value.upperBound], in: source)
      return one(
        Splice(range: attribute.value, replacement: spelling),
        XmlPlan.Change(events: event..<(event + 1), replacement: [(.value, text)]))
    case .delete:
      var start = attribute.name.lowerBound
      while source.bytes[start - 1].isBlank || source.bytes[start - 1].isLineEnd { start -= 1 }
      return one(
        Splice(range: start..<(attribute.value.upperBound + 1), replacement: []),
        XmlPlan.Change(events: (event - 1)..<(event + 1), replacement: []))
    case .rename(let name, _):
      let new = XmlLocator.attributeName(name) ?? name
      if document.isNamed(attribute.name, new) { return .match }
      guard XmlText.isName(new) else { throw EditRefusal(.type, "\(name) can't be the name of an attribute") }
      if element.attributes.contains(where: { document.isNamed($0.name, new) }) {
        throw EditRefusal(.exists, "there is an attribute \(new) beside \(request.path.shown) already")
      }
      let range = new.contains(":") ? attribute.name : localRange(attribute.name)
      return one(
        Splice(range: range, replacement: try source.encoded(new)),
        XmlPlan.Change(
          events: (event - 1)..<event,
          replacement: [(.attribute, source.text(attribute.name.lowerBound..<range.lowerBound) + new)]))
    }
  }

  /// The part of a name behind its prefix.
  private func localRange(_ name: Range<Int>) -> Range<Int> {
    document.localName(name).startIndex..<name.upperBound
  }

  // MARK: Elements

  private func edit(_ group: [Int]) throws(EditRefusal) -> XmlPlan {
    if case .append(let value, _) = request.operation { return try appending(value, to: group) }
    guard group.count == 1 else {
      if case .set(let value, _) = request.operation, document.isSame(group, as: value) { return .match }
      throw EditRefusal(
        .ambiguous, "\(request.path.shown) is there \(group.count) times",
        at: document.elements[group[1]].range.lowerBound)
    }
    let element = document.elements[group[0]]
    switch request.operation {
    case .set(let value, _): return try setting(element, group[0], value)
    case .rename(let name, _): return try renaming(element, to: name)
    case .delete, .append:
      guard element.parent != nil else { throw EditRefusal(.type, "the root element can't be deleted") }
      return one(
        Splice(range: XmlLayout(document: document).lines(of: element), replacement: []),
        XmlPlan.Change(events: element.events, replacement: []))
    }
  }

  private func setting(_ element: XmlDocument.Element, _ index: Int, _ value: EditValue) throws(EditRefusal) -> XmlPlan
  {
    if document.isSame([index], as: value) { return .match }
    guard element.children.isEmpty else {
      throw EditRefusal(.type, "\(request.path.shown) has elements in it; set those", at: element.range.lowerBound)
    }
    let text = try plainText(value)
    let content = source.bytes[element.content]
    let hasMarkup = content.contains(UInt8(ascii: "<"))
    if !hasMarkup, XmlText.decode(content, in: source).utf8.elementsEqual(text.utf8) { return .match }
    let texts = document.texts(of: element)
    guard texts.count <= 1 else {
      throw EditRefusal(.type, "\(request.path.shown) has text in several pieces", at: element.range.lowerBound)
    }
    let end = element.events.upperBound - 1
    let events = texts.first.map { $0..<($0 + 1) } ?? end..<end
    if let old = texts.first, document.events[old].kind == .characterData, !text.contains("]]>") {
      return one(
        Splice(range: document.events[old].range, replacement: try source.encoded(text)),
        XmlPlan.Change(events: events, replacement: [(.characterData, text)]))
    }
    let spelling = try XmlText.encode(text, in: source)
    let read = XmlText.trimmed(text)
    let change = XmlPlan.Change(events: events, replacement: read.isEmpty ? [] : [(.text, read)])
    let takesSpace = read.utf8.count < text.utf8.count && !hasMarkup && !element.isOneTag
    if takesSpace { return one(Splice(range: element.content, replacement: spelling), change) }
    return one(splice(of: element, texts.first, spelling), change)
  }

  /// The splice that puts text into an element, in place of the old text if there is one.
  private func splice(
    of element: XmlDocument.Element, _ old: Int?, _ spelling: [UInt8]
  ) -> Splice {
    if element.isOneTag {
      var start = element.startTag.upperBound - 2
      while source.bytes[start - 1].isBlank || source.bytes[start - 1].isLineEnd { start -= 1 }
      let close = Array("</".utf8) + source.bytes[element.name] + [UInt8(ascii: ">")]
      return Splice(range: start..<element.startTag.upperBound, replacement: [UInt8(ascii: ">")] + spelling + close)
    }
    guard let old else {
      let hasOnlySpace = source.bytes[element.content].allSatisfy { $0.isBlank || $0.isLineEnd }
      let range = hasOnlySpace ? element.content : element.content.lowerBound..<element.content.lowerBound
      return Splice(range: range, replacement: spelling)
    }
    let event = document.events[old]
    if event.kind == .characterData {
      return Splice(range: (event.range.lowerBound - 9)..<(event.range.upperBound + 3), replacement: spelling)
    }
    return Splice(range: event.range, replacement: spelling)
  }

  private func renaming(_ element: XmlDocument.Element, to name: String) throws(EditRefusal) -> XmlPlan {
    if document.isNamed(element.name, name) { return .match }
    guard XmlText.isName(name) else { throw EditRefusal(.type, "\(name) can't be the name of an element") }
    if let parent = element.parent,
      let other = document.elements[parent].children.first(where: { document.isNamed(document.elements[$0].name, name) }
      )
    {
      throw EditRefusal(
        .exists, "there is an element \(name) beside \(request.path.shown) already",
        at: document.elements[other].range.lowerBound)
    }
    let range = name.contains(":") ? element.name : localRange(element.name)
    let spelling = try source.encoded(name)
    var splices = [Splice(range: range, replacement: spelling)]
    if let endTag = element.endTag {
      let start = endTag.lowerBound + 2 + (range.lowerBound - element.name.lowerBound)
      splices.append(Splice(range: start..<(start + range.count), replacement: spelling))
    }
    let prefix = source.text(element.name.lowerBound..<range.lowerBound)
    let start = element.events.lowerBound
    return XmlPlan(
      splices: splices,
      changes: [XmlPlan.Change(events: start..<(start + 1), replacement: [(.start, prefix + name)])], matchCount: 1)
  }

  /// Adds an element of the same name behind the last one.
  private func appending(_ value: EditValue, to group: [Int]) throws(EditRefusal) -> XmlPlan {
    if group.contains(where: { document.isSame([$0], as: value) }) { return .match }
    let last = document.elements[group[group.count - 1]]
    guard let parent = last.parent else { throw EditRefusal(.type, "there can be one root element only") }
    let isList = group.count > 1 || document.elements[parent].children.count == 1
    guard isList, case .key? = request.path.last else {
      throw EditRefusal(
        .type, "\(request.path.shown) is one element among others, not a list", at: last.range.lowerBound)
    }
    let name = source.text(last.name)
    return try XmlInsertion(document: document, parent: parent).plan([(name, value)], behind: group[group.count - 1])
  }

  // MARK: What is missing

  private func missing(_ element: Int?, _ step: Int, _ reason: String) throws(EditRefusal) -> XmlPlan {
    let wanted: EditValue
    let policy: EditRequest.Missing
    switch request.operation {
    case .set(let value, let missing), .append(let value, let missing): (wanted, policy) = (value, missing)
    case .delete(let missing), .rename(_, let missing): (wanted, policy) = (.null, missing)
    }
    switch policy {
    case .skip: return XmlPlan()
    case .fail: throw EditRefusal(.noMatch, reason)
    case .create: break
    }
    guard let element, case .key(let key) = request.path[step] else {
      throw EditRefusal(.noMatch, "\(reason), and that can't be created")
    }
    guard let nested = wanted.nested(under: request.path[(step + 1)...]) else {
      throw EditRefusal(.noMatch, "\(reason), and an element that isn't the next can't be created")
    }
    return try XmlInsertion(document: document, parent: element).plan([(key, nested)], behind: nil)
  }
}
