/// Two versions of a TOML file without what both spell alike: reading all of a large file's data takes longer than its edit.
struct TomlDifference {
  let old: TomlDocument
  let new: TomlDocument

  /// Returns the data that differs, with the tables that it is in; elements that `where` steps may look at are whole.
  func data(along path: [PathStep]) -> (old: EditValue, new: EditValue) {
    let looksAtElements = path.contains { if case .matching = $0 { true } else { false } }
    // The same bytes stand for the same data only in the same encoding.
    guard !looksAtElements, old.source.encoding == new.source.encoding else {
      return (old.data(of: 0), new.data(of: 0))
    }
    return tables(0, 0) ?? (.object([]), .object([]))
  }

  /// Returns what two tables have that differs, nil where nothing does.
  private func tables(_ before: Int, _ after: Int) -> (old: EditValue, new: EditValue)? {
    var (left, right): ([EditValue.Member], [EditValue.Member]) = ([], [])
    let (oldMembers, newMembers) = (old.tables[before].members, new.tables[after].members)
    var (position, foundCount) = (0, 0)
    for (name, member) in oldMembers {
      // Members mostly stand where they stood, but for those that came or went before them.
      let isNext = position < newMembers.count && newMembers[position].name == name
      guard let other = isNext ? newMembers[position].member : new.tables[after][name] else {
        left.append(self.member(name, member, in: old))
        continue
      }
      position += isNext ? 1 : 0
      foundCount += 1
      if let (before, after) = members(member, other) {
        left.append(.init(key: old.source.encoding.decode(name), value: before))
        right.append(.init(key: old.source.encoding.decode(name), value: after))
      }
    }
    if foundCount < newMembers.count {
      for (name, member) in newMembers where old.tables[before][name] == nil {
        right.append(self.member(name, member, in: new))
      }
    }
    return left.isEmpty && right.isEmpty ? nil : (.object(left), .object(right))
  }

  /// Returns the data of two members of one name, nil where they are the same.
  private func members(_ before: TomlDocument.Member, _ after: TomlDocument.Member) -> (EditValue, EditValue)? {
    switch (before, after) {
    case (.value(let left), .value(let right)):
      let (leftValue, rightValue) = (old.entries[left].value, new.entries[right].value)
      if old.source.bytes[leftValue.range].elementsEqual(new.source.bytes[rightValue.range]) { return nil }
      return (old.data(of: before), new.data(of: after))
    case (.table(let left), .table(let right)):
      return tables(left, right)
    case (.tables(let left), .tables(let right)) where left.count == right.count:
      let elements = zip(left, right).map { tables($0, $1) }
      if elements.allSatisfy({ $0 == nil }) { return nil }
      return (.array(elements.map { $0?.old ?? .object([]) }), .array(elements.map { $0?.new ?? .object([]) }))
    default:
      return (old.data(of: before), new.data(of: after))
    }
  }

  private func member(
    _ name: ArraySlice<UInt8>, _ member: TomlDocument.Member, in document: TomlDocument
  ) -> EditValue.Member {
    .init(key: document.source.encoding.decode(name), value: document.data(of: member))
  }
}
