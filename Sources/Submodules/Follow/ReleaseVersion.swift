/// A release's version by Semantic Versioning 2.0.0, as tags and ranges spell it: `v1.4.2`, `1.4`, `2.0.0-rc.1`.
///
/// Build data count for nothing and aren't kept.
struct ReleaseVersion: Sendable, Equatable {
  let major: Int
  let minor: Int
  let patch: Int
  /// The parts of a pre-release; empty for a release.
  let labels: [String]

  init(_ major: Int, _ minor: Int, _ patch: Int, labels: [String] = []) {
    (self.major, self.minor, self.patch, self.labels) = (major, minor, patch, labels)
  }

  /// Reads a tag's name; nil where it is no version. Parts that are left out are 0.
  init?(tag: String) {
    guard let partial = PartialVersion(tag), !partial.hasWildcard else { return nil }
    self = partial.lowest
  }

  func hasSameNumbers(as other: ReleaseVersion) -> Bool {
    (major, minor, patch) == (other.major, other.minor, other.patch)
  }
}

extension ReleaseVersion: Comparable {
  static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
    guard left.hasSameNumbers(as: right) else {
      return (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
    if left.labels.isEmpty || right.labels.isEmpty { return !left.labels.isEmpty && right.labels.isEmpty }
    for (mine, other) in zip(left.labels, right.labels) where mine != other {
      switch (Int(mine), Int(other)) {
      case (let mine?, let other?): return mine < other
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return mine.utf8.lexicographicallyPrecedes(other.utf8)
      }
    }
    return left.labels.count < right.labels.count
  }
}

/// A version of which parts may be left out or be `x`, `X` or `*`.
struct PartialVersion {
  let major: Int?
  let minor: Int?
  let patch: Int?
  let labels: [String]
  let hasWildcard: Bool

  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let unprefixed = bytes.first == UInt8(ascii: "v") ? bytes.dropFirst() : bytes[...]
    let core = unprefixed.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    var numbers: [Int?] = []
    for part in core.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      if part.count == 1, let byte = part.first, "xX*".utf8.contains(byte) {
        numbers.append(nil)
      } else {
        guard !part.isEmpty, part.allSatisfy(isDigit), let number = Int(String(decoding: part, as: UTF8.self)) else {
          return nil
        }
        numbers.append(number)
      }
    }
    guard (1...3).contains(numbers.count) else { return nil }
    hasWildcard = numbers.contains(nil)
    // What follows an x is an x.
    let known = numbers.prefix { $0 != nil }
    major = known.first ?? nil
    minor = known.count > 1 ? known[1] : nil
    patch = known.count > 2 ? known[2] : nil
    let rest = unprefixed.dropFirst(core.count)
    let label = rest.prefix { $0 != UInt8(ascii: "+") }
    let build = rest.dropFirst(label.count)
    for part in [label, build] where !part.isEmpty {
      let names = part.dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isLabelByte) }) else { return nil }
    }
    labels =
      label.isEmpty
      ? [] : label.dropFirst().split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The lowest version that it describes.
  var lowest: ReleaseVersion { ReleaseVersion(major ?? 0, minor ?? 0, patch ?? 0, labels: labels) }

  /// The first version above all that it describes, where not every part is given; nil if it describes all.
  var end: ReleaseVersion? {
    guard let major else { return nil }
    guard let minor else { return .lowestPreRelease(major + 1, 0, 0) }
    guard let patch else { return .lowestPreRelease(major, minor + 1, 0) }
    return .lowestPreRelease(major, minor, patch + 1)
  }
}

extension ReleaseVersion {
  /// The lowest version with these numbers: what is below it is below all of its pre-releases too.
  static func lowestPreRelease(_ major: Int, _ minor: Int, _ patch: Int) -> ReleaseVersion {
    ReleaseVersion(major, minor, patch, labels: ["0"])
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func isLabelByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
}
