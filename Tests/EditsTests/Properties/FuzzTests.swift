import Edits
import FleetTestSupport
import Testing

/// Random edits of randomly damaged files: refused, or right.
@Suite struct FuzzTests {
  private static let rounds = Damage.rounds(250)

  @Test(arguments: Corpus.all)
  func anEditIsRefusedOrChangesNoOtherData(corpus: Corpus) throws {
    var random = SeededGenerator(seed: Damage.seed)
    let paths = corpus.leaves(in: corpus.bytes).map(\.path)
    var edited = 0
    for _ in 0..<Self.rounds {
      let bytes = Int.random(in: 0..<3, using: &random) == 0 ? corpus.bytes : Damage.done(to: corpus.bytes, &random)
      var path = paths.randomElement(using: &random) ?? []
      if path.count > 1, Bool.random(using: &random) { path.removeLast() }
      if Int.random(in: 0..<4, using: &random) == 0 { path.append(.key("new key")) }
      let request = EditRequest(path: path, operation: Damage.operation(&random))
      if try check(request, on: bytes, of: corpus) { edited += 1 }
    }
    #expect(edited > Self.rounds / 10)
  }

  /// Makes the edit and compares the scalars at all other paths; whether there was anything to edit.
  private func check(_ request: EditRequest, on bytes: [UInt8], of corpus: Corpus) throws -> Bool {
    let result: EditResult
    do throws(EditRefusal) {
      result = try FileEditor.edit(bytes, as: corpus.format, request)
    } catch {
      return false
    }
    guard !result.splices.isEmpty else { return false }
    let after = applying(result.splices, to: bytes)
    let comment = Comment(rawValue: "\(request) on \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    if case .set(let value, _) = request.operation {
      let values = try FileEditor.values(in: after, as: corpus.format, path: request.path)
      // XML tells neither space around text nor a list of one from its element.
      let isSame = corpus.format == .xml || values.allSatisfy { $0.isSame(as: value, in: corpus.format) }
      #expect(isSame && !values.isEmpty, comment)
      #expect(try FileEditor.edit(after, as: corpus.format, request).splices.isEmpty, comment)
    }
    // A damaged byte that goes may make the file UTF-8 again, so that the same bytes are other characters.
    let wasUtf8 = String(validating: bytes, as: UTF8.self) != nil
    guard wasUtf8 == (String(validating: after, as: UTF8.self) != nil) else { return true }
    // What an index behind a removed or added element means is another element.
    let parent = Array(request.path.dropLast())
    for leaf in corpus.leaves(in: bytes) where !leaf.path.starts(with: parent) || isBeside(leaf.path, request.path) {
      // A key that is there twice has no value of its own, and an expression may hold the edited one.
      let before = try? FileEditor.values(in: bytes, as: corpus.format, path: leaf.path)
      guard before == [leaf.value], !request.path.starts(with: leaf.path) else { continue }
      let found = try FileEditor.values(in: after, as: corpus.format, path: leaf.path)
      #expect(found == [leaf.value], comment)
    }
    return true
  }

  /// Whether a path leads to another key of the mapping that the edited one is in.
  private func isBeside(_ leaf: [PathStep], _ edited: [PathStep]) -> Bool {
    guard let last = edited.last, case .key = last, leaf.count >= edited.count else { return false }
    guard case .key = leaf[edited.count - 1] else { return false }
    return leaf[edited.count - 1] != last && leaf[edited.count - 1] != .key("renamed")
  }
}
