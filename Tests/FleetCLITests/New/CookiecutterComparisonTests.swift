import FleetTestSupport
import Foundation
import Testing

/// With `--no-git --no-answers-file` the project is what the real cookiecutter made, byte for byte, hooks on and off.
@Suite(.timeLimit(.minutes(10)))
struct CookiecutterComparisonTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    struct Entry: Decodable, Sendable {
      let path: String
      let mode: Int?
      let text: String?
      let base64: String?
      let link: String?
      let folder: Int?
    }

    let name: String
    let files: [Entry]
    let tree: [Entry]?
    let existing: [Entry]?
    let hooks: Bool?
    let overwrite: Bool?
    let skip: Bool?
    let directory: String?
    let config: String?
    let error: String?
    let refused: String?
    private let typed: [String]?
    private let extra: Lossy?
    private let replay: Lossy?

    /// Values that are texts, and whether others were among them.
    struct Lossy: Decodable, Sendable {
      let values: [String: String]?

      init(from decoder: any Decoder) throws {
        values = try? decoder.singleValueContainer().decode([String: String].self)
      }
    }

    var given: [String]? {
      guard let extra else { return [] }
      return extra.values.map { $0.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } }
    }

    /// What the command line can say, and where it has to come out the same. The clock of commits has no microseconds, which
    /// one case shows.
    var isComparable: Bool {
      typed == nil && replay == nil && given != nil && refused == nil && name != "rendering: now"
    }
    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../TemplatesTests/Cookiecutter/cases.json").standardizedFileURL.path
    let all = try? JSONDecoder().decode([Case].self, from: FileManager.default.contents(atPath: file) ?? Data())
    return (all ?? []).filter(\.isComparable)
  }()

  @Test func thereAreCasesWithHooksOnAndOff() {
    #expect(Self.cases.count > 70)
    #expect(Self.cases.count { $0.hooks == true && $0.tree != nil } >= 3)
  }

  @Test(arguments: cases)
  func aProjectIsWhatCookiecutterMakes(expected: Case) throws {
    var fleet = try FleetProgram()
    let work = try TemporaryFolder()
    try write(expected.files, to: work.path + "/template")
    try write(expected.existing ?? [], to: work.path + "/output")
    try work.write(expected.config ?? "{}", to: "config.yaml")
    // 2024-02-29T23:30:15Z, as in `generate.py`.
    fleet.extraVariables = [
      "GIT_COMMITTER_DATE": "1709249415 +0000", "COOKIECUTTER_CONFIG": work.path + "/config.yaml",
    ]
    var arguments = ["new", work.path + "/template"] + (expected.given ?? [])
    arguments += ["--no-input", "--no-git", "--no-answers-file", "--output", work.path + "/output"]
    arguments += ["--accept-hooks", expected.hooks == true ? "yes" : "no"]
    if expected.overwrite == true { arguments.append("-f") }
    if expected.skip == true { arguments.append("-s") }
    if let directory = expected.directory { arguments += ["--directory", directory] }
    let result = try fleet.run(arguments, in: work.path)
    guard let tree = expected.tree else {
      #expect(result.status != 0)
      #expect(try content(of: work.path).isEmpty || expected.existing != nil)
      return
    }
    #expect(result.status == 0, "\(result.stderr)")
    let wanted = Dictionary(uniqueKeysWithValues: tree.map { ($0.path, Self.shown($0)) })
    let made = try content(of: work.path)
    for path in Set(wanted.keys).union(made.keys).sorted() where wanted[path] != made[path] {
      Issue.record("\(path): \(made[path] ?? "nothing") instead of \(wanted[path] ?? "nothing")")
    }
  }

  private static func shown(_ entry: Case.Entry) -> String {
    if let mode = entry.folder { return "folder \(String(mode, radix: 8))" }
    let bytes = entry.text.map { Data($0.utf8) } ?? Data(base64Encoded: entry.base64 ?? "") ?? Data()
    return "\(String(entry.mode ?? 0, radix: 8)) \(String(decoding: bytes, as: UTF8.self)) \(bytes.count)"
  }

  /// What is in the output folder; the test's own paths are those that the cases were made with.
  private func content(of work: String) throws -> [String: String] {
    let output = work + "/output"
    var found: [String: String] = [:]
    for path in FileManager.default.subpaths(atPath: output) ?? [] {
      var status = stat()
      guard lstat("\(output)/\(path)", &status) == 0 else { continue }
      let mode = Int(status.st_mode & 0o7777)
      if status.st_mode & S_IFMT == S_IFDIR {
        found[path] = Self.shown(.init(path: path, mode: nil, text: nil, base64: nil, link: nil, folder: mode))
      } else {
        var data = FileManager.default.contents(atPath: "\(output)/\(path)") ?? Data()
        if let text = String(data: data, encoding: .utf8), text.contains(work) {
          data = Data(text.replacing(work, with: "").utf8)
        }
        found[path] = Self.shown(
          .init(path: path, mode: mode, text: nil, base64: data.base64EncodedString(), link: nil, folder: nil))
      }
    }
    return found
  }

  private func write(_ entries: [Case.Entry], to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for entry in entries {
      let path = "\(folder)/\(entry.path)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      if let target = entry.link {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
      } else if let mode = entry.folder {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        chmod(path, mode_t(mode))
      } else {
        let bytes = entry.text.map { Data($0.utf8) } ?? Data(base64Encoded: entry.base64 ?? "") ?? Data()
        try bytes.write(to: URL(fileURLWithPath: path))
        chmod(path, mode_t(entry.mode ?? 0o644))
      }
    }
  }
}
