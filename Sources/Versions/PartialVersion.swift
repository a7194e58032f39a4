/// A version of which parts may be left out or be `x`, `X` or `*`, with a `v` before it or not.
public struct PartialVersion: Sendable {
  public let major: Int?
  public let minor: Int?
  public let patch: Int?
  public let labels: [String]
  public let hasWildcard: Bool

  /// Reads a partial version; nil where the text is none. A short one has no pre-release, as `1.4-rc` would, unless it may have one.
  public init?(_ text: some StringProtocol, shortMayBePreRelease: Bool = false) {
    var scanner = VersionScanner(text)
    _ = scanner.take("v")
    var numbers: [Int?] = []
    repeat {
      if scanner.take("x") || scanner.take("X") || scanner.take("*") {
        numbers.append(nil)
      } else {
        guard let number = scanner.takeNumber() else { return nil }
        numbers.append(number)
      }
    } while numbers.count < 3 && scanner.take(".")
    hasWildcard = numbers.contains(nil)
    // What follows an x is an x.
    let known = numbers.prefix { $0 != nil }
    major = known.first ?? nil
    minor = known.count > 1 ? known[1] : nil
    patch = known.count > 2 ? known[2] : nil
    var labels: [String] = []
    if numbers.count == 3 || shortMayBePreRelease, scanner.take("-") {
      labels = scanner.takeLabels()
      guard !labels.contains("") else { return nil }
    }
    self.labels = labels
    if scanner.take("+"), scanner.takeLabels().contains("") { return nil }
    guard scanner.isAtEnd else { return nil }
  }

  /// The lowest version that it describes.
  public var lowest: SemanticVersion { SemanticVersion(major ?? 0, minor ?? 0, patch ?? 0, labels: labels) }

  /// The first version above all that it describes, where not every part is given; nil if it describes all.
  public var end: SemanticVersion? {
    guard let major else { return nil }
    guard let minor else { return .lowestPreRelease(major + 1, 0, 0) }
    guard let patch else { return .lowestPreRelease(major, minor + 1, 0) }
    return .lowestPreRelease(major, minor, patch + 1)
  }

  /// Whether it describes a version. Pre-releases are below the lowest that it describes, unless it names one.
  public func describes(_ version: SemanticVersion) -> Bool {
    if patch != nil { return version == lowest }
    return version >= lowest && end.map { version < $0 } ?? true
  }

  /// The first version that is above all with the same major number; nil without one.
  public var nextMajor: SemanticVersion? { major.map { .lowestPreRelease($0 + 1, 0, 0) } }

  /// The first version that is above all with the same major and minor number; without a minor one, with the same major number.
  public var nextMinor: SemanticVersion? {
    guard let major, let minor else { return nextMajor }
    return .lowestPreRelease(major, minor + 1, 0)
  }

  /// The first version that changes the leftmost part that isn't zero.
  var caretEnd: SemanticVersion? {
    guard major == 0, let minor else { return nextMajor }
    guard minor == 0, let patch else { return nextMinor }
    return .lowestPreRelease(0, 0, patch + 1)
  }
}

extension VersionScanner {
  /// Reads names with dots between them; one that is missing is empty.
  fileprivate mutating func takeLabels() -> [String] {
    take { VersionScanner.isDigit($0) || VersionScanner.isLetter($0) || ".-".utf8.contains($0) }
      .split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }
}
