import Changes
import Documents
import Foundation
import Testing

@testable import Templates

/// A template, how it is stamped, and what the real cookiecutter made of it.
struct CookiecutterCase: Sendable {
  enum Result: Equatable {
    case project(FileTree, replay: String?)
    /// The name of Python's exception.
    case failure(String)
  }

  let name: String
  let template: FileTree
  /// What is in the output folder before.
  let existing: FileTree
  let given: AnswerMapping
  /// What a person types; nil where nobody is asked.
  let typed: [String]?
  let configuration: String
  /// The values of a replay file.
  let replayed: AnswerMapping?
  let directory: String
  let policy: ExistingPolicy
  let runsHooks: Bool
  /// The kind of our own error, where we differ on purpose.
  let refused: String?
  let result: Result

  init(_ node: Node) {
    name = node.text("name") ?? "?"
    template = CookiecutterCase.tree(node.member("files"))
    existing = CookiecutterCase.tree(node.member("existing"))
    given = CookiecutterCase.mapping(node.member("extra")) ?? AnswerMapping()
    if case .list(let lines)? = node.member("typed")?.value {
      typed = lines.map { AnswerValue($0).text }
    } else {
      typed = nil
    }
    configuration = node.text("config") ?? "{}"
    replayed = CookiecutterCase.mapping(node.member("replay")?.member("cookiecutter"))
    directory = node.text("directory") ?? ""
    policy = ExistingPolicy(entersFolders: node.flag("overwrite"), keepsFiles: node.flag("skip"))
    runsHooks = node.flag("hooks")
    refused = node.text("refused")
    result =
      node.text("error").map { .failure($0) }
      ?? .project(CookiecutterCase.tree(node.member("tree")), replay: node.text("written"))
  }

  private static func mapping(_ node: Node?) -> AnswerMapping? {
    guard let node, case .mapping(let mapping) = AnswerValue(node) else { return nil }
    return mapping
  }

  private static func tree(_ node: Node?) -> FileTree {
    guard case .list(let records)? = node?.value else { return FileTree() }
    var tree = FileTree()
    for record in records {
      let path = TreePath(record.text("path") ?? "?")
      if let target = record.text("link") {
        tree.set(path, .link(target: Array(target.utf8)))
      } else if let mode = record.number("folder") {
        tree.set(path, .folder(permissions: mode))
      } else {
        let content =
          record.text("text").map { Array($0.utf8) }
          ?? Array(Data(base64Encoded: record.text("base64") ?? "") ?? Data())
        tree.setFile(path, content, permissions: record.number("mode") ?? 0)
      }
    }
    return tree
  }

  /// All cases of `cases.json`.
  static let all: [CookiecutterCase] = {
    let file = CookiecutterCase.folder + "/cases.json"
    let document = Document(reading: Array(FileManager.default.contents(atPath: file) ?? Data()), as: .json)
    guard case .list(let nodes)? = document.root?.value else { return [] }
    return nodes.map(CookiecutterCase.init)
  }()

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Cookiecutter").path
}

extension CookiecutterCase: CustomTestStringConvertible {
  var testDescription: String { name }
}

extension Node {
  fileprivate func text(_ key: String) -> String? {
    guard case .string(let text)? = member(key)?.value else { return nil }
    return text
  }

  fileprivate func flag(_ key: String) -> Bool { member(key)?.value == .boolean(true) }

  fileprivate func number(_ key: String) -> UInt16? {
    guard case .number(let text)? = member(key)?.value else { return nil }
    return UInt16(text)
  }
}
