import FleetTestSupport
import Testing

@testable import Edits

/// Random edits of damaged documents do to the data what they say and nothing else, or are refused.
@Suite struct ModelFuzzTests {
  /// XML isn't here: an element stands for a list of one too, so that its data has no single shape.
  static let formats: [FileFormat] = [.json, .jsonc, .yaml, .toml, .ini, .properties, .env]

  @Test(arguments: formats) func aRandomEditDoesWhatItSaysOrIsRefused(format: FileFormat) throws {
    var random = SeededGenerator(seed: Damage.seed)
    let documents = try Self.documents(format)
    let rounds = Damage.rounds(1_500)
    var edited = 0
    for _ in 0..<rounds {
      var bytes = documents.randomElement(using: &random) ?? []
      if Int.random(in: 0..<4, using: &random) > 0 { bytes = Damage.done(to: bytes, &random) }
      if try edit(bytes, format, &random) { edited += 1 }
    }
    #expect(edited > rounds / 10)
  }

  private static func documents(_ format: FileFormat) throws -> [[UInt8]] {
    switch format {
    case .json, .yaml, .toml: try Fixture.all(of: format).filter { $0.data != nil }.map(\.bytes)
    case .jsonc: try [Corpus.jsonc.bytes] + Fixture.all(of: .json).filter { $0.data != nil }.map(\.bytes)
    case .ini, .properties, .env, .xml, .python: Corpus.all.filter { $0.format == format }.map(\.bytes)
    }
  }

  /// Makes a random edit; whether it was made.
  private func edit(_ bytes: [UInt8], _ format: FileFormat, _ random: inout SeededGenerator) throws -> Bool {
    guard let roots = try? read(bytes, format), !roots.isEmpty else { return false }
    let document = Int.random(in: 0..<roots.count, using: &random)
    let place = DataModel.paths(of: roots[document]).randomElement(using: &random)
    guard let place, DataModel.isUnique(place.path, in: roots[document]) else { return false }
    let edits = FixtureEdit.all(at: place.path, place.value, in: roots[document])
    guard let (operation, expected) = edits.randomElement(using: &random) else { return false }
    var path = place.path
    if case .set(_, .create) = operation { path.append("new key") }
    let request = EditRequest(
      path: path, operation: operation, documents: format == .yaml ? .index(document) : .only)
    let comment: Comment = "\(request) on \(String(decoding: bytes, as: UTF8.self).debugDescription) \(bytes)"
    let wasText = String(validating: bytes, as: UTF8.self) != nil
    let result: EditResult
    do throws(EditRefusal) { result = try FileEditor.edit(bytes, as: format, request) } catch {
      // Without its only damaged byte a file is UTF-8 again, and the same bytes are other characters.
      #expect(error.kind != .verification || !wasText, "\(error.message): \(comment)")
      return false
    }
    let after = applying(result.splices, to: bytes)
    guard wasText == (String(validating: after, as: UTF8.self) != nil) else { return true }
    var wanted = roots
    wanted[document] = expected
    let found = try read(after, format)
    let isSame = found.count == wanted.count && zip(found, wanted).allSatisfy { FixtureEdit.isSame($0, as: $1, format) }
    #expect(isSame, "\(String(decoding: after, as: UTF8.self).debugDescription): \(comment)")
    return true
  }

  private func read(_ bytes: [UInt8], _ format: FileFormat) throws(EditRefusal) -> [EditValue] {
    format == .yaml ? try YamlEditor().data(of: bytes) : try FileEditor.values(in: bytes, as: format, path: [])
  }
}
