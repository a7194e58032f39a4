/// A version as npm has it: major, minor, patch and a pre-release label (Semantic Versioning 2.0.0). Build labels don't count.
struct NpmVersion: Sendable, Equatable {
  let major: Int
  let minor: Int
  let patch: Int
  let labels: [String]

  init(major: Int, minor: Int, patch: Int, labels: [String] = []) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.labels = labels
  }

  init?(_ text: String) {
    guard let partial = NpmPartial(text), let minor = partial.minor, let patch = partial.patch,
      let major = partial.major
    else { return nil }
    self.init(major: major, minor: minor, patch: patch, labels: partial.labels)
  }

  func hasSameNumbers(as other: NpmVersion) -> Bool {
    (major, minor, patch) == (other.major, other.minor, other.patch)
  }
}

extension NpmVersion: Comparable {
  static func < (left: NpmVersion, right: NpmVersion) -> Bool {
    if !left.hasSameNumbers(as: right) {
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
struct NpmPartial: Sendable {
  let major: Int?
  let minor: Int?
  let patch: Int?
  let labels: [String]

  init?(_ text: some StringProtocol) {
    var scanner = VersionScanner(text)
    _ = scanner.take("v") || scanner.take("=")
    var numbers: [Int?] = []
    repeat {
      if scanner.take("x") || scanner.take("X") || scanner.take("*") {
        numbers.append(nil)
      } else {
        guard let number = scanner.takeNumber() else { return nil }
        numbers.append(number)
      }
    } while numbers.count < 3 && scanner.take(".")
    let written = numbers.count
    while numbers.count < 3 { numbers.append(nil) }
    // What follows an x is an x.
    if numbers[0] == nil { numbers[1] = nil }
    if numbers[1] == nil { numbers[2] = nil }
    (major, minor, patch) = (numbers[0], numbers[1], numbers[2])
    let isLabel = { (byte: UInt8) in
      VersionScanner.isDigit(byte) || VersionScanner.isLetter(byte) || ".-".utf8.contains(byte)
    }
    var labels: [String] = []
    if written == 3, scanner.take("-") {
      labels = scanner.take(while: isLabel).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      if labels.contains("") { return nil }
    }
    self.labels = labels
    if scanner.take("+"), scanner.take(while: isLabel).isEmpty { return nil }
    guard scanner.isAtEnd else { return nil }
  }

  /// The lowest version that it describes.
  var lowest: NpmVersion {
    NpmVersion(major: major ?? 0, minor: minor ?? 0, patch: patch ?? 0, labels: labels)
  }

  /// The first version above all that it describes; nil if it describes all.
  var end: NpmVersion? {
    guard let major else { return nil }
    guard let minor else { return NpmVersion(major: major + 1, minor: 0, patch: 0, labels: ["0"]) }
    return NpmVersion(major: major, minor: minor + 1, patch: 0, labels: ["0"])
  }
}
