/// A requirement in a file for pip, or in a list of them.
public struct Requirement: Sendable, Equatable {
  /// As it is written; compare it by `normalizedName`.
  public let name: String
  /// Where the comparisons of versions stand, such as `>=2.1,<3`; empty and behind the name where there are none.
  public let specifier: Range<Int>
  /// Whether a URL stands in place of versions.
  public let hasURL: Bool
  /// Whether the requirement is pinned by `--hash`.
  public let hasHashes: Bool
  /// The offset of the name.
  public let offset: Int

  /// The name as names are compared: lower case, with `-` for any run of `-`, `_` and `.` (PEP 503).
  public var normalizedName: String { Requirement.normalized(name) }

  /// Returns a package's name as names are compared (PEP 503).
  public static func normalized(_ name: String) -> String {
    name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
  }
}

/// The lines of a requirements file, as pip reads them ("Requirements File Format" in pip's documentation).
public enum RequirementsFile {
  /// Returns the requirements in the file's order; options, paths, URLs without a name and comments are left out.
  ///
  /// A line that ends in `\` goes on in the next one.
  public static func requirements(in bytes: [UInt8]) -> [Requirement] {
    logicalLines(in: bytes, 0..<bytes.count).compactMap { RequirementReader(bytes, $0).requirement() }
  }

  /// Returns the requirements of a `setup.cfg`: the lists of `install_requires`, `setup_requires`, `tests_require` in
  /// `[options]`, and all lists in `[options.extras_require]`.
  public static func requirements(inSetupFile bytes: [UInt8]) -> [Requirement] {
    var section = ""
    var isInList = false
    var found: [Requirement] = []
    for line in physicalLines(in: bytes) {
      let text = line.lowerBound == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3..<line.upperBound : line
      guard let first = text.first(where: { !isSpace(bytes[$0]) }) else { continue }
      if bytes[first] == UInt8(ascii: "#") || bytes[first] == UInt8(ascii: ";") { continue }
      if first > text.lowerBound {
        if isInList, let requirement = RequirementReader(bytes, first..<text.upperBound).requirement() {
          found.append(requirement)
        }
      } else if bytes[first] == UInt8(ascii: "[") {
        let end = bytes[text].firstIndex(of: UInt8(ascii: "]")) ?? text.upperBound
        section = String(decoding: bytes[(first + 1)..<end], as: UTF8.self)
        isInList = false
      } else if let sign = bytes[text].firstIndex(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) {
        let key = String(decoding: bytes[first..<sign], as: UTF8.self).filter { $0 != " " }.lowercased()
        isInList =
          section == "options" && ["install_requires", "setup_requires", "tests_require"].contains(key)
          || section == "options.extras_require"
        if isInList, let requirement = RequirementReader(bytes, (sign + 1)..<text.upperBound).requirement() {
          found.append(requirement)
        }
      }
    }
    return found
  }

  /// Returns the requirement that a whole text is, as in the lists of `pyproject.toml`.
  public static func requirement(in text: String) -> Requirement? {
    let bytes = Array(text.utf8)
    return RequirementReader(bytes, 0..<bytes.count).requirement()
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\n") || byte == 0x0C
  }

  private static func physicalLines(in bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(start..<index)
      start = index + 1
    }
    return start < bytes.count ? lines + [start..<bytes.count] : lines
  }

  /// Lines joined where one ends in `\`. A comment line ends where its line does, as in pip.
  private static func logicalLines(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var open: Int?
    for line in physicalLines(in: bytes) {
      let start = open ?? line.lowerBound
      var end = line.upperBound
      if end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      let isComment = bytes[line].first { !isSpace($0) } == UInt8(ascii: "#")
      if !isComment, end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\\") {
        open = start
      } else {
        lines.append(start..<end)
        open = nil
      }
    }
    if let open { lines.append(open..<bytes.count) }
    return lines
  }
}
