/// Where a path leads in an XML file.
enum XmlArrival: Sendable {
  /// To elements of the same name beside one another, mostly one.
  case elements([Int])
  /// To an attribute, by its position in the element.
  case attribute(element: Int, Int)
  /// Nowhere: the step of that number fails in the element; nil stands for the document.
  case missing(element: Int?, step: Int, reason: String)
}

/// Follows a path from element to element: the first step is the root's name.
struct XmlLocator {
  let document: XmlDocument
  let path: [PathStep]

  func arrivals() throws(EditRefusal) -> [XmlArrival] {
    guard let first = path.first else { throw EditRefusal(.type, "the path needs the name of the root element") }
    let root = document.source.text(document.elements[0].name)
    guard case .key(let name) = first, document.isNamed(document.elements[0].name, name) else {
      return [.missing(element: nil, step: 0, reason: "the root element is \(root), not \([first].shown)")]
    }
    return try arrivals(from: [0], in: nil, step: 1)
  }

  /// Follows the path from elements of the same name, of which it may choose some.
  private func arrivals(from group: [Int], in parent: Int?, step: Int) throws(EditRefusal) -> [XmlArrival] {
    guard step < path.count else { return [.elements(group)] }
    let chosen: [Int]
    switch path[step] {
    case .key(let key):
      guard group.count == 1 else {
        throw EditRefusal(
          .ambiguous, "\(shown(step)) is there \(group.count) times",
          at: document.elements[group[1]].range.lowerBound)
      }
      return try arrivals(of: key, in: group[0], step)
    case .index(let index):
      let position = index < 0 ? group.count + index : index
      chosen = group.indices.contains(position) ? [group[position]] : []
    case .matching(let members):
      chosen = group.filter { element in members.allSatisfy { hasMember($0, element) } }
    }
    if chosen.isEmpty {
      let reason = "none of the \(group.count) elements \(shown(step)) is \([path[step]].shown)"
      return [.missing(element: parent, step: step, reason: reason)]
    }
    var found: [XmlArrival] = []
    for element in chosen { found += try arrivals(from: [element], in: parent, step: step + 1) }
    return found
  }

  /// Goes on to an attribute, as `@name`, or to the elements of a name.
  private func arrivals(of key: String, in element: Int, _ step: Int) throws(EditRefusal) -> [XmlArrival] {
    if let name = XmlLocator.attributeName(key) {
      let position = document.elements[element].attributes.firstIndex { document.isNamed($0.name, name) }
      guard let position else { return [.missing(element: element, step: step, reason: reason(key, element, step))] }
      guard step + 1 == path.count else {
        return [
          .missing(element: element, step: step + 1, reason: "\(shown(step + 1)) is an attribute, not an element")
        ]
      }
      return [.attribute(element: element, position)]
    }
    let named = document.elements[element].children.filter { document.isNamed(document.elements[$0].name, key) }
    if named.isEmpty { return [.missing(element: element, step: step, reason: reason(key, element, step))] }
    return try arrivals(from: named, in: element, step: step + 1)
  }

  /// The name behind the `@` of a step.
  static func attributeName(_ key: String) -> String? {
    key.utf8.first == UInt8(ascii: "@") ? String(key.dropFirst()) : nil
  }

  private func hasMember(_ member: EditValue.Member, _ element: Int) -> Bool {
    let own = document.elements[element]
    if let name = XmlLocator.attributeName(member.key) {
      let found = own.attributes.first { document.isNamed($0.name, name) }
      return found.map {
        EditValue.string(document.text(of: document.events[$0.event])).isSame(as: member.value, in: .xml)
      } ?? false
    }
    let named = own.children.filter { document.isNamed(document.elements[$0].name, member.key) }
    return !named.isEmpty && document.isSame(named, as: member.value)
  }

  private func shown(_ count: Int) -> String {
    Array(path[..<count]).shown
  }

  private func reason(_ key: String, _ element: Int, _ step: Int) -> String {
    let own = document.elements[element]
    let isAttribute = XmlLocator.attributeName(key) != nil
    var names: [String] = []
    let all =
      isAttribute
      ? own.attributes.map { "@" + document.source.text($0.name) }
      : own.children.map { document.source.text(document.elements[$0].name) }
    for name in all where !names.contains(name) && names.count < 9 { names.append(name) }
    let noun = isAttribute ? "attribute" : "element"
    if names.isEmpty { return "\(shown(step)) has no \(noun) \(key); it has none" }
    return "\(shown(step)) has no \(noun) \(key); it has \(names.prefix(8).joined(separator: ", "))"
      + (names.count > 8 ? " and more" : "")
  }
}
