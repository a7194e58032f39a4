/// Adds attributes and elements to an element, written like their neighbours.
struct XmlInsertion {
  let document: XmlDocument
  /// The element that they come into.
  let parent: Int

  private var source: SourceText { document.source }
  private var element: XmlDocument.Element { document.elements[parent] }

  /// A new element, before it is written.
  private typealias Expected = [(kind: XmlDocument.Event.Kind, text: String)]

  /// Returns the plan that adds one member behind a child, or behind all of them.
  func plan(_ members: [(key: String, value: EditValue)], behind child: Int?) throws(EditRefusal) -> XmlPlan {
    guard let member = members.first else { return .match }
    if let name = XmlLocator.attributeName(member.key) { return try attribute(name, member.value) }
    guard document.texts(of: element).isEmpty else {
      throw EditRefusal(
        .type, "\(source.text(element.name)) has text, so no element can be added to it", at: element.range.lowerBound)
    }
    let name = qualified(member.key)
    let items: [EditValue] = if case .array(let items) = member.value { items } else { [member.value] }
    guard !items.isEmpty else { throw EditRefusal(.type, "XML can't hold a list without elements, as \(member.key)") }
    let last = child ?? element.children.last
    let model = last.map { document.elements[$0] }
    let isOwnLine =
      model.map { source.isFirstOnLine($0.range.lowerBound) } ?? source.isFirstOnLine(element.range.lowerBound)
    let indent = XmlLayout(document: document).indent(near: parent)
    let indentation =
      model.map { source.indentation(at: $0.range.lowerBound) }
      ?? source.indentation(at: element.range.lowerBound) + indent
    let lineEnd = isOwnLine ? source.lineEnd() + indentation : []
    var text: [UInt8] = []
    var expected: Expected = []
    for item in items {
      text += lineEnd
      text += try written(name, item, indentation: isOwnLine ? indentation : nil, indent, &expected)
    }
    let end = last.map { document.elements[$0].events.upperBound } ?? element.events.upperBound - 1
    let change = XmlPlan.Change(events: end..<end, replacement: expected)
    return XmlPlan(splices: [splice(text, behind: model, isOwnLine: isOwnLine)], changes: [change], matchCount: 1)
  }

  /// The name with the prefix of the element around, where it has none of its own.
  private func qualified(_ key: String) -> String {
    let name = source.text(element.name)
    guard !key.contains(":"), let colon = name.lastIndex(of: ":") else { return key }
    return name[...colon] + key
  }

  private func splice(_ text: [UInt8], behind model: XmlDocument.Element?, isOwnLine: Bool) -> Splice {
    if let model {
      let end =
        isOwnLine ? XmlLayout(document: document).behindComments(model.range.upperBound) : model.range.upperBound
      return Splice(range: end..<end, replacement: text)
    }
    let close = isOwnLine ? source.lineEnd() + source.indentation(at: element.range.lowerBound) : []
    if element.isOneTag {
      var start = element.startTag.upperBound - 2
      while source.bytes[start - 1].isBlank || source.bytes[start - 1].isLineEnd { start -= 1 }
      let endTag = Array("</".utf8) + source.bytes[element.name] + [UInt8(ascii: ">")]
      return Splice(
        range: start..<element.startTag.upperBound, replacement: [UInt8(ascii: ">")] + text + close + endTag)
    }
    let isBlank = source.bytes[element.content].allSatisfy { $0.isBlank || $0.isLineEnd }
    if isBlank { return Splice(range: element.content, replacement: text + close) }
    // Comments stand in it: behind them, in front of the space before the end tag.
    var end = element.content.upperBound
    while source.bytes[end - 1].isBlank || source.bytes[end - 1].isLineEnd { end -= 1 }
    let rest = source.bytes[end..<element.content.upperBound]
    return Splice(range: end..<end, replacement: text + (rest.contains(where: \.isLineEnd) ? [] : close))
  }

  private func attribute(_ name: String, _ value: EditValue) throws(EditRefusal) -> XmlPlan {
    guard XmlText.isName(name), let text = value.plainText else {
      throw EditRefusal(.type, "\(value.shown) can't be written as the attribute \(name)")
    }
    let last = element.attributes.last
    let quote = last.map { source.bytes[$0.value.upperBound] } ?? UInt8(ascii: "\"")
    let position = last.map { $0.value.upperBound + 1 } ?? element.name.upperBound
    var gap = [UInt8(ascii: " ")]
    if let last {
      var start = last.name.lowerBound
      while source.bytes[start - 1].isBlank || source.bytes[start - 1].isLineEnd { start -= 1 }
      gap = Array(source.bytes[start..<last.name.lowerBound])
    }
    let spelling =
      try source.encoded(name) + [UInt8(ascii: "="), quote]
      + XmlText.encode(text, quote: quote, in: source) + [quote]
    let event = last.map { $0.event + 1 } ?? element.events.lowerBound + 1
    let change = XmlPlan.Change(events: event..<event, replacement: [(.attribute, name), (.value, text)])
    return XmlPlan(
      splices: [Splice(range: position..<position, replacement: gap + spelling)], changes: [change], matchCount: 1)
  }

  /// Writes an element; its own elements go on lines of their own where `indentation` is given.
  private func written(
    _ name: String, _ value: EditValue, indentation: [UInt8]?, _ indent: [UInt8], _ expected: inout Expected
  ) throws(EditRefusal) -> [UInt8] {
    guard XmlText.isName(name) else { throw EditRefusal(.type, "\(name) can't be the name of an element") }
    var start = try [UInt8(ascii: "<")] + source.encoded(name)
    expected.append((.start, name))
    let end = try Array("</".utf8) + source.encoded(name) + [UInt8(ascii: ">")]
    var content: [UInt8] = []
    if case .object(let members) = value {
      for member in members {
        guard let attribute = XmlLocator.attributeName(member.key) else { continue }
        guard XmlText.isName(attribute), let text = member.value.plainText else {
          throw EditRefusal(.type, "\(member.value.shown) can't be written as the attribute \(attribute)")
        }
        start +=
          try [UInt8(ascii: " ")] + source.encoded(attribute) + Array("=\"".utf8)
          + XmlText.encode(text, quote: UInt8(ascii: "\""), in: source) + [UInt8(ascii: "\"")]
        expected += [(.attribute, attribute), (.value, text)]
      }
      let inner = indentation.map { $0 + indent }
      for member in members where XmlLocator.attributeName(member.key) == nil {
        let items: [EditValue] = if case .array(let items) = member.value { items } else { [member.value] }
        for item in items {
          content += inner.map { source.lineEnd() + $0 } ?? []
          content += try written(qualified(member.key), item, indentation: inner, indent, &expected)
        }
      }
      if !content.isEmpty { content += indentation.map { source.lineEnd() + $0 } ?? [] }
    } else {
      guard let text = value.plainText else {
        throw EditRefusal(.type, "\(value.shown) can't be written as text of XML")
      }
      content = try XmlText.encode(text, in: source)
      let read = XmlText.trimmed(text)
      if !read.isEmpty { expected.append((.text, read)) }
    }
    expected.append((.end, ""))
    return start + [UInt8(ascii: ">")] + content + end
  }
}
