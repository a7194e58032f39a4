import Changes
import Foundation
import Testing

@testable import Codemods

/// Hundreds of small files and what one codemod makes of each: comments, anchors, encodings, line ends, odd names, and what
/// has to be refused.
@Suite struct CaseTests {
  @Test func everyCaseEndsAsItIsWrittenDown() throws {
    let cases = try Case.all()
    #expect(cases.count >= 400)
    #expect(Set(cases.map(\.name)).count == cases.count)
    for one in cases { #expect(one.fate() == one.expected, "\(one.name): \(one.codemod)") }
  }
}

/// A line of `Cases/cases.jsonl`.
private struct Case {
  let name: String
  let codemod: String
  let expected: Fate
  private let files: [TreePath: (bytes: [UInt8], mode: FileMode)]
  private let parameters: [String]
  private let others: [String: String]

  static func all() throws -> [Case] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/cases.jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      Case(try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]))
    }
  }

  /// How a case may end: with files, or with a word.
  enum Fate: Equatable {
    case files([TreePath: [UInt8]?])
    case word(String)
  }

  private init(_ line: [String: Any]) {
    name = line["name"] as? String ?? ""
    codemod = line["codemod"] as? String ?? ""
    parameters = line["parameters"] as? [String] ?? []
    others = line["others"] as? [String: String] ?? [:]
    var files: [TreePath: (bytes: [UInt8], mode: FileMode)] = [:]
    for (path, content) in line["files"] as? [String: Any] ?? [:] {
      files[TreePath(path)] = (Case.bytes(content) ?? [], .file)
    }
    self.files = files
    if let after = line["after"] as? [String: Any] {
      expected = .files(Dictionary(uniqueKeysWithValues: after.map { (TreePath($0.key), Case.bytes($0.value)) }))
    } else {
      expected = .word(line["result"] as? String ?? "")
    }
  }

  /// A text, or bytes in hexadecimal where they aren't one; nil for a file that is gone.
  private static func bytes(_ content: Any) -> [UInt8]? {
    if let text = content as? String { return Array(text.utf8) }
    guard let digits = (content as? [String: String])?["hex"] else { return nil }
    return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(digits.dropFirst($0).prefix(2), radix: 16) }
  }

  func fate() -> Fate {
    guard let change = try? CodemodsTests.codemod(codemod, others: others).change(with: parameters) else {
      return .word("bad")
    }
    switch try? change.plan(MemorySnapshot(files: files), for: ServiceFacts(name: "svc")) {
    case .edits(let edits)?:
      let written = edits.map { edit -> (TreePath, [UInt8]?) in
        if case .write(let bytes, _) = edit.action { (edit.path, bytes) } else { (edit.path, nil) }
      }
      // A change of a mode alone writes what was there.
      return .files(
        Dictionary(uniqueKeysWithValues: written).filter { path, bytes in bytes == nil || files[path]?.bytes != bytes })
    case .unchanged?: return .word("unchanged")
    case .notApplicable?: return .word("na")
    case .refused(let refusal)?: return .word("refused:\(refusal.kind)")
    case .conflicted?: return .word("conflict")
    case nil: return .word("failed")
    }
  }
}
