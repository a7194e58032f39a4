import Edits
import Foundation

/// A document of `Tests/EditsTests/Fixtures` and what another program reads from it.
struct Fixture: Sendable {
  let name: String
  let bytes: [UInt8]
  /// Nil for what isn't the format; the files' heads say how it is written.
  let data: String?

  /// Returns the documents of a format, in the file's order.
  static func all(of format: FileFormat) throws -> [Fixture] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures")
    let text = try String(contentsOf: folder.appending(path: "\(format.rawValue).txt"), encoding: .utf8)
    var fixtures: [Fixture] = []
    for part in text.components(separatedBy: "\n=====> ").dropFirst() {
      let isValid = part.contains("\n-----> data\n")
      let halves = part.components(separatedBy: isValid ? "\n-----> data\n" : "\n-----> refused\n")
      guard let name = halves[0].split(separator: "\n", maxSplits: 1).first else { continue }
      let document = String(halves[0].dropFirst(name.count + 1))
      fixtures.append(
        Fixture(
          name: String(name), bytes: bytes(of: document),
          data: isValid ? halves[1].trimmingCharacters(in: .newlines) : nil))
    }
    return fixtures
  }

  /// Returns the bytes that the visible signs of a document stand for.
  private static func bytes(of document: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = (document.hasSuffix("∎") ? String(document.dropLast()) : document + "\n").unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "␣": bytes.append(UInt8(ascii: " "))
      case "»": bytes.append(UInt8(ascii: "\t"))
      case "←": bytes.append(UInt8(ascii: "\r"))
      case "⇔": bytes += [0xEF, 0xBB, 0xBF]
      case "⟪":
        bytes.append(UInt8(String(rest.prefix { $0 != "⟫" }), radix: 16) ?? 0)
        rest = rest.drop { $0 != "⟫" }.dropFirst()
      default: bytes += Array(String(scalar).utf8)
      }
    }
    return bytes
  }

  /// The document and its name for messages.
  var shown: String { "\(name): \(String(decoding: bytes, as: UTF8.self).debugDescription)" }
}
