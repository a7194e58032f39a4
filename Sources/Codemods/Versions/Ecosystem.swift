/// A family of packages with its own files and its own rules for versions.
enum Ecosystem: String, Sendable, CaseIterable {
  case pip
  case maven
  case npm
}

/// A text isn't a version or a range of versions.
struct VersionError: Error, Equatable {
  /// Where the text stops being one, in characters from 1; nil where the text as a whole isn't one.
  var character: Int?

  /// The place as it follows a message.
  var place: String { character.map { " (at character \($0))" } ?? "" }
}

/// A range of versions by one ecosystem's rules.
struct VersionRange: Sendable {
  private enum Rules: Sendable {
    case pip(PipRange)
    case maven(MavenRange)
    case npm(NpmRange)
  }

  private let rules: Rules

  /// Reads a range; throws with the place where it stops being one.
  init(_ text: String, in ecosystem: Ecosystem) throws(VersionError) {
    switch ecosystem {
    case .pip: rules = .pip(try PipRange(text))
    case .maven: rules = .maven(try MavenRange(text))
    case .npm: rules = .npm(try NpmRange(text))
    }
  }

  /// Whether a version is in the range; a text that is no version is in none.
  func contains(_ version: String) -> Bool {
    switch rules {
    case .pip(let range): PipVersion(version).map(range.contains) ?? false
    case .maven(let range): range.contains(MavenVersion(version))
    case .npm(let range): NpmVersion(version).map(range.contains) ?? false
    }
  }
}

/// How a version stands to the one in a comparison.
enum VersionComparator: String, Sendable, CaseIterable {
  case atLeast = ">="
  case atMost = "<="
  case below = "<"
  case above = ">"
  case equal = "="

  func holds<Version: Comparable>(_ left: Version, _ right: Version) -> Bool {
    switch self {
    case .atLeast: left >= right
    case .atMost: left <= right
    case .below: left < right
    case .above: left > right
    case .equal: left == right
    }
  }
}

/// Reads a version or a range byte by byte.
struct VersionScanner {
  let bytes: [UInt8]
  var index = 0

  init(_ text: some StringProtocol) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { index == bytes.count }
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }
  /// The error of the place reached.
  var error: VersionError {
    VersionError(character: String(decoding: bytes[..<index], as: UTF8.self).unicodeScalars.count + 1)
  }

  mutating func skipSpaces() {
    while let byte = next, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
  }

  /// Goes past a text, if it is next.
  mutating func take(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  /// Goes past the bytes that fit and returns them.
  mutating func take(while fits: (UInt8) -> Bool) -> String {
    let start = index
    while let byte = next, fits(byte) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Reads a whole number that 64 bits hold.
  mutating func takeNumber() -> Int? {
    let start = index
    guard let number = Int(take(while: VersionScanner.isDigit)) else {
      index = start
      return nil
    }
    return number
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
}
