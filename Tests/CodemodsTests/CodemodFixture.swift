import Changes
import Testing

@testable import Codemods

/// Reads a codemod from text; other texts by name are there for `use`.
func codemod(_ text: String, file: String = "test.json", others: [String: String] = [:]) throws -> Codemod {
  try Codemod.load(Array(text.utf8), from: file) { path in
    guard let other = others[path] else { throw MissingFileError(path: path) }
    return Array(other.utf8)
  }
}

struct MissingFileError: Error, CustomStringConvertible {
  let path: String
  var description: String { "no such file" }
}

/// Wraps steps in a codemod.
func codemodText(steps: String, _ others: String = "") -> String {
  #"{"fleet": 1, "name": "test", \#(others)"steps": [\#(steps)]}"#
}

/// What became of files: their texts, nil for a removed one; or why nothing became of them.
enum Fate: Equatable, CustomStringConvertible {
  case edited([String: String?])
  case unchanged
  case notApplicable(String)
  case refused(String)

  init(_ plan: ChangePlan) {
    switch plan {
    case .edits(let edits), .conflicted(let edits, _):
      var texts: [String: String?] = [:]
      for edit in edits {
        switch edit.action {
        case .write(let bytes, _): texts[edit.path.description] = String(decoding: bytes, as: UTF8.self)
        case .delete: texts[edit.path.description] = .some(nil)
        case .pin(let commit): texts[edit.path.description] = commit
        }
      }
      self = .edited(texts)
    case .unchanged: self = .unchanged
    case .notApplicable(let reason): self = .notApplicable(reason)
    case .refused(let refusal):
      let place = refusal.place.map { "\($0): " } ?? ""
      self = .refused("\(refusal.kind): \(place)\(refusal.message) [\(refusal.step ?? "")]")
    }
  }

  var description: String {
    switch self {
    case .edited(let texts):
      texts.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value ?? "(removed)")" }.joined(separator: "\n")
    case .unchanged: "unchanged"
    case .notApplicable(let reason): "not applicable: \(reason)"
    case .refused(let text): "refused: \(text)"
    }
  }
}

/// Plans a codemod's text for files and returns what becomes of them.
func fate(
  _ text: String, _ files: [String: String], parameters: [String] = [], service: ServiceFacts = .init(name: "billing"),
  others: [String: String] = [:]
) throws -> Fate {
  try fate(text, MemorySnapshot(files), parameters: parameters, service: service, others: others)
}

func fate(
  _ text: String, _ files: MemorySnapshot, parameters: [String] = [],
  service: ServiceFacts = .init(name: "billing"), others: [String: String] = [:]
) throws -> Fate {
  let change = try codemod(text, others: others).change(with: parameters)
  return Fate(try change.plan(files, for: service))
}

/// The same for one or more steps.
func fate(steps: String, _ files: [String: String]) throws -> Fate {
  try fate(codemodText(steps: steps), files)
}
