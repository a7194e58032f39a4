import Foundation
import FleetTestSupport
import Testing

@testable import Templates

/// Stamped trees are those of the real cookiecutter, byte for byte.
struct CookiecutterTests {
  @Test func thereAreCases() {
    #expect(CookiecutterCase.all.count > 90)
  }

  @Test(arguments: CookiecutterCase.all)
  func aProjectIsWhatCookiecutterMakes(expected: CookiecutterCase) async throws {
    let result: CookiecutterCase.Result
    do {
      result = try await expected.run()
    } catch {
      if let refused = expected.refused {
        #expect((error as? ProjectTemplateError)?.kind.rawValue == refused, "\(error)")
        return
      }
      guard case .failure(let exception) = expected.result else {
        Issue.record("\(error)")
        return
      }
      #expect(kind(of: exception, accepts: error), "\(exception) against \(error)")
      return
    }
    #expect(expected.refused == nil)
    guard case .project(let tree, let replay) = result, case .project(let wanted, let wantedReplay) = expected.result
    else {
      Issue.record("\(expected.result), but it was stamped")
      return
    }
    #expect(difference(tree, wanted) == "")
    if let wantedReplay { #expect(replay == wantedReplay) }
  }

  /// Whether our error is of the kind of Python's exception, as far as those are told apart.
  private func kind(of exception: String, accepts error: any Error) -> Bool {
    guard let error = error as? ProjectTemplateError else { return true }
    switch exception {
    case "UndefinedVariableInTemplate", "UndefinedError": return error.kind == .undefined
    case "TemplateSyntaxError", "TemplateAssertionError", "UnknownExtension", "TemplateNotFound":
      return error.kind == .syntax
    case "RecursionError": return error.kind == .limit
    default: return true
    }
  }

  /// What is different, a line for each path.
  private func difference(_ tree: FileTree, _ wanted: FileTree) -> String {
    var lines: [String] = []
    for path in Set(tree.paths + wanted.paths).sorted() where tree[path] != wanted[path] {
      lines.append("\(path): \(shown(tree[path])) instead of \(shown(wanted[path]))")
    }
    return lines.joined(separator: "\n")
  }

  private func shown(_ entry: FileTree.Entry?) -> String {
    switch entry {
    case .file(let content, let permissions):
      "\(String(permissions, radix: 8)) \(String(decoding: content, as: UTF8.self).debugDescription)"
    case .folder(let permissions): "a folder \(String(permissions ?? 0, radix: 8))"
    case .link: "a link"
    case nil: "nothing"
    }
  }
}
