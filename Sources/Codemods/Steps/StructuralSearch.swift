import Changes
import Documents
import Edits

/// A search by structure with ast-grep: what to write where, how to call it, and what its answer means.
///
/// The files get names of our own, so that no name from a repository reaches a disk or a command, no name decides which
/// files ast-grep takes for the language, and none is hidden or ignored.
public struct StructuralSearch: Sendable, Equatable {
  /// The files to write into an empty folder, which is the program's working directory.
  public let inputs: [String: [UInt8]]
  /// What `ast-grep` is called with.
  public let arguments: [String]
  private let files: [File]

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
    arguments = ["scan", "--config", "sgconfig.yml", "--inline-rules", complete.json, "--json=stream", "."]
  }

  /// Reads what `--json=stream` writes: a match a line.
  func matches(in output: [UInt8]) throws -> [StructuralMatch] {
    try output.split(separator: UInt8(ascii: "\n")).map { line in
      guard let root = Document(reading: Array(line), as: .json).root, let match = match(root) else {
        throw Refusal(
          .script, "ast-grep wrote something that isn't a match: \(quoted(String(decoding: line, as: UTF8.self)))")
      }
      return match
    }
  }

  private func match(_ node: Node) -> StructuralMatch? {
    guard let offsets = node.member("replacementOffsets"), let start = offsets.member("start")?.wholeNumber,
      let end = offsets.member("end")?.wholeNumber, start >= 0, start <= end,
      case .string(let replacement)? = node.member("replacement")?.value,
      case .string(let name)? = node.member("file")?.value, let file = file(named: name)
    else { return nil }
    return StructuralMatch(path: file.path, range: start..<end, replacement: Array(replacement.utf8))
  }

  private func file(named name: String) -> File? {
    let bare = name.hasPrefix("./") ? name.dropFirst(2) : name[...]
    guard bare.hasSuffix(".source"), let number = Int(bare.dropLast(".source".count)), files.indices.contains(number)
    else { return nil }
    return files[number]
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
