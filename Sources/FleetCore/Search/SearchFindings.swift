import Changes

/// What was found in one repository.
public struct RepositoryFindings: Sendable, Equatable {
  public let service: String
  /// In git's tree order.
  public internal(set) var files: [FileFindings] = []
  /// Why the repository couldn't be searched to its end; nil where it was.
  public internal(set) var failure: RepositoryResult?
  /// What couldn't be searched or isn't shown, a line each, with its path.
  public internal(set) var problems: [String] = []

  /// How many lines match; with `Detail.files` how many files have one.
  public var matchCount: Int { files.reduce(0) { $0 + $1.content.matchCount } }
}

/// What was found in one file.
public struct FileFindings: Sendable, Equatable {
  public let path: TreePath
  public let content: ContentFindings
}

/// What was found in one content, wherever it lies.
public struct ContentFindings: Sendable, Equatable {
  /// How many lines match, as far as they were looked for.
  public internal(set) var matchCount = 0
  /// In their order, with those around them where these were asked for.
  public internal(set) var lines: [FoundLine] = []
  /// Whether there is more than was kept.
  public internal(set) var isCut = false

  var byteCount: Int { lines.reduce(0) { $0 + $1.text.count + 96 } }
}

/// One line of a file that was searched.
public struct FoundLine: Sendable, Equatable {
  /// Counts from 1.
  public let number: Int
  /// Where the first match begins, in bytes from 1; nil for a line that only stands near a match.
  public let column: Int?
  /// The bytes without the line's end; of a long line a part with the first match.
  public let text: [UInt8]
  /// The matches' places in `text`, the first hundred.
  public let matches: [Range<Int>]
  /// How many bytes of the line stand before and after `text`.
  public let omittedBefore: Int
  public let omittedAfter: Int

  /// Whether the line matches.
  public var isMatch: Bool { column != nil }
}
