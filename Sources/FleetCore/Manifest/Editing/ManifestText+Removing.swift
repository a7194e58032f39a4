import Documents

extension ManifestText {
  func textRemoving(_ names: Set<String>) throws(ManifestEditError) -> [UInt8] {
    let (root, lines) = try parts()
    guard case .mapping(let members) = root.value, let member = members.first(where: { $0.key == "services" }),
      let list = ServiceList(member.value, in: lines)
    else { throw flowError }
    let removed = list.entries.indices.filter { index in
      if case .string(let name)? = list.entries[index].member("name")?.value { names.contains(name) } else { false }
    }
    var text = bytes
    for range in removed.map({ byteRange(of: list.extent(of: $0), lines: lines) }).reversed() {
      text.removeSubrange(range)
    }
    if removed.count == list.entries.count {
      guard let colon = colon(behind: member, lines: lines) else { throw .inexact(file) }
      text.insert(contentsOf: " []".utf8, at: colon + 1)
    }
    return text
  }

  /// The bytes of an entry's lines. Of blank lines around it one goes too, so that two entries aren't parted by more
  /// than before; a file without an end of its last line is left without one.
  private func byteRange(of extent: ClosedRange<Int>, lines: TextLines) -> Range<Int> {
    var start = lines.range(ofLine: extent.lowerBound).lowerBound
    var end = lines.range(ofLine: extent.upperBound).upperBound
    let isBlankBefore = extent.lowerBound > 1 && lines.isBlank(extent.lowerBound - 1)
    if isBlankBefore, extent.upperBound == lines.count {
      start = lines.range(ofLine: extent.lowerBound - 1).lowerBound
    } else if isBlankBefore, lines.isBlank(extent.upperBound + 1) {
      end = lines.range(ofLine: extent.upperBound + 1).upperBound
    }
    if end == bytes.count, !lines.endsWithLineEnd {
      while start > 0, bytes[start - 1] == UInt8(ascii: "\n") || bytes[start - 1] == UInt8(ascii: "\r") { start -= 1 }
    }
    return start..<end
  }

  private func colon(behind member: Node.Member, lines: TextLines) -> Int? {
    var offset = lines.offset(of: member.keyPosition)
    let isQuoted = bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'")
    offset += member.key.utf8.count + (isQuoted ? 2 : 0)
    while offset < bytes.count, bytes[offset] == UInt8(ascii: " ") { offset += 1 }
    return offset < bytes.count && bytes[offset] == UInt8(ascii: ":") ? offset : nil
  }
}
