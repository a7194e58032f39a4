/// Checks an edit by the data before and after it: what the path doesn't name has to be as it was.
struct DataVerification {
  let request: EditRequest
  let format: FileFormat

  private var missing: EditRequest.Missing {
    switch request.operation {
    case .set(_, let missing), .append(_, let missing), .delete(let missing), .rename(_, let missing): missing
    }
  }

  /// Compares the data of a file before and after the edit.
  func check(old: EditValue, new: EditValue) throws(EditRefusal) {
    guard isEdited(old, new, request.path[...]) else {
      throw EditRefusal(.verification, "the edit of \(request.path.shown) would change other data too")
    }
  }

  /// Whether `new` is `old` with the operation done at the path and nowhere else.
  private func isEdited(_ old: EditValue, _ new: EditValue, _ path: ArraySlice<PathStep>) -> Bool {
    guard let step = path.first else { return isDone(old, new) }
    let rest = path.dropFirst()
    switch (step, old, new) {
    case (.key(let key), .object(let old), .object(let new)):
      return isMemberEdited(key, old, new, rest)
    case (.index(let index), .array(let old), .array(let new)):
      return isItemEdited(index < 0 ? old.count + index : index, old, new, rest)
    case (.matching(let wanted), .array(let old), .array(let new)):
      if case .delete = request.operation, rest.isEmpty {
        return areIdentical(old.filter { !$0.hasAll(wanted, in: format) }, new)
      }
      return old.count == new.count
        && zip(old, new).allSatisfy { $0.hasAll(wanted, in: format) ? isEdited($0, $1, rest) : $0.isIdentical(to: $1) }
    default:
      // The path leads nowhere from here, or starts in an empty place such as `key:` in YAML.
      return old.isIdentical(to: new) || (missing == .create && old.isEmpty && isCreated(new, path))
    }
  }

  /// Whether the operation was done to the value itself.
  private func isDone(_ old: EditValue, _ new: EditValue) -> Bool {
    switch request.operation {
    case .set(let value, _):
      return new.isSame(as: value, in: format)
    case .append(let value, _):
      guard case .array(let after) = new else { return false }
      var before: [EditValue] = []
      if case .array(let items) = old { before = items } else if !old.isEmpty { return false }
      if areIdentical(before, after) { return before.contains { $0.isSame(as: value, in: format) } }
      guard let last = after.last, last.isSame(as: value, in: format) else { return false }
      return areIdentical(before, Array(after.dropLast()))
    case .delete, .rename:
      return old.isIdentical(to: new)
    }
  }

  private func isMemberEdited(
    _ key: String, _ old: [EditValue.Member], _ new: [EditValue.Member], _ rest: ArraySlice<PathStep>
  ) -> Bool {
    let isNamed: (EditValue.Member) -> Bool = { $0.key.utf8.elementsEqual(key.utf8) }
    if rest.isEmpty {
      switch request.operation {
      case .delete:
        return EditValue.object(old.filter { !isNamed($0) }).isIdentical(to: .object(new))
      case .rename(let name, _):
        let renamed = old.map { isNamed($0) ? EditValue.Member(key: name, value: $0.value) : $0 }
        return EditValue.object(renamed).isIdentical(to: .object(new))
      case .set, .append: break
      }
    }
    let others = EditValue.object(old.filter { !isNamed($0) })
    guard others.isIdentical(to: .object(new.filter { !isNamed($0) })) else { return false }
    let before = old.filter(isNamed)
    let after = new.filter(isNamed)
    switch (before.count, after.count) {
    case (0, 0): return true
    case (0, 1): return missing == .create && isCreated(after[0].value, rest)
    case (1, 1): return isEdited(before[0].value, after[0].value, rest)
    case (1, 0):
      // Where a list is nothing but its elements, the last one takes the list with it; so does the last dotted key of
      // TOML, or the last header through a table that has none of its own.
      if format.hasNoEmptyLists, isEdited(before[0].value, .array([]), rest) { return true }
      guard format == .toml, case .delete = request.operation else { return false }
      return isEdited(before[0].value, .object([]), rest)
    default: return false
    }
  }

  private func isItemEdited(_ index: Int, _ old: [EditValue], _ new: [EditValue], _ rest: ArraySlice<PathStep>) -> Bool
  {
    guard old.indices.contains(index) else {
      if areIdentical(old, new) { return true }
      guard missing == .create, index == old.count, new.count == index + 1 else { return false }
      return areIdentical(old, Array(new.dropLast())) && isCreated(new[index], rest)
    }
    if case .delete = request.operation, rest.isEmpty {
      return areIdentical(Array(old[..<index] + old[(index + 1)...]), new)
    }
    guard old.count == new.count else { return false }
    return old.indices.allSatisfy { position in
      position == index
        ? isEdited(old[position], new[position], rest) : old[position].isIdentical(to: new[position])
    }
  }

  /// Whether the value is what `create` makes for the rest of a path: nothing but the path and the value at its end.
  private func isCreated(_ new: EditValue, _ path: ArraySlice<PathStep>) -> Bool {
    guard let step = path.first else { return isDone(.null, new) }
    switch (step, new) {
    case (.key(let key), .object(let members)):
      return members.count == 1 && members[0].key.utf8.elementsEqual(key.utf8)
        && isCreated(members[0].value, path.dropFirst())
    case (.index(0), .array(let items)):
      return items.count == 1 && isCreated(items[0], path.dropFirst())
    default:
      return false
    }
  }

  private func areIdentical(_ left: [EditValue], _ right: [EditValue]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
  }
}

extension FileFormat {
  /// Whether a list may stand in the file as elements of the same name.
  fileprivate var hasNoEmptyLists: Bool { self == .toml || self == .xml }
}

extension EditValue {
  /// Whether there is nothing in it: null, or a collection without elements.
  fileprivate var isEmpty: Bool {
    switch self {
    case .null: true
    case .array(let items): items.isEmpty
    case .object(let members): members.isEmpty
    case .boolean, .number, .string, .code: false
    }
  }
}
