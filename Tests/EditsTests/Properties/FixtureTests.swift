import Foundation
import Testing

@testable import Edits

/// What holds for every document of the fixtures, each read by another program too.
@Suite struct FixtureTests {
  static let formats: [FileFormat] = [.json, .toml, .yaml]

  @Test(arguments: formats) func thereAreAsManyDocumentsAsASuiteNeeds(format: FileFormat) throws {
    let fixtures = try Fixture.all(of: format)
    #expect(fixtures.filter { $0.data != nil }.count >= 200)
    #expect(fixtures.filter { $0.data == nil }.count >= 60)
    #expect(Set(fixtures.map(\.name)).count == fixtures.count)
  }

  @Test(arguments: formats) func aDocumentHasTheDataThatAnotherProgramReads(format: FileFormat) throws {
    for fixture in try Fixture.all(of: format) {
      guard let wanted = fixture.data else { continue }
      do {
        let documents = try documents(of: fixture.bytes, format)
        if format == .toml {
          #expect(try TomlTestData.isSame(documents[0], as: wanted), "\(fixture.shown): \(documents[0].jsonText)")
        } else {
          #expect(documents.map(\.jsonText).joined(separator: "\n") == wanted, "\(fixture.shown)")
        }
      } catch {
        Issue.record("\(fixture.shown): \(error)")
      }
    }
  }

  @Test(arguments: formats) func whatIsNotTheFormatIsRefused(format: FileFormat) throws {
    for fixture in try Fixture.all(of: format) where fixture.data == nil {
      do throws(EditRefusal) {
        _ = try FileEditor.values(in: fixture.bytes, as: format, path: ["nothing"])
        Issue.record("not refused: \(fixture.shown)")
      } catch {
        #expect([.parse, .ambiguous, .encoding].contains(error.kind), "\(fixture.shown): \(error.message)")
        #expect(error.offset.map { (0...fixture.bytes.count).contains($0) } == true, "\(fixture.shown)")
      }
    }
  }

  @Test(arguments: formats) func settingAValueToWhatItIsWritesNoByte(format: FileFormat) throws {
    var count = 0
    for scalar in try scalars(format) {
      let result = edit(.set(scalar.value, missing: .fail), scalar, format)
      guard case .success(let result) = result else { continue }
      #expect(result == EditResult(splices: [], matchCount: 1), "\(scalar.path.shown) of \(scalar.fixture.shown)")
      count += 1
    }
    #expect(count >= 400)
  }

  /// Restores all but the spelling of the value itself, and that too where the editor would write it so.
  @Test(arguments: formats) func settingAValueAndSettingItBackRestoresTheFile(format: FileFormat) throws {
    var (restored, respelt) = (0, 0)
    for scalar in try scalars(format) {
      let name: Comment = "\(scalar.path.shown) of \(scalar.fixture.shown)"
      let other: EditValue = if case .string = scalar.value { "other" } else { 98765 }
      guard other != scalar.value, case .success(let there) = edit(.set(other, missing: .fail), scalar, format) else {
        continue
      }
      #expect(there.splices.count == 1, name)
      let splice = there.splices[0]
      let edited = applying(there.splices, to: scalar.fixture.bytes)
      guard case .success(let back) = edit(.set(scalar.value, missing: .fail), scalar, format, edited) else {
        // TOML has no way to write what it has no type for, such as a time that was text meanwhile.
        continue
      }
      let result = applying(back.splices, to: edited)
      if result == scalar.fixture.bytes {
        restored += 1
        continue
      }
      respelt += 1
      let before = scalar.fixture.bytes[..<splice.range.lowerBound]
      let after = scalar.fixture.bytes[splice.range.upperBound...]
      #expect(result.starts(with: before) && result.suffix(after.count).elementsEqual(after), name)
      let spelling = String(decoding: scalar.fixture.bytes[splice.range], as: UTF8.self)
      #expect(!FixtureSpelling.isTheEditors(spelling, of: scalar.value, format), name)
      let data = try documents(of: scalar.fixture.bytes, format).map(\.jsonText)
      #expect(try documents(of: result, format).map(\.jsonText) == data, name)
    }
    #expect(restored > 4 * respelt)
  }

  /// Every edit of every place does what it says to the data, or is refused.
  @Test(arguments: formats) func anEditChangesTheDataThatItNamesOrIsRefused(format: FileFormat) throws {
    var (edited, refused) = (0, 0)
    for fixture in try Fixture.all(of: format) where fixture.data != nil {
      for (document, root) in try documents(of: fixture.bytes, format).enumerated() {
        for (path, value) in DataModel.paths(of: root) {
          for (operation, expected) in FixtureEdit.all(at: path, value, in: root) {
            let place = FixturePlace(fixture: fixture, document: document, path: path, value: value)
            let creates = if case .set(_, .create) = operation { true } else { false }
            let target = creates ? path + ["new key"] : path
            switch edit(operation, place.at(target), format) {
            case .failure(let refusal):
              refused += 1
              #expect(
                refusal.kind != .verification && refusal.kind != .parse,
                "\(operation) at \(target.shown) of \(fixture.shown): \(refusal.message)")
            case .success(let result):
              edited += 1
              let bytes = applying(result.splices, to: fixture.bytes)
              let found = try documents(of: bytes, format)[document]
              #expect(
                FixtureEdit.isSame(found, as: expected, format),
                "\(operation) at \(target.shown) of \(fixture.shown) gives \(String(decoding: bytes, as: UTF8.self))")
            }
          }
        }
      }
    }
    #expect(edited > 4 * refused)
  }

  // MARK: Edits

  private func scalars(_ format: FileFormat) throws -> [FixturePlace] {
    try Fixture.all(of: format).filter { $0.data != nil }.flatMap { fixture in
      try documents(of: fixture.bytes, format).enumerated().flatMap { document, root in
        root.leaves(at: []).filter { if case .code = $0.value { false } else { true } }
          .map { FixturePlace(fixture: fixture, document: document, path: $0.path, value: $0.value) }
      }
    }
  }

  private func documents(of bytes: [UInt8], _ format: FileFormat) throws(EditRefusal) -> [EditValue] {
    format == .yaml ? try YamlEditor().data(of: bytes) : try FileEditor.values(in: bytes, as: format, path: [])
  }

  private func edit(
    _ operation: EditRequest.Operation, _ place: FixturePlace, _ format: FileFormat, _ bytes: [UInt8]? = nil
  ) -> Result<EditResult, EditRefusal> {
    let documents: EditRequest.Documents = format == .yaml ? .index(place.document) : .only
    let request = EditRequest(path: place.path, operation: operation, documents: documents)
    return Result { () throws(EditRefusal) in
      try FileEditor.edit(bytes ?? place.fixture.bytes, as: format, request)
    }
  }
}

/// A value in a document of the fixtures.
struct FixturePlace {
  let fixture: Fixture
  let document: Int
  let path: [PathStep]
  let value: EditValue

  func at(_ path: [PathStep]) -> FixturePlace {
    FixturePlace(fixture: fixture, document: document, path: path, value: value)
  }
}
