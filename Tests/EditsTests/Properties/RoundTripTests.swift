import Edits
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: Corpus.all)
  func settingAValueToWhatItIsChangesNothing(corpus: Corpus) throws {
    let leaves = corpus.leaves(in: corpus.bytes)
    #expect(leaves.count >= 5)
    for (path, value) in leaves where value != .null || corpus.format != .ini {
      let request = EditRequest(path: path, operation: .set(value, missing: .fail))
      let result = try FileEditor.edit(corpus.bytes, as: corpus.format, request)
      #expect(result == EditResult(splices: [], matchCount: 1), "\(path.shown)")
    }
  }

  @Test(arguments: Corpus.all)
  func settingAValueAndSettingItBackRestoresTheFile(corpus: Corpus) throws {
    for (path, value) in corpus.leaves(in: corpus.bytes) {
      let other: EditValue = if case .string(let text) = value, !text.isEmpty { "other" } else { 98765 }
      let edited = try set(path, to: other, in: corpus.bytes, corpus.format)
      #expect(edited != corpus.bytes, "\(path.shown)")
      let restored = try set(path, to: value, in: edited, corpus.format)
      // An empty element keeps its two tags, and a time its quotes, once it has had text in it.
      let isKept = value == .string("") && corpus.format == .xml || corpus.format == .toml && path == ["owner", "dob"]
      if !isKept {
        let text = String(decoding: restored, as: UTF8.self)
        #expect(text.debugDescription == corpus.text.debugDescription, "\(path.shown)")
      }
      #expect(try FileEditor.values(in: restored, as: corpus.format, path: path) == [value], "\(path.shown)")
    }
  }

  @Test(arguments: Corpus.all)
  func bytesThatAreNotUtf8Stay(corpus: Corpus) throws {
    let marks: [FileFormat: String] = [
      .python: "# ", .toml: "# ", .ini: "; ", .properties: "# ", .env: "# ", .jsonc: "// ",
    ]
    guard let mark = marks[corpus.format], let leaf = corpus.leaves(in: corpus.bytes).first else { return }
    let ascii = corpus.text.replacing("é", with: "e").replacing("ü 😀", with: "u").replacing("\u{FEFF}", with: "")
      .replacing("coding: utf-8", with: "")
    let bytes = Array("\(mark)caf".utf8) + [0xE9, 0x0A] + Array(ascii.utf8)
    let edited = try set(leaf.path, to: "other", in: bytes, corpus.format)
    #expect(edited.starts(with: Array("\(mark)caf".utf8) + [0xE9, 0x0A]))
    #expect(try FileEditor.values(in: edited, as: corpus.format, path: leaf.path) == ["other"])
  }

  private func set(
    _ path: [PathStep], to value: EditValue, in bytes: [UInt8], _ format: FileFormat
  ) throws -> [UInt8] {
    let request = EditRequest(path: path, operation: .set(value, missing: .fail))
    return applying(try FileEditor.edit(bytes, as: format, request).splices, to: bytes)
  }
}
