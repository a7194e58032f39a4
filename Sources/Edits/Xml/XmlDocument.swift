/// An XML file: its elements and where everything of them is.
struct XmlDocument: Sendable {
  let source: SourceText
  /// In the order of their start tags; the first is the root.
  var elements: [Element] = []
  /// What the file says, without comments, processing instructions and space between elements.
  var events: [Event] = []

  struct Element: Sendable {
    /// The name in the start tag, with its prefix.
    let name: Range<Int>
    let parent: Int?
    /// The start tag from `<` to behind `>`.
    var startTag: Range<Int>
    var attributes: [Attribute] = []
    /// Nil for an element that is one tag.
    var endTag: Range<Int>?
    /// Indexes of the elements in it.
    var children: [Int] = []
    /// The indexes of its events, from the start to the end.
    var events: Range<Int>

    var isOneTag: Bool { endTag == nil }

    /// From the start of the first tag to the end of the last.
    var range: Range<Int> { startTag.lowerBound..<(endTag ?? startTag).upperBound }

    /// What is between the tags.
    var content: Range<Int> { startTag.upperBound..<(endTag?.lowerBound ?? startTag.upperBound) }
  }

  struct Attribute: Sendable {
    let name: Range<Int>
    /// The value without its quotes.
    let value: Range<Int>
    /// The index of the event of its value.
    let event: Int
  }

  struct Event: Sendable {
    enum Kind: Sendable {
      case start, attribute, value, text, characterData, end
    }

    let kind: Kind
    /// The name or the text; that of text is without the space around it, that of the end is empty.
    let range: Range<Int>
  }

  /// The name without its prefix.
  func localName(_ name: Range<Int>) -> ArraySlice<UInt8> {
    let bytes = source.bytes[name]
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { return bytes }
    return bytes[(colon + 1)...]
  }

  /// Whether a name is the one that a path gives: with its prefix, or without any.
  func isNamed(_ name: Range<Int>, _ key: String) -> Bool {
    guard let key = source.encoding.encode(key) else { return false }
    return source.bytes[name].elementsEqual(key) || localName(name).elementsEqual(key)
  }

  /// The events of the text that is directly in an element.
  func texts(of element: Element) -> [Int] {
    var texts: [Int] = []
    var index = element.events.lowerBound + 1
    var child = 0
    while index < element.events.upperBound - 1 {
      if child < element.children.count, elements[element.children[child]].events.lowerBound == index {
        index = elements[element.children[child]].events.upperBound
        child += 1
        continue
      }
      if events[index].kind == .text || events[index].kind == .characterData { texts.append(index) }
      index += 1
    }
    return texts
  }

  func text(of event: Event) -> String {
    switch event.kind {
    case .text, .value: XmlText.decode(source.bytes[event.range], in: source)
    case .start, .attribute, .characterData, .end: source.text(event.range)
    }
  }

  /// The text that is directly in an element.
  func text(of element: Element) -> String {
    texts(of: element).map { text(of: events[$0]) }.joined()
  }

  /// The data of an element: its text where there are no elements in it, else a mapping of its attributes, as `@name`,
  /// and of the elements in it; elements of the same name are a list.
  func data(of index: Int) -> EditValue {
    let element = elements[index]
    guard !element.children.isEmpty else { return .string(text(of: element)) }
    var members: [EditValue.Member] = []
    for attribute in element.attributes {
      let value = EditValue.string(text(of: events[attribute.event]))
      members.append(EditValue.Member(key: "@" + source.text(attribute.name), value: value))
    }
    var positions: [[UInt8]: Int] = [:]
    var lists: [Int: [EditValue]] = [:]
    for child in element.children {
      let name = Array(localName(elements[child].name))
      if let position = positions[name] {
        lists[position, default: [members[position].value]].append(data(of: child))
      } else {
        positions[name] = members.count
        members.append(EditValue.Member(key: source.encoding.decode(name), value: data(of: child)))
      }
    }
    for (position, list) in lists {
      members[position] = EditValue.Member(key: members[position].key, value: .array(list))
    }
    return .object(members)
  }

  /// Whether elements of the same name say what a value says; a list of one is its element.
  func isSame(_ group: [Int], as value: EditValue) -> Bool {
    if case .array(let items) = value {
      return group.count == items.count && zip(group, items).allSatisfy { isSame([$0], as: $1) }
    }
    guard group.count == 1 else { return false }
    let element = elements[group[0]]
    guard case .object(let members) = value else {
      guard let text = value.plainText, element.children.isEmpty else { return false }
      return self.text(of: element).utf8.elementsEqual(text.utf8)
    }
    guard texts(of: element).isEmpty else { return false }
    var children = 0
    for member in members {
      if let name = XmlLocator.attributeName(member.key) {
        guard let attribute = element.attributes.first(where: { isNamed($0.name, name) }),
          EditValue.string(text(of: events[attribute.event])).isSame(as: member.value, in: .xml)
        else { return false }
      } else {
        let named = element.children.filter { isNamed(elements[$0].name, member.key) }
        guard isSame(named, as: member.value) else { return false }
        children += named.count
      }
    }
    let attributes = members.filter { XmlLocator.attributeName($0.key) != nil }.count
    return children == element.children.count && attributes == element.attributes.count
  }
}
