import Documents

extension ManifestText {
  func textRemoving(_ names: Set<String>) throws(ManifestEditError) -> [UInt8] {
    let (root, lines) = try parts()
    guard case .mapping(let members) = root.value, let member = members.first(where: { $0.key == "services" }),
      let list = ServiceList(member.value, in: lines)
    else { throw flowError }
    let isRemoved = list.entries.map { entry in
      if case .string(let name)? = entry.member("name")?.value { names.contains(name) } else { false }
    }
    var text = withoutLines(linesToRemove(of: list, isRemoved: isRemoved), of: lines)
    if isRemoved.allSatisfy(\.self) {
      // The colon stands before all of the list, so its offset is still right.
      guard let colon = colon(behind: member, lines: lines) else { throw .inexact(file) }
      text.insert(contentsOf: " []".utf8, at: colon + 1)
    }
    return text
  }

  /// The entries' lines, and the blank lines that part each from the entry before it. Where no entry before it is left,
  /// it takes those behind it.
  private func linesToRemove(of list: ServiceList, isRemoved: [Bool]) -> Set<Int> {
    let firstLeft = isRemoved.firstIndex(of: false) ?? isRemoved.count
    var removed: Set<Int> = []
    for index in isRemoved.indices where isRemoved[index] {
      let extent = list.extent(of: index)
      removed.formUnion(extent)
      if index > firstLeft {
        var line = extent.lowerBound - 1
        while list.lines.isBlank(line) { (_, line) = (removed.insert(line), line - 1) }
      } else if firstLeft < isRemoved.count {
        var line = extent.upperBound + 1
        while list.lines.isBlank(line) { (_, line) = (removed.insert(line), line + 1) }
      }
    }
    return removed
  }

  /// A file without an end of its last line is left without one.
  private func withoutLines(_ removed: Set<Int>, of lines: TextLines) -> [UInt8] {
    let byteOrderMark = bytes[..<lines.range(ofLine: 1).lowerBound]
    let left = (1...lines.count).filter { !removed.contains($0) }
    var text = Array(byteOrderMark) + left.flatMap { bytes[lines.range(ofLine: $0)] }
    if !lines.endsWithLineEnd {
      while text.last == UInt8(ascii: "\n") || text.last == UInt8(ascii: "\r") { text.removeLast() }
    }
    return text
  }

  private func colon(behind member: Node.Member, lines: TextLines) -> Int? {
    var offset = lines.offset(of: member.keyPosition)
    let isQuoted = bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'")
    offset += member.key.utf8.count + (isQuoted ? 2 : 0)
    while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    return offset < bytes.count && bytes[offset] == UInt8(ascii: ":") ? offset : nil
  }
}
