/// How collections are written around a place.
struct GroupStyle: Sendable {
  /// Between a key and its value, as `: `.
  let pairSeparator: [UInt8]
  /// Behind a comma on one line: a space or nothing.
  let itemSeparator: [UInt8]
  /// Inside the braces and the brackets of a collection on one line.
  let bracePadding: [UInt8]
  let bracketPadding: [UInt8]
  /// What a level of indentation adds.
  let indent: [UInt8]
  let lineEnd: [UInt8]
  /// Whether new collections put each element on a line of its own, and end the last with a comma.
  var isMultiline: Bool
  let endsLinesWithComma: Bool
  /// The quote that strings have, where the language has two.
  let quote: UInt8
}

/// Reads the style of a file around a place: the nearest collection that shows a habit decides.
struct StyleReader<Language: Dialect> {
  let dialect: Language
  let source: SourceText
  let root: Syntax

  /// How many collections of a file are looked at for an example.
  private static var examplesLimit: Int { 2000 }

  /// Returns the style for what is written into the collection `place`, or instead of its element `old`.
  func style(in place: Place, replacing old: Syntax? = nil) -> GroupStyle {
    let near = nearest(to: place, old)
    let pair = example(near, pairSeparator) ?? Array(dialect.defaultPairSeparator.utf8)
    // Compact JSON has no blanks at all; in other languages a comma takes one however pairs are written.
    let isCompact = pair.last?.isBlank == false && (dialect.format == .json || dialect.format == .jsonc)
    return GroupStyle(
      pairSeparator: pair,
      itemSeparator: example(near, itemSeparator) ?? (isCompact ? [] : [UInt8(ascii: " ")]),
      bracePadding: example(near) { padding(UInt8(ascii: "{"), $0) } ?? Array(dialect.defaultBracePadding.utf8),
      bracketPadding: example(near) { padding(UInt8(ascii: "["), $0) } ?? [],
      indent: example(near, indent) ?? Array(dialect.defaultIndent.utf8),
      lineEnd: source.lineEnd(),
      isMultiline: isMultiline(in: place, replacing: old),
      endsLinesWithComma: example(near, endsLinesWithComma) ?? dialect.endsLinesWithComma,
      quote: dialect.quote(near: place, in: root, of: source))
  }

  /// Whether the element is the first thing on a line inside its collection.
  func startsLine(_ index: Int, in group: Group) -> Bool {
    let start = group.items[index].range.lowerBound
    // A file of one line makes its start far away, so that is asked last.
    return source.isFirstOnLine(start) && source.lineStart(of: start) >= group.opening
  }

  /// Whether a new collection in `place` goes over several lines: as the one that it replaces, else as the last one
  /// beside it, else as the collection that it is in.
  private func isMultiline(in place: Place, replacing old: Syntax?) -> Bool {
    if let group = old?.group, !group.items.isEmpty { return startsLine(group.items.count - 1, in: group) }
    guard let group = place.node.group, !group.items.isEmpty else { return expandsEmpty(place) }
    guard startsLine(group.items.count - 1, in: group), group.opening > source.start else { return false }
    let sibling = group.items.last { $0.value.group.map { !$0.items.isEmpty } ?? false }
    guard let nested = sibling?.value.group else { return true }
    return startsLine(nested.items.count - 1, in: nested)
  }

  /// Whether the first element of an empty collection goes on a line of its own.
  func expandsEmpty(_ place: Place) -> Bool {
    guard let group = place.node.group else { return false }
    if source.bytes[group.opening..<group.closing].contains(where: \.isLineEnd) { return true }
    guard dialect.expandsEmptyCollections, let outer = place.parents.last, let outerGroup = outer.node.group else {
      return false
    }
    return startsLine(outer.index, in: outerGroup)
  }

  /// The collections around a place, nearest first.
  private func nearest(to place: Place, _ old: Syntax?) -> [Syntax] {
    var near: [Syntax] = []
    if let old { near.append(old) }
    near.append(place.node)
    near += (place.node.group?.items ?? []).suffix(50).reversed().map(\.value)
    near += place.parents.reversed().map(\.node)
    return near.filter { $0.group != nil }
  }

  private func example<Habit>(_ near: [Syntax], _ habit: (Syntax) -> Habit?) -> Habit? {
    for node in near {
      if let found = habit(node) { return found }
    }
    var queue = [root]
    var next = 0
    while next < queue.count, next < Self.examplesLimit {
      let node = queue[next]
      next += 1
      if let found = habit(node) { return found }
      for item in (node.group?.items ?? []).prefix(Self.examplesLimit) where item.value.group != nil {
        queue.append(item.value)
      }
    }
    return nil
  }

  private func pairSeparator(_ node: Syntax) -> [UInt8]? {
    guard case .mapping(let group) = node.kind else { return nil }
    for item in group.items.suffix(50).reversed() {
      guard case .key(let key) = item.label, key.upperBound <= item.value.range.lowerBound else { continue }
      let between = source.bytes[key.upperBound..<item.value.range.lowerBound]
      let signs = between.filter { !$0.isBlank }
      if signs == [UInt8(ascii: ":")] || signs == [UInt8(ascii: "=")] { return Array(between) }
    }
    return nil
  }

  private func itemSeparator(_ node: Syntax) -> [UInt8]? {
    guard let items = node.group?.items.suffix(50) else { return nil }
    for (left, right) in zip(items, items.dropFirst()).reversed() {
      guard let comma = left.comma, comma < right.range.lowerBound else { continue }
      let between = source.bytes[(comma + 1)..<right.range.lowerBound]
      if between.allSatisfy(\.isBlank) { return Array(between) }
    }
    return nil
  }

  private func padding(_ bracket: UInt8, _ node: Syntax) -> [UInt8]? {
    guard let group = node.group, let first = group.items.first, group.opening > 0,
      source.bytes[group.opening - 1] == bracket, first.range.lowerBound >= group.opening
    else { return nil }
    let space = source.bytes[group.opening..<first.range.lowerBound]
    guard space.allSatisfy(\.isBlank), !source.bytes[group.opening..<group.closing].contains(where: \.isLineEnd) else {
      return nil
    }
    return Array(space)
  }

  private func indent(_ node: Syntax) -> [UInt8]? {
    guard let group = node.group, !group.items.isEmpty, group.opening > source.start, startsLine(0, in: group) else {
      return nil
    }
    let outer = source.indentation(at: group.opening - 1)
    let inner = source.indentation(at: group.items[0].range.lowerBound)
    guard inner.count > outer.count, inner.count - outer.count <= 8, inner.starts(with: outer) else { return nil }
    return Array(inner.dropFirst(outer.count))
  }

  private func endsLinesWithComma(_ node: Syntax) -> Bool? {
    guard dialect.allowsTrailingComma, let group = node.group, !group.items.isEmpty, group.opening > source.start,
      startsLine(group.items.count - 1, in: group)
    else { return nil }
    return group.hasTrailingComma
  }
}
