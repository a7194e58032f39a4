import Documents
import Foundation
import Testing

@testable import Templates

/// What is binary, as the library says that cookiecutter asks.
struct DetectionTests {
  @Test func filesAreBinaryWhereCookiecutterTakesThemForBinary() throws {
    let bytes = try #require(FileManager.default.contents(atPath: CookiecutterCase.folder + "/samples.json"))
    let document = Document(reading: Array(bytes), as: .json)
    guard case .list(let samples)? = document.root?.value else {
      Issue.record("no samples")
      return
    }
    var differences: [String] = []
    for sample in samples {
      guard case .string(let text)? = sample.member("content")?.value, let data = Data(base64Encoded: text),
        case .boolean(let isBinary)? = sample.member("binary")?.value
      else { continue }
      // Whether bytes are really characters of an East Asian encoding isn't known here; see `LegacyEncoding`.
      if BinaryDetection.isBinary(name: Array("f".utf8), content: Array(data)) != isBinary {
        differences.append(String(decoding: data.prefix(40), as: UTF8.self))
      }
    }
    #expect(samples.count == 400)
    #expect(differences == [])
  }

  @Test(arguments: [
    ("*.txt", "a/b.txt", true), ("*.txt", "a.TXT", false), ("a?c", "abc", true), ("a?c", "ac", false),
    ("[a-c]x", "bx", true),
    ("[!a-c]x", "bx", false), ("[]]x", "]x", true), ("[", "[", true), ("[a", "[a", true), ("*", "", true),
    ("a*b*c", "axxbyyc", true),
    ("a*b*c", "axxbyy", false), ("[z-a]", "m", false), ("[a-]", "-", true), ("**/x", "a/x", true), ("**/x", "x", false),
    ("é*", "éa", true), ("?", "é", true), ("a\\*", "a\\b", true), ("[!]", "[!]", true),
  ])
  func patternsAreThoseOfPython(pattern: String, path: String, matches: Bool) {
    #expect(NamePattern(pattern).matches(path) == matches)
  }
}
