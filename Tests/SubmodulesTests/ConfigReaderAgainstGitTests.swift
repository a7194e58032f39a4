import FleetTestSupport
import Testing

@testable import Submodules

/// Compares with the git that is installed, on files that nobody wrote.
@Suite(.serialized) struct ConfigReaderAgainstGitTests {
  private static let pieces = [
    "[submodule \"a\"]", "[submodule \"b\"]", "[a]", "[A.b]", "[", "]", "\"", "\\", "\n", "\n", "\n", "\r\n", "\r", " ",
    "\t", "path = x", "url=../y", "\tshallow", "=", " = ", "#", ";", "\\\n", "\\t", "\\\"", "\"q w\"", "é", "1", "a",
    "-",
    "_", "\u{FEFF}", ".", "[x \"y\\\"z\"]", "key = \"a b\" # c", "path = x", "url=../y", "k = v ; w", "[submodule.q]",
    "; c", "\u{B}", "\u{C}",
  ]

  /// A file that is mostly right, so that git gets far into it.
  private static func file(_ generator: inout SeededGenerator) -> String {
    let count = Int.random(in: 0...12, using: &generator)
    let text = (0..<count).map { _ in
      let piece = pieces.randomElement(using: &generator) ?? ""
      return Int.random(in: 0..<3, using: &generator) == 0 ? piece : piece + "\n"
    }.joined()
    return Bool.random(using: &generator) ? "[submodule \"m\"]\n" + text : text
  }

  @Test func randomFilesAreReadAndRefusedAsGitDoes() throws {
    var generator = SeededGenerator(seed: 7)
    let git = try GitFolder()
    var readCount = 0
    for _ in 0..<900 {
      let text = ConfigReaderAgainstGitTests.file(&generator)
      let document = ConfigReader.read(Array(text.utf8))
      // git's versions differ there, and that is a finding.
      if document.sections.flatMap(\.variables).contains(where: \.hasDoubtfulSpace) { continue }
      try git.write(Array(text.utf8), to: "file")
      let answer = try git("config", "--no-includes", "-f", "file", "-z", "--list")
      #expect((answer.status == 0) == document.problems.isEmpty, "\(text.debugDescription)")
      guard answer.status == 0 else { continue }
      let items = answer.stdout.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      // git writes the value behind a line feed, which no name has.
      let expected = items.map { item in
        guard let end = item.firstIndex(of: .lineFeed) else { return String(decoding: item, as: UTF8.self) }
        return String(decoding: item[..<end] + [UInt8(ascii: "=")] + item[(end + 1)...], as: UTF8.self)
      }
      #expect(flattened(document).map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(text.debugDescription)")
      readCount += 1
    }
    #expect(readCount > 150)
  }

  @Test(arguments: [
    "plain", " a ", "a#b", "a;b", "a\"b", "a\\b", "\\", "a  b", "\t", "a\tb", "é", "", "\"\"", "\r", "a\nb",
  ])
  func whatWeWriteGitReadsBack(_ text: String) throws {
    let git = try GitFolder()
    let name = text.contains("\n") ? "n" : text
    var bytes = Array("[submodule \"".utf8) + ConfigWriting.subsection(Array(name.utf8)) + Array("\"]\n\tk = ".utf8)
    bytes += ConfigWriting.value(Array(text.utf8)) + [.lineFeed]
    try git.write(bytes, to: "file")
    let answer = try git("config", "-f", "file", "-z", "--list").stdout
    #expect(answer == Array("submodule.\(name).k\n\(text)\0".utf8))
    #expect(flattened(ConfigReader.read(bytes)).map { Array($0.utf8) } == [Array("submodule.\(name).k=\(text)".utf8)])
  }
}
