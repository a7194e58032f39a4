import Submodules

/// Finds groups of libraries of which a service has moved some to their targets and not the others.
enum MixedGroups {
  /// Marks the rows of one service that lag behind others of their group.
  static func mark(_ rows: inout [PinRow], groups: [String: [String]]) {
    var current: [String: String] = [:]
    for row in rows where row.state == .current {
      for group in groups[row.library ?? ""] ?? [] where current[group] == nil { current[group] = row.library }
    }
    guard !current.isEmpty else { return }
    for index in rows.indices where rows[index].states.contains(where: \.isDistance) {
      let library = rows[index].library ?? ""
      guard let group = groups[library]?.first(where: { current[$0] != nil && current[$0] != library }) else {
        continue
      }
      rows[index].states = PinState.ordered(rows[index].states + [.mixedGroup])
      rows[index].messages.append("\(current[group] ?? "") of the group \(group) is at its target")
    }
  }
}
