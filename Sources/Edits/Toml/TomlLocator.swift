/// Where a path leads in a TOML file.
enum TomlArrival: Sendable {
  /// To an entry; the steps from `step` on lead into its value.
  case value(entry: Int, step: Int)
  /// To a table; `owner` is the one that it is a member of.
  case table(Int, owner: Int)
  /// To an array of tables.
  case tables([Int], owner: Int)
  /// Nowhere: the step of that number fails in the table.
  case missing(table: Int, step: Int, reason: String)
}

/// Follows a path from table to table.
struct TomlLocator {
  let document: TomlDocument
  let path: [PathStep]

  func arrivals() -> [TomlArrival] {
    arrivals(from: 0, owner: 0, step: 0)
  }

  private func arrivals(from table: Int, owner: Int, step: Int) -> [TomlArrival] {
    guard step < path.count else { return [.table(table, owner: owner)] }
    guard case .key(let key) = path[step] else {
      return [.missing(table: table, step: step, reason: "\(shown(step)) is a table, not a list")]
    }
    switch document.tables[table][Array(key.utf8)[...]] {
    case nil: return [.missing(table: table, step: step, reason: reason(key, table, step))]
    case .value(let entry)?: return [.value(entry: entry, step: step + 1)]
    case .table(let next)?: return arrivals(from: next, owner: table, step: step + 1)
    case .tables(let elements)?:
      guard step + 1 < path.count else { return [.tables(elements, owner: table)] }
      let chosen = chosen(from: elements, step + 1)
      if chosen.isEmpty {
        let reason = "none of the \(elements.count) elements of \(shown(step + 1)) is \([path[step + 1]].shown)"
        return [.missing(table: table, step: step + 1, reason: reason)]
      }
      return chosen.flatMap { arrivals(from: $0, owner: table, step: step + 2) }
    }
  }

  private func chosen(from elements: [Int], _ step: Int) -> [Int] {
    switch path[step] {
    case .key: return []
    case .index(let index):
      let position = index < 0 ? elements.count + index : index
      return elements.indices.contains(position) ? [elements[position]] : []
    case .matching(let members):
      return elements.filter { document.data(of: $0).hasAll(members, in: .toml) }
    }
  }

  private func shown(_ count: Int) -> String {
    count == 0 ? "the file's root" : Array(path[..<count]).shown
  }

  private func reason(_ key: String, _ table: Int, _ step: Int) -> String {
    let names = document.tables[table].members.map { String(decoding: $0.name, as: UTF8.self) }
    if names.isEmpty { return "\(shown(step)) has no key \(key); it has none" }
    return "\(shown(step)) has no key \(key); it has \(names.prefix(8).joined(separator: ", "))"
      + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }
}

extension TomlDocument {
  /// The data of a table and of all that is in it.
  func data(of table: Int) -> EditValue {
    .object(
      tables[table].members.map { name, member in
        EditValue.Member(key: source.encoding.decode(name), value: data(of: member))
      })
  }

  /// The data of one member of a table.
  func data(of member: Member) -> EditValue {
    switch member {
    case .value(let entry): TomlValues().value(of: entries[entry].value, in: source)
    case .table(let next): data(of: next)
    case .tables(let elements): .array(elements.map { data(of: $0) })
    }
  }
}
