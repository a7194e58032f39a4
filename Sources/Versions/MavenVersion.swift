/// A version as Maven compares it (Maven's `ComparableVersion`): every text is one.
struct MavenVersion: Sendable {
  fileprivate indirect enum Item: Sendable {
    case number([UInt8])
    case word(String)
    case list([Item])
  }

  private let items: [Item]

  init(_ text: String) {
    var reader = Reader(bytes: Array(text.lowercased().utf8))
    items = reader.items()
  }

  /// Splits at dots and hyphens and between digits and letters; a hyphen, or letters before digits, begins a list inside.
  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    /// What lies deeper is one word: nobody's version, and lists in lists would use up the stack.
    private static let deepest = 100

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func items(depth: Int = 0) -> [Item] {
      var items: [Item] = []
      while index < bytes.count {
        let isDigit = VersionScanner.isDigit(bytes[index])
        let start = index
        while index < bytes.count, isToken(bytes[index]), VersionScanner.isDigit(bytes[index]) == isDigit { index += 1 }
        if index > start {
          items.append(item(Array(bytes[start..<index]), isDigit: isDigit))
        } else {
          items.append(.number([]))
        }
        guard index < bytes.count else { break }
        let isDot = bytes[index] == UInt8(ascii: ".")
        if isToken(bytes[index]) == false { index += 1 }
        if isDot { continue }
        MavenVersion.trim(&items)
        if depth == Reader.deepest {
          items.append(.word(String(decoding: bytes[index...], as: UTF8.self)))
          index = bytes.count
        } else {
          items.append(.list(self.items(depth: depth + 1)))
        }
      }
      MavenVersion.trim(&items)
      return items
    }

    private func isToken(_ byte: UInt8) -> Bool { byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-") }

    private func item(_ token: [UInt8], isDigit: Bool) -> Item {
      if isDigit { return .number(Array(token.drop { $0 == UInt8(ascii: "0") })) }
      let word = String(decoding: token, as: UTF8.self)
      // One letter directly before a digit is short for a word.
      if index < bytes.count, VersionScanner.isDigit(bytes[index]) {
        return .word(["a": "alpha", "b": "beta", "m": "milestone"][word] ?? word)
      }
      return .word(word)
    }
  }

  /// Takes away what counts as nothing: at the end, before a list, before a word. `1.0.0` is `1`, `1.0-rc` is `1-rc`.
  fileprivate static func trim(_ items: inout [Item]) {
    for index in items.indices.reversed() where items[index].isNothing {
      guard index + 1 < items.count, case .number = items[index + 1] else {
        items.remove(at: index)
        continue
      }
    }
  }
}

extension MavenVersion.Item {
  fileprivate var isNothing: Bool {
    switch self {
    case .number(let digits): digits.isEmpty
    case .word(let word): MavenVersion.order(of: word) == MavenVersion.order(of: "")
    case .list(let items): items.isEmpty
    }
  }
}

extension MavenVersion {
  /// Known words in their order; others come after, by name.
  private static let words = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"]

  fileprivate static func order(of word: String) -> (Int, String) {
    let known = ["ga": "", "final": "", "release": "", "cr": "rc"][word] ?? word
    return words.firstIndex(of: known).map { ($0, "") } ?? (words.count, known)
  }

  /// Negative, zero or positive as the left is below, the same or above; nil stands for nothing.
  private static func compare(_ left: Item?, _ right: Item?) -> Int {
    switch (left, right) {
    case (nil, nil): return 0
    case (nil, let right?): return -compare(right, nil)
    case (.number(let digits)?, nil): return digits.isEmpty ? 0 : 1
    case (.word(let word)?, nil): return sign(order(of: word), order(of: ""))
    case (.list(let items)?, nil):
      for item in items {
        let result = compare(item, nil)
        if result != 0 { return result }
      }
      return 0
    case (.number(let left)?, .number(let right)?):
      if left.count != right.count { return left.count < right.count ? -1 : 1 }
      return left == right ? 0 : left.lexicographicallyPrecedes(right) ? -1 : 1
    case (.word(let left)?, .word(let right)?): return sign(order(of: left), order(of: right))
    case (.list(let left)?, .list(let right)?): return compare(left, right)
    case (.number?, _): return 1
    case (_, .number?): return -1
    case (.list?, .word?): return 1
    case (.word?, .list?): return -1
    }
  }

  private static func compare(_ left: [Item], _ right: [Item]) -> Int {
    for index in 0..<max(left.count, right.count) {
      let result = compare(
        index < left.count ? left[index] : nil, index < right.count ? right[index] : nil)
      if result != 0 { return result }
    }
    return 0
  }

  private static func sign(_ left: (Int, String), _ right: (Int, String)) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }
}

extension MavenVersion: Comparable {
  static func == (left: MavenVersion, right: MavenVersion) -> Bool {
    compare(left.items, right.items) == 0
  }

  static func < (left: MavenVersion, right: MavenVersion) -> Bool {
    compare(left.items, right.items) < 0
  }
}
