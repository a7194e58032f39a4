import Changes
import Documents
import Edits

/// A search by structure with ast-grep: what to write where, how to call it, and what its answer means.
///
/// Which files it really looked at is asked of `--inspect`: ast-grep leaves out what it can't read without a word, and not
/// examined isn't the same as no match.
///
/// The files get names of our own, so that no name from a repository reaches a disk or a command, no name decides which
/// files ast-grep takes for the language, and none is hidden or ignored.
public struct StructuralSearch: Sendable, Equatable {
  /// The files to write into an empty folder, which is the program's working directory.
  public let inputs: [String: [UInt8]]
  /// What `ast-grep` is called with.
  public let arguments: [String]
  private let files: [File]

  /// What the program wrote.
  public struct Output: Sendable, Equatable {
    public let matches: [UInt8]
    /// Standard error, where `--inspect` reports.
    public let report: [UInt8]

    public init(matches: [UInt8], report: [UInt8]) {
      self.matches = matches
      self.report = report
    }
  }

  /// One of the files to search, as the steps before left it.
  struct File: Sendable, Equatable {
    let path: TreePath
    let bytes: [UInt8]
  }

  init(language: String, rule: [EditValue.Member], files: [File]) {
    self.files = files
    var inputs: [String: [UInt8]] = [:]
    for (number, file) in files.enumerated() { inputs["\(number).source"] = file.bytes }
    let globs = EditValue.object([.init(key: language, value: .array([.string("*.source")]))])
    let configuration = EditValue.object([
      .init(key: "ruleDirs", value: .array([])), .init(key: "languageGlobs", value: globs),
    ])
    inputs["sgconfig.yml"] = Array(configuration.json.utf8)
    self.inputs = inputs
    let own = [
      EditValue.Member(key: "id", value: .string("fleet")), .init(key: "language", value: .string(language)),
    ]
    let complete = EditValue.object(own + rule.filter { $0.key != "id" && $0.key != "language" })
    arguments = [
      "scan", "--config", "sgconfig.yml", "--inline-rules", complete.json, "--json=stream", "--inspect=entity", ".",
    ]
  }

  /// Reads what `--json=stream` writes: a match a line; refuses where a file wasn't examined.
  func matches(in output: Output) throws -> [StructuralMatch] {
    try checkExamined(output.report)
    return try output.matches.split(separator: UInt8(ascii: "\n")).map { line in
      guard let root = Document(reading: Array(line), as: .json).root, let match = match(root) else {
        throw Refusal(
          .script, "ast-grep wrote something that isn't a match: \(quoted(String(decoding: line, as: UTF8.self)))")
      }
      return match
    }
  }

  /// A line such as `sg: entity|file|0.source: language=Python,appliedRuleCount=1` for each file that was searched.
  private func checkExamined(_ report: [UInt8]) throws {
    var reasons: [Int: String] = [:]
    for line in String(decoding: report, as: UTF8.self).split(separator: "\n") {
      guard let mark = line.firstRange(of: "entity|file|"), let colon = line[mark.upperBound...].firstRange(of: ": "),
        let number = number(of: line[mark.upperBound..<colon.lowerBound])
      else { continue }
      reasons[number] = String(line[colon.upperBound...])
    }
    for (number, file) in files.enumerated() {
      let reason = reasons[number] ?? "not reported"
      guard !reason.contains("appliedRuleCount=") || reason.contains("appliedRuleCount=0") else { continue }
      throw Refusal(.script, "ast-grep did not examine it (\(reason))", in: file.path)
    }
  }

  private func match(_ node: Node) -> StructuralMatch? {
    guard let offsets = node.member("replacementOffsets"), let start = offsets.member("start")?.wholeNumber,
      let end = offsets.member("end")?.wholeNumber, start >= 0, start <= end,
      case .string(let replacement)? = node.member("replacement")?.value,
      case .string(let name)? = node.member("file")?.value, let number = number(of: name)
    else { return nil }
    return StructuralMatch(path: files[number].path, range: start..<end, replacement: Array(replacement.utf8))
  }

  private func number(of name: some StringProtocol) -> Int? {
    let bare = name.hasPrefix("./") ? name.dropFirst(2) : name.dropFirst(0)
    guard bare.hasSuffix(".source"), let number = Int(bare.dropLast(".source".count)), files.indices.contains(number)
    else { return nil }
    return number
  }
}

/// A place that a structural search found, and what takes its place.
struct StructuralMatch: Equatable {
  let path: TreePath
  /// Byte offsets.
  let range: Range<Int>
  let replacement: [UInt8]
}

extension Node {
  fileprivate var wholeNumber: Int? {
    if case .number(let text) = value { Int(text) } else { nil }
  }
}
