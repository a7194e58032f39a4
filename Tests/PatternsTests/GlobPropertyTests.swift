import FleetTestSupport
import Patterns
import Testing

/// The obvious matcher, for comparison: braces written out, then backtracking.
private enum NaiveGlob {
  static func matches(_ glob: String, _ path: String) -> Bool {
    writtenOut(Array(glob)).contains { matches($0[...], Array(path)[...], isAtNameStart: true) }
  }

  private static func writtenOut(_ glob: [Character]) -> [[Character]] {
    guard let open = glob.firstIndex(of: "{"), let close = glob[open...].firstIndex(of: "}") else { return [glob] }
    let choices = glob[(open + 1)..<close].split(separator: ",", omittingEmptySubsequences: false)
    return choices.flatMap { choice -> [[Character]] in
      writtenOut(Array(glob[..<open]) + Array(choice) + Array(glob[(close + 1)...]))
    }
  }

  private static func matches(
    _ glob: ArraySlice<Character>, _ path: ArraySlice<Character>, isAtNameStart: Bool
  ) -> Bool {
    guard let first = glob.first else { return path.isEmpty }
    let starCount = glob.prefix { $0 == "*" }.count
    if isAtNameStart, starCount > 1, starCount == glob.count { return !path.isEmpty }
    if isAtNameStart, starCount > 1, glob.dropFirst(starCount).first == "/" {
      let rest = glob.dropFirst(starCount + 1)
      return matches(rest, path, isAtNameStart: true)
        || path.indices.contains { path[$0] == "/" && matches(rest, path[($0 + 1)...], isAtNameStart: true) }
    }
    if first == "*" {
      let rest = glob.drop { $0 == "*" }
      return (path.startIndex...path.endIndex).contains { end in
        !path[..<end].contains("/") && matches(rest, path[end...], isAtNameStart: false)
      }
    }
    guard let next = path.first, first == next || first == "?" && next != "/" else { return false }
    return matches(glob.dropFirst(), path.dropFirst(), isAtNameStart: first == "/")
  }
}

@Suite struct GlobPropertyTests {
  private static let pieces = ["a", "b", "/", "*", "**/", "**", "?", "{a,b}", "{a/b,}", "{*,b}"]

  private func random(_ pieces: [String], upTo count: Int, _ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...count, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
      .joined()
  }

  @Test(arguments: 0..<8) func agreesWithTheObviousMatcher(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var compared = 0
    var matched = 0
    while compared < 4_000 {
      let text = random(GlobPropertyTests.pieces, upTo: 7, &generator)
      let path = random(["a", "b", "/", "ab"], upTo: 6, &generator)
      let isPath = !path.hasPrefix("/") && !path.hasSuffix("/") && !path.contains("//")
      // Beside braces, writing them out could make `**` of two stars that aren't one in the text.
      let isPlain = !["}{", "}*", "*{"].contains { text.contains($0) }
      guard isPath, isPlain, let glob = try? Glob(text) else { continue }
      let isMatch = glob.matches(path)
      #expect(isMatch == NaiveGlob.matches(text, path), "\(text) on \(path)")
      if isMatch {
        let names = path.split(separator: "/")
        for depth in 0..<names.count {
          #expect(glob.couldMatchInside(Array(names.prefix(depth).joined(separator: "/").utf8)), "\(text) in \(path)")
        }
        matched += 1
      }
      compared += 1
    }
    #expect(matched > 200)
  }
}
