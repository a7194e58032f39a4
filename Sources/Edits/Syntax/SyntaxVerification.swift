/// Checks that spliced bytes, read again, are the old tree with the planned changes and no others.
struct SyntaxVerification<Language: Dialect> {
  let dialect: Language
  let old: SourceText
  let oldRoot: Syntax
  let plan: SyntaxPlan
  let path: [PathStep]

  func check() throws(EditRefusal) {
    let new: SourceText
    let newRoot: Syntax
    do throws(EditRefusal) {
      new = try dialect.source(applying(plan.splices, to: old.bytes))
      newRoot = dialect.root(of: try dialect.parse(new))
    } catch {
      throw EditRefusal(.verification, "after the edit of \(path.shown) the file can't be read: \(error.message)")
    }
    let comparison = Comparison(dialect: dialect, old: old, new: new)
    guard comparison.areKept(oldRoot, newRoot, plan.changes[...], depth: 0) else {
      throw EditRefusal(.verification, "the edit of \(path.shown) would change other data too")
    }
  }

  private struct Comparison {
    let dialect: Language
    let old: SourceText
    let new: SourceText

    /// Whether `after` is `before` with the changes, whose addresses all start with that of `before`.
    func areKept(_ before: Syntax, _ after: Syntax, _ changes: ArraySlice<SyntaxPlan.Change>, depth: Int) -> Bool {
      guard let first = changes.first else { return isCopy(before.range, after.range) }
      if first.address.count == depth, case .replace(let value) = first.action {
        return changes.count == 1 && dialect.isSame(after, as: value, in: new)
      }
      guard let items = before.group?.items, let newItems = after.group?.items, isSameKind(before, after) else {
        return false
      }
      var inserts: [Int: (key: String?, value: EditValue)] = [:]
      for case .insert(let key, let value, let index) in changes.lazy.filter({ $0.address.count == depth }).map(
        \.action)
      {
        inserts[index] = (key, value)
      }
      let below = Dictionary(grouping: changes.filter { $0.address.count > depth }) { $0.address[depth] }
      var next = 0
      for (index, item) in items.enumerated() {
        while let insert = inserts.removeValue(forKey: next) {
          guard next < newItems.count, isInserted(newItems[next], insert.key, insert.value) else { return false }
          next += 1
        }
        let changes = below[index] ?? []
        if case .remove? = changes.first(where: { $0.address.count == depth + 1 })?.action { continue }
        guard next < newItems.count, isItemKept(item, newItems[next], changes, depth: depth) else { return false }
        next += 1
      }
      while let insert = inserts.removeValue(forKey: next) {
        guard next < newItems.count, isInserted(newItems[next], insert.key, insert.value) else { return false }
        next += 1
      }
      return next == newItems.count && inserts.isEmpty
    }

    private func isItemKept(
      _ before: Group.Item, _ after: Group.Item, _ changes: [SyntaxPlan.Change], depth: Int
    ) -> Bool {
      var rest = changes
      let rename = rest.firstIndex { if case .rename = $0.action { $0.address.count == depth + 1 } else { false } }
      if let rename, case .rename(let name) = rest.remove(at: rename).action {
        guard case .key(let range) = after.label, dialect.isKey(at: range, name, in: new) else { return false }
      } else {
        switch (before.labelRange, after.labelRange) {
        case (nil, nil): break
        case (let left?, let right?): guard isCopy(left, right) else { return false }
        default: return false
        }
      }
      return areKept(before.value, after.value, rest[...], depth: depth + 1)
    }

    private func isInserted(_ item: Group.Item, _ key: String?, _ value: EditValue) -> Bool {
      guard dialect.isSame(item.value, as: value, in: new) else { return false }
      switch (item.label, key) {
      case (.none, nil): return true
      case (.key(let range), let key?): return dialect.isKey(at: range, key, in: new)
      default: return false
      }
    }

    private func isSameKind(_ before: Syntax, _ after: Syntax) -> Bool {
      switch (before.kind, after.kind) {
      case (.list(let left), .list(let right)), (.mapping(let left), .mapping(let right)),
        (.call(let left), .call(let right)):
        isCopy(before.range.lowerBound..<left.opening, after.range.lowerBound..<right.opening)
      default: false
      }
    }

    private func isCopy(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
      left.count == right.count && old.bytes[left].elementsEqual(new.bytes[right])
    }
  }
}
