/// A pattern of Python's `fnmatch`: `*` and `?` match slashes too, `[…]` is a set of characters.
struct NamePattern {
  private enum Part {
    case any
    case one
    case character(UInt32)
    case set(isNegated: Bool, [ClosedRange<UInt32>])
  }

  private let parts: [Part]

  init(_ pattern: String) {
    let scalars = pattern.unicodeScalars.map(\.value)
    var parts: [Part] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case UInt32(UInt8(ascii: "*")): parts.append(.any)
      case UInt32(UInt8(ascii: "?")): parts.append(.one)
      case UInt32(UInt8(ascii: "[")):
        if let (part, end) = NamePattern.set(scalars, from: index) {
          parts.append(part)
          index = end
        } else {
          parts.append(.character(scalar))
        }
      default: parts.append(.character(scalar))
      }
    }
    self.parts = parts
  }

  /// Reads a set; nil where it isn't closed, so that the bracket is a character.
  private static func set(_ scalars: [UInt32], from start: Int) -> (Part, end: Int)? {
    var index = start
    let isNegated = index < scalars.count && scalars[index] == UInt32(UInt8(ascii: "!"))
    if isNegated { index += 1 }
    let first = index
    var end = first
    if end < scalars.count, scalars[end] == UInt32(UInt8(ascii: "]")) { end += 1 }
    while end < scalars.count, scalars[end] != UInt32(UInt8(ascii: "]")) { end += 1 }
    guard end < scalars.count else { return nil }
    var ranges: [ClosedRange<UInt32>] = []
    index = first
    while index < end {
      let low = scalars[index]
      if index + 2 < end, scalars[index + 1] == UInt32(UInt8(ascii: "-")) {
        // A range that runs backwards holds nothing.
        if low <= scalars[index + 2] { ranges.append(low...scalars[index + 2]) }
        index += 3
      } else {
        ranges.append(low...low)
        index += 1
      }
    }
    return (.set(isNegated: isNegated, ranges), end + 1)
  }

  /// Whether the whole text matches.
  func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    var part = 0
    var index = 0
    // Where to go on when what follows the last `*` doesn't match: that `*` takes one character more.
    var star: (part: Int, index: Int)?
    while index < scalars.count {
      if part < parts.count, case .any = parts[part] {
        star = (part, index)
        part += 1
      } else if part < parts.count, NamePattern.matches(parts[part], scalars[index]) {
        part += 1
        index += 1
      } else if let last = star {
        star = (last.part, last.index + 1)
        part = last.part + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { part in
      if case .any = part { return true }
      return false
    }
  }

  private static func matches(_ part: Part, _ scalar: UInt32) -> Bool {
    switch part {
    case .any, .one: true
    case .character(let wanted): scalar == wanted
    case .set(let isNegated, let ranges): ranges.contains { $0.contains(scalar) } != isNegated
    }
  }
}
