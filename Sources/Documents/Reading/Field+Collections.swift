extension Field {
  /// Returns the elements of a list, or reports that it isn't one or is too short.
  public func elements(atLeast least: Int = 0) -> [Field]? {
    guard case .list(let nodes) = node.value else {
      reportType("a list")
      return nil
    }
    if nodes.count < least {
      report("value", least == 1 ? "must not be empty" : "must have at least \(least) elements, not \(nodes.count)")
      return nil
    }
    return nodes.enumerated().map { Field($1, at: path + [.index($0)], findings: findings) }
  }

  /// Returns a list of what `read` makes of each element, or nil if any couldn't be read; all of them are tried.
  public func list<Element>(atLeast least: Int = 0, _ read: (Field) -> Element?) -> [Element]? {
    guard let elements = elements(atLeast: least) else { return nil }
    return allOrNone(elements.map(read))
  }

  /// Returns the members of a mapping whose keys the writer chooses, in the document's order.
  public func members() -> [(key: String, field: Field)]? {
    guard case .mapping(let members) = node.value else {
      reportType("a mapping")
      return nil
    }
    return members.map { ($0.key, Field($0.value, at: path + [.key($0.key)], findings: findings)) }
  }

  /// Returns a reader of a mapping whose keys are known, after reporting those that aren't.
  ///
  /// `what` is the mapping in messages, such as `a "set" step` or `a service`; `keys` are all that may be there, and the
  /// reader may ask for no other.
  public func mapping(_ what: String, keys: [String]) -> MappingReader? {
    guard case .mapping(let members) = node.value else {
      reportType("a mapping")
      return nil
    }
    let present = members.map(\.key)
    for member in members where !keys.contains(where: { $0.utf8.elementsEqual(member.key.utf8) }) {
      // What is there already can't have been meant.
      let free = keys.filter { !present.contains($0) }
      findings.add(
        Finding(
          code: "unknown-key", position: member.keyPosition, path: path + [.key(member.key)],
          message: "no such key in \(what)", suggestion: suggestion(for: member.key, among: free)))
    }
    return MappingReader(field: self, what: what, keys: keys)
  }
}

/// Returns all values, or nil if one of them is missing.
func allOrNone<Value>(_ values: [Value?]) -> [Value]? {
  let present = values.compactMap(\.self)
  return present.count == values.count ? present : nil
}
