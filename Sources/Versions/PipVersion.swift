/// A Python version: epoch, release, pre-, post- and development release, local label (PEP 440).
public struct PipVersion: Sendable {
  var epoch = 0
  var release: [Int] = []
  var pre: (phase: String, number: Int)?
  var post: Int?
  var dev: Int?
  var local: [String] = []

  /// Reads a version in any spelling that PEP 440 accepts, such as `v1.0-Alpha.1`.
  public init?(_ text: String) {
    var scanner = VersionScanner(text.lowercased())
    scanner.skipSpaces()
    guard read(&scanner) else { return nil }
    scanner.skipSpaces()
    if !scanner.isAtEnd { return nil }
  }

  private mutating func read(_ scanner: inout VersionScanner) -> Bool {
    _ = scanner.take("v")
    guard let first = scanner.takeNumber() else { return false }
    release = [first]
    if scanner.take("!") {
      guard let number = scanner.takeNumber() else { return false }
      epoch = first
      release = [number]
    }
    while scanner.next == UInt8(ascii: "."), let digit = scanner.byte(after: 1), VersionScanner.isDigit(digit) {
      scanner.index += 1
      guard let number = scanner.takeNumber() else { return false }
      release.append(number)
    }
    readSuffixes(&scanner)
    guard scanner.take("+") else { return true }
    let label = scanner.take { VersionScanner.isDigit($0) || VersionScanner.isLetter($0) || ".-_".utf8.contains($0) }
    local = label.split(omittingEmptySubsequences: false) { ".-_".contains($0) }.map(String.init)
    return !local.contains("")
  }

  private static let phases = [
    "alpha": "a", "beta": "b", "preview": "rc", "pre": "rc", "rc": "rc", "a": "a", "b": "b", "c": "rc",
  ]

  private mutating func readSuffixes(_ scanner: inout VersionScanner) {
    if let (word, number) = scanner.takeSuffix(["alpha", "beta", "preview", "pre", "rc", "a", "b", "c"]) {
      pre = (PipVersion.phases[word] ?? word, number)
    }
    let start = scanner.index
    if scanner.take("-"), let number = scanner.takeNumber() {
      post = number
    } else {
      scanner.index = start
      post = scanner.takeSuffix(["post", "rev", "r"])?.number
    }
    dev = scanner.takeSuffix(["dev"])?.number
  }

  /// The release without zeros at its end: `1.0` is `1`.
  fileprivate var trimmedRelease: [Int] {
    Array(release.reversed().drop { $0 == 0 }.reversed())
  }

  var isPreRelease: Bool { pre != nil || dev != nil }

  /// The same version without its local label.
  var withoutLocal: PipVersion {
    var version = self
    version.local = []
    return version
  }

  /// Whether two versions have the same epoch and release.
  func hasSameRelease(as other: PipVersion) -> Bool {
    epoch == other.epoch && trimmedRelease == other.trimmedRelease
  }

  /// Whether the version begins with these parts, as `==2.2.*` means it.
  func begins(with prefix: [Int], epoch: Int) -> Bool {
    let padded = release + [Int](repeating: 0, count: max(0, prefix.count - release.count))
    return self.epoch == epoch && padded.starts(with: prefix)
  }
}

extension VersionScanner {
  fileprivate func byte(after distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  /// Reads `[.-_]word[.-_]number`, where the number may be left out.
  fileprivate mutating func takeSuffix(_ words: [String]) -> (word: String, number: Int)? {
    let start = index
    if let byte = next, ".-_".utf8.contains(byte) { index += 1 }
    for word in words where take(word) {
      let end = index
      if let byte = next, ".-_".utf8.contains(byte) { index += 1 }
      if let number = takeNumber() { return (word, number) }
      index = end
      // A word must end here: `a` isn't the start of any other.
      if let byte = next, VersionScanner.isLetter(byte) { break }
      return (word, 0)
    }
    index = start
    return nil
  }
}

extension PipVersion: Comparable {
  public static func == (left: PipVersion, right: PipVersion) -> Bool {
    !(left < right) && !(right < left)
  }

  public static func < (left: PipVersion, right: PipVersion) -> Bool {
    left.key.lexicographicallyPrecedes(right.key)
  }

  /// A list of numbers that orders as PEP 440 does: dev < a < b < rc < final < post, each with its own dev first.
  private var key: [Int] {
    var key = [epoch]
    key += trimmedRelease.map { $0 + 1 } + [0]
    if let pre {
      key += [["a": 1, "b": 2, "rc": 3][pre.phase] ?? 3, pre.number]
    } else {
      key += [dev != nil && post == nil ? 0 : 4, 0]
    }
    key += [post.map { $0 + 1 } ?? 0]
    key += [dev ?? .max]
    for part in local {
      // Numbers are above letters.
      if let number = Int(part) { key += [2, number] } else { key += [1] + part.utf8.map { Int($0) + 1 } + [0] }
    }
    return key
  }
}
