import FleetTestSupport
import Foundation
import Testing

/// The examples of `docs/codemods.md` whose steps need programs; the others are run in memory by the codemods' own tests.
@Suite(.timeLimit(.minutes(10)))
struct DocumentedProgramTests {
  struct Example: Sendable {
    let step: String
    let path: String
    let before: String
    let after: String
  }

  static func example(of operation: String) throws -> Example {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/codemods.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "```json\n{\"op\": \"\(operation)\""))
    let parts = text[start.lowerBound...].components(separatedBy: "```")
    let path = try #require(parts[2].components(separatedBy: "`").dropFirst().first)
    #expect(parts[2].hasPrefix("\n\nBefore, `") && parts[4].hasPrefix("\n\nAfter, `\(path)`"))
    func body(_ part: String) -> String { String(part.drop { $0 != "\n" }.dropFirst()) }
    return Example(step: body(parts[1]), path: path, before: body(parts[3]), after: body(parts[5]))
  }

  @Test(arguments: ["rewrite", "run"]) func anExampleDoesWhatThePageSays(_ operation: String) throws {
    let example = try Self.example(of: operation)
    let work = try TemporaryFolder()
    var fleet = try FleetProgram()
    fleet.extraVariables["PATH"] = "\(try TestTools.folder()):\(fleet.variables["PATH"] ?? "")"
    try work.write("{\"fleet\": 1, \"name\": \"page\", \"steps\": [\(example.step)]}", to: "page.json")
    try work.write(example.before, to: "svc/\(example.path)")
    let result = try fleet.run(["codemod", "try", "page.json", "--dir", "svc", "--twice"], in: work.path)
    #expect(result.status == 0, "\(result.text)\(result.stderr)")
    #expect(work.read("svc/\(example.path)") == example.after)
  }
}
