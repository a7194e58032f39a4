import Versions

/// A range of versions as a follow policy writes it: `^1.4`, `~1.2.3`, `>=1.2 <2`, `1.x`, `1.2 - 1.9`, `^1 || ^2`.
///
/// It is npm's (`NpmRange`), and besides: commas separate too, `==` is `=`, `~=` is Python's compatible release, `!=` leaves out everything
/// that its version describes, `1.4-rc` is `1.4.0-rc`, and nothing isn't a range.
public struct FollowRange: Sendable {
  private struct Alternative {
    var comparisons: [NpmRange.Comparison] = []
    /// What `!=` leaves out.
    var exceptions: [PartialVersion] = []
  }

  /// One of these must hold.
  private let alternatives: [Alternative]

  /// Nil where the text isn't a range.
  public init?(_ text: String) {
    var alternatives: [Alternative] = []
    for part in NpmRange.alternatives(of: text) {
      guard let alternative = FollowRange.alternative(Array(part.utf8)) else { return nil }
      alternatives.append(alternative)
    }
    self.alternatives = alternatives
  }

  /// Comparisons are separated by spaces or commas; an operator may stand apart from its version.
  private static func alternative(_ bytes: [UInt8]) -> Alternative? {
    let words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
    guard !words.isEmpty else { return nil }
    var alternative = Alternative()
    var index = 0
    while index < words.count {
      let word = words[index]
      let mark = String(decoding: word.prefix { "^~<>=!".utf8.contains($0) }, as: UTF8.self)
      var version = word.dropFirst(mark.utf8.count)
      if version.isEmpty {
        index += 1
        guard !mark.isEmpty, index < words.count else { return nil }
        version = words[index]
      }
      guard let partial = partial(version) else { return nil }
      index += 1
      if mark.isEmpty, index < words.count, words[index].elementsEqual("-".utf8) {
        guard index + 1 < words.count, let last = FollowRange.partial(words[index + 1]) else { return nil }
        alternative.comparisons += NpmRange.comparisons(from: partial, to: last)
        index += 2
      } else if mark == "!=" {
        alternative.exceptions.append(partial)
      } else {
        guard let found = comparisons(mark, partial) else { return nil }
        alternative.comparisons += found
      }
    }
    return alternative
  }

  private static func partial(_ bytes: ArraySlice<UInt8>) -> PartialVersion? {
    PartialVersion(String(decoding: bytes, as: UTF8.self), shortMayBePreRelease: true)
  }

  private static func comparisons(_ mark: String, _ partial: PartialVersion) -> [NpmRange.Comparison]? {
    switch mark {
    case "==": NpmRange.comparisons("=", partial)
    case "~=":
      NpmRange.comparisons(from: partial, below: partial.patch == nil ? partial.nextMajor : partial.nextMinor)
    default: NpmRange.comparisons(mark, partial)
    }
  }

  func contains(_ version: SemanticVersion) -> Bool {
    alternatives.contains { alternative in
      NpmRange.holds(alternative.comparisons, for: version)
        && !alternative.exceptions.contains { $0.describes(version) }
    }
  }
}

extension SemanticVersion {
  /// Reads a tag's name; nil where it is no version. Parts that are left out are 0.
  init?(tag: some StringProtocol) {
    guard let partial = PartialVersion(tag, shortMayBePreRelease: true), !partial.hasWildcard else { return nil }
    self = partial.lowest
  }
}
