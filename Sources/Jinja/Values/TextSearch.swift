/// Searching and splitting text; offsets are byte offsets.
enum TextSearch {
  /// Returns the offset of the first occurrence.
  static func find(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = part.first else { return bytes.startIndex }
    guard bytes.count >= part.count else { return nil }
    var offset = bytes.startIndex
    let last = bytes.endIndex - part.count
    while offset <= last {
      if bytes[offset] == first, bytes[offset..<offset + part.count].elementsEqual(part) { return offset }
      offset += 1
    }
    return nil
  }

  /// Returns the offset of the last occurrence.
  static func findLast(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= part.count else { return nil }
    var offset = bytes.endIndex - part.count
    while offset >= bytes.startIndex {
      if bytes[offset..<offset + part.count].elementsEqual(part) { return offset }
      offset -= 1
    }
    return nil
  }

  /// Returns the number of occurrences that don't overlap; the empty text is found before each code point and at the end.
  static func count(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int {
    guard !part.isEmpty else { return codePointCount(of: bytes) + 1 }
    var count = 0
    var rest = bytes
    while let offset = find(part, in: rest) {
      count += 1
      rest = rest[(offset + part.count)...]
    }
    return count
  }

  /// Returns the bytes with the first `limit` occurrences replaced; a negative limit replaces all.
  static func replace(_ part: [UInt8], with replacement: [UInt8], in bytes: [UInt8], limit: Int) -> [UInt8] {
    var remaining = limit < 0 ? Int.max : limit
    guard remaining > 0 else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    if part.isEmpty {
      var offset = 0
      while remaining > 0 {
        result += replacement
        remaining -= 1
        guard offset < bytes.count else { return result }
        let end = min(offset + utf8Length(of: bytes[offset]), bytes.count)
        result += bytes[offset..<end]
        offset = end
      }
      return result + bytes[offset...]
    }
    var rest = bytes[...]
    while remaining > 0, let offset = find(part, in: rest) {
      result += rest[rest.startIndex..<offset]
      result += replacement
      rest = rest[(offset + part.count)...]
      remaining -= 1
    }
    return result + rest
  }

  static func split(_ bytes: [UInt8], by separator: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    var remaining = limit < 0 ? Int.max : limit
    while remaining > 0, let offset = find(separator, in: rest) {
      parts.append(rest[rest.startIndex..<offset])
      rest = rest[(offset + separator.count)...]
      remaining -= 1
    }
    return parts + [rest]
  }

  static func splitFromEnd(_ bytes: [UInt8], by separator: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    var remaining = limit < 0 ? Int.max : limit
    while remaining > 0, let offset = findLast(separator, in: rest) {
      parts.append(rest[(offset + separator.count)...])
      rest = rest[..<offset]
      remaining -= 1
    }
    return (parts + [rest]).reversed()
  }

  /// Splits at runs of white space, without empty parts.
  static func splitAtSpace(_ bytes: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var rest = droppingLeadingSpace(bytes[...])
    while !rest.isEmpty {
      if limit >= 0, parts.count == limit {
        parts.append(rest)
        break
      }
      let end = firstSpace(in: rest)
      parts.append(rest[rest.startIndex..<end])
      rest = droppingLeadingSpace(rest[end...])
    }
    return parts
  }

  /// Splits at runs of white space from the end, without empty parts.
  static func splitAtSpaceFromEnd(_ bytes: [UInt8], limit: Int) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var rest = droppingTrailingSpace(bytes[...])
    while !rest.isEmpty {
      if limit >= 0, parts.count == limit {
        parts.append(rest)
        break
      }
      var start = rest.endIndex
      while start > rest.startIndex {
        let previous = bytes.startOfCodePoint(before: start)
        if CodePoint.isSpace(bytes.codePoint(at: previous).scalar) { break }
        start = previous
      }
      parts.append(rest[start...])
      rest = droppingTrailingSpace(rest[..<start])
    }
    return parts.reversed()
  }

  private static func firstSpace(in bytes: ArraySlice<UInt8>) -> Int {
    let whole = Array(bytes)
    var offset = 0
    while offset < whole.count {
      let (scalar, length) = whole.codePoint(at: offset)
      if CodePoint.isSpace(scalar) { break }
      offset += length
    }
    return bytes.startIndex + offset
  }

  static func droppingLeadingSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let lead = rest.first {
      let length = min(utf8Length(of: lead), rest.count)
      guard CodePoint.isSpace(Array(rest.prefix(length)).codePoint(at: 0).scalar) else { break }
      rest = rest.dropFirst(length)
    }
    return rest
  }

  static func droppingTrailingSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while !rest.isEmpty {
      var start = rest.endIndex - 1
      while start > rest.startIndex, rest[start] & 0xC0 == 0x80 { start -= 1 }
      guard CodePoint.isSpace(Array(rest[start...]).codePoint(at: 0).scalar) else { break }
      rest = rest[..<start]
    }
    return rest
  }

  /// Splits at line breaks, as `str.splitlines`.
  static func lines(of text: Text, keepsEnds: Bool) -> [ArraySlice<UInt8>] {
    let bytes = text.bytes
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var offset = 0
    while offset < bytes.count {
      let (scalar, length) = bytes.codePoint(at: offset)
      guard CodePoint.isLineBreak(scalar) else {
        offset += length
        continue
      }
      var end = offset + length
      if scalar == 0x0D, end < bytes.count, bytes[end] == 0x0A { end += 1 }
      lines.append(bytes[start..<(keepsEnds ? end : offset)])
      start = end
      offset = end
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}
