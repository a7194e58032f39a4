import Edits

/// What an edit means, said of the data alone.
enum DataModel {
  /// Returns the value with what `change` makes of the member or element at the path; nil removes it.
  static func edited(
    _ value: EditValue, _ path: ArraySlice<PathStep>, _ change: (EditValue.Member) -> EditValue.Member?
  ) -> EditValue {
    guard let step = path.first else { return change(.init(key: "", value: value))?.value ?? .null }
    let rest = path.dropFirst()
    func member(_ member: EditValue.Member) -> EditValue.Member? {
      if rest.isEmpty { return change(member) }
      return EditValue.Member(key: member.key, value: edited(member.value, rest, change))
    }
    switch (step, value) {
    case (.key(let key), .object(let members)):
      return .object(members.compactMap { $0.key.utf8.elementsEqual(key.utf8) ? member($0) : $0 })
    case (.index(let index), .array(let items)):
      return .array(
        items.enumerated().compactMap { position, item in
          position == index ? member(.init(key: "", value: item))?.value : item
        })
    default: return value
    }
  }

  /// Returns every path of a value, with the value there.
  static func paths(of value: EditValue, _ path: [PathStep] = []) -> [(path: [PathStep], value: EditValue)] {
    var all = [(path, value)]
    switch value {
    case .array(let items):
      for (index, item) in items.enumerated() { all += paths(of: item, path + [.index(index)]) }
    case .object(let members):
      for member in members { all += paths(of: member.value, path + [.key(member.key)]) }
    case .null, .boolean, .number, .string, .code: break
    }
    return all
  }

  /// Whether each key on the path is there once, so that the path means one value.
  static func isUnique(_ path: [PathStep], in value: EditValue) -> Bool {
    guard let step = path.first else { return true }
    switch (step, value) {
    case (.key(let key), .object(let members)):
      let named = members.filter { $0.key.utf8.elementsEqual(key.utf8) }
      return named.count == 1 && isUnique(Array(path.dropFirst()), in: named[0].value)
    case (.index(let index), .array(let items)):
      return items.indices.contains(index) && isUnique(Array(path.dropFirst()), in: items[index])
    default: return false
    }
  }

  /// Returns the value with the members of every mapping in the order of their keys and texts.
  static func sorted(_ value: EditValue) -> EditValue {
    switch value {
    case .array(let items): .array(items.map(sorted))
    case .object(let members):
      .object(
        members.map { EditValue.Member(key: $0.key, value: sorted($0.value)) }
          .sorted { ($0.key, $0.value.jsonText) < ($1.key, $1.value.jsonText) })
    case .null, .boolean, .number, .string, .code: value
    }
  }

  /// Returns the value without empty collections below it: some formats have no way to write one that was emptied.
  static func withoutEmpty(_ value: EditValue) -> EditValue {
    switch value {
    case .array(let items): .array(items.map(withoutEmpty).filter { !isEmpty($0) })
    case .object(let members):
      .object(
        members.map { EditValue.Member(key: $0.key, value: withoutEmpty($0.value)) }.filter { !isEmpty($0.value) })
    case .null, .boolean, .number, .string, .code: value
    }
  }

  private static func isEmpty(_ value: EditValue) -> Bool { value == .array([]) || value == .object([]) }
}
