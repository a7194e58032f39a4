/// An edit of data that stands nowhere yet: of the copy that takes an alias's place.
struct YamlCopy {
  let request: EditRequest

  private var missing: EditRequest.Missing {
    switch request.operation {
    case .set(_, let missing), .append(_, let missing), .delete(let missing), .rename(_, let missing): missing
    }
  }

  /// Returns the data with the operation done at the path, and nil where nothing is to be done.
  func edited(_ value: EditValue, path: ArraySlice<PathStep>) throws(EditRefusal) -> EditValue? {
    guard let step = path.first else { return try done(value) }
    let rest = path.dropFirst()
    switch (step, value) {
    case (.key(let key), .object(var members)):
      if let index = members.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) }) {
        if rest.isEmpty, try editMember(at: index, of: &members) { return .object(members) }
        guard let inner = try edited(members[index].value, path: rest) else { return nil }
        members[index] = EditValue.Member(key: key, value: inner)
        return .object(members)
      }
      guard let inner = try created(path) else { return nil }
      return .object(members + [EditValue.Member(key: key, value: inner)])
    case (.index(let index), .array(var items)):
      let position = index < 0 ? items.count + index : index
      guard items.indices.contains(position) else { break }
      if rest.isEmpty, case .delete = request.operation {
        items.remove(at: position)
        return .array(items)
      }
      guard let inner = try edited(items[position], path: rest) else { return nil }
      items[position] = inner
      return .array(items)
    default: break
    }
    if missing == .skip { return nil }
    throw EditRefusal(.noMatch, "\(request.path.shown) isn't in what the alias stands for")
  }

  /// Deletes or renames a member; false for the operations that are done to its value.
  private func editMember(at index: Int, of members: inout [EditValue.Member]) throws(EditRefusal) -> Bool {
    switch request.operation {
    case .delete: members.remove(at: index)
    case .rename(let name, _):
      guard !members.contains(where: { $0.key.utf8.elementsEqual(name.utf8) }) else {
        throw EditRefusal(.exists, "there is a key \(name) beside \(request.path.shown) already")
      }
      members[index] = EditValue.Member(key: name, value: members[index].value)
    case .set, .append: return false
    }
    return true
  }

  private func done(_ value: EditValue) throws(EditRefusal) -> EditValue? {
    switch (request.operation, value) {
    case (.set(let wanted, _), _): return wanted.isSame(as: value, in: .yaml) ? nil : wanted
    case (.append(let item, _), .array(let items)):
      return items.contains { $0.isSame(as: item, in: .yaml) } ? nil : .array(items + [item])
    case (.append, _): throw EditRefusal(.type, "\(request.path.shown) isn't a list")
    case (.delete, _), (.rename, _): throw EditRefusal(.type, "\(request.path.shown) has no key")
    }
  }

  /// Returns what `create` makes for the rest of a path below its first step.
  private func created(_ path: ArraySlice<PathStep>) throws(EditRefusal) -> EditValue? {
    switch (missing, request.operation) {
    case (.skip, _): return nil
    case (.create, .set(let value, _)):
      if let inner = value.nested(under: path.dropFirst()) { return inner }
    case (.create, .append(let item, _)):
      if let inner = EditValue.array([item]).nested(under: path.dropFirst()) { return inner }
    default: break
    }
    throw EditRefusal(.noMatch, "\(request.path.shown) isn't in what the alias stands for")
  }
}
