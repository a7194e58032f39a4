import Testing

@testable import Edits

/// Random documents, random edits: the data before and after differs by the edit and by nothing else.
@Suite struct YamlFuzzTests {
  private let editor = YamlEditor()

  /// Every path of a value, with the value there.
  private func paths(of value: EditValue, _ path: [PathStep] = []) -> [(path: [PathStep], value: EditValue)] {
    var all = [(path, value)]
    switch value {
    case .array(let items):
      for (index, item) in items.enumerated() { all += paths(of: item, path + [.index(index)]) }
    case .object(let members):
      for member in members { all += paths(of: member.value, path + [.key(member.key)]) }
    default: break
    }
    return all
  }

  /// Returns the value with what `change` makes of the value at the path; nil removes it.
  private func edited(
    _ value: EditValue, _ path: ArraySlice<PathStep>, _ change: (EditValue.Member) -> EditValue.Member?
  ) -> EditValue {
    guard let step = path.first else { return change(.init(key: "", value: value))?.value ?? .null }
    let rest = path.dropFirst()
    func member(_ member: EditValue.Member) -> EditValue.Member? {
      if rest.isEmpty { return change(member) }
      return EditValue.Member(key: member.key, value: edited(member.value, rest, change))
    }
    switch (step, value) {
    case (.key(let key), .object(let members)):
      return .object(members.compactMap { $0.key == key ? member($0) : $0 })
    case (.index(let index), .array(let items)):
      return .array(
        items.enumerated().compactMap { position, item in
          position == index ? member(.init(key: "", value: item))?.value : item
        })
    default: return value
    }
  }

  private func apply(_ operation: EditRequest.Operation, _ path: [PathStep], _ text: String) throws -> String {
    let bytes = Array(text.utf8)
    let result = try editor.verifiedSplices(in: bytes, for: EditRequest(path: path, operation: operation))
    return String(decoding: applying(result.splices, to: bytes), as: UTF8.self)
  }

  private func data(of text: String) throws -> String { try editor.data(of: Array(text.utf8))[0].jsonText }

  @Test(arguments: 0..<8) func aRandomDocumentHasTheDataThatItWasMadeFrom(seed: UInt64) throws {
    var generator = YamlGenerator(seed: seed)
    for _ in 0..<60 {
      let (text, value) = generator.document()
      #expect(try data(of: text) == value.jsonText, "\(text)")
    }
  }

  @Test(arguments: 100..<108) func aRandomEditChangesOnlyWhatItsPathNames(seed: UInt64) throws {
    var generator = YamlGenerator(seed: seed)
    for _ in 0..<60 {
      let (text, root) = generator.document()
      let all = paths(of: root)
      let (path, old) = all[generator.pick(all.count)]
      let new = generator.value(depth: 2)
      let set = try apply(.set(new, missing: .fail), path, text)
      if old.isSame(as: new, in: .yaml) {
        #expect(set == text)
      } else {
        let expected = edited(root, path[...]) { EditValue.Member(key: $0.key, value: new) }
        #expect(try data(of: set) == expected.jsonText, "\(path.shown) of \(text) to \(new)")
      }
      #expect(try apply(.set(new, missing: .fail), path, set) == set, "\(path.shown) of \(text) to \(new)")
      guard let last = path.last else { continue }
      let deleted = try apply(.delete(missing: .fail), path, text)
      #expect(try data(of: deleted) == edited(root, path[...]) { _ in nil }.jsonText, "\(path.shown) of \(text)")
      if case .key = last {
        let name = generator.key(9)
        let renamed = try apply(.rename(to: name, missing: .fail), path, text)
        let expected = edited(root, path[...]) { EditValue.Member(key: name, value: $0.value) }
        #expect(try data(of: renamed) == expected.jsonText, "\(path.shown) of \(text) to \(name)")
      }
    }
  }

  @Test(arguments: 200..<208) func aRandomAdditionIsTheOnlyDifference(seed: UInt64) throws {
    var generator = YamlGenerator(seed: seed)
    for _ in 0..<60 {
      let (text, root) = generator.document()
      for (path, value) in paths(of: root).shuffled(using: &generator.random).prefix(3) {
        let new = generator.value(depth: 2)
        switch value {
        case .array(let items) where !items.contains { $0.isSame(as: new, in: .yaml) }:
          let expected = edited(root, path[...]) { EditValue.Member(key: $0.key, value: .array(items + [new])) }
          let appended = try apply(.append(new, missing: .fail), path, text)
          #expect(try data(of: appended) == expected.jsonText, "\(path.shown) of \(text) gets \(new)")
        case .object(let members):
          let member = EditValue.Member(key: generator.key(9), value: new)
          let expected = edited(root, path[...]) { EditValue.Member(key: $0.key, value: .object(members + [member])) }
          let created = try apply(.set(new, missing: .create), path + [.key(member.key)], text)
          #expect(try data(of: created) == expected.jsonText, "\(path.shown) of \(text) gets \(member)")
        default: break
        }
      }
    }
  }

  @Test(arguments: 300..<304) func brokenDocumentsAreReadOrRefusedAndNeverCrash(seed: UInt64) {
    var generator = YamlGenerator(seed: seed)
    let signs = Array(" \t\n\r-?:,[]{}#&*!|>'\"%@`a0\\".utf8)
    for _ in 0..<80 {
      var bytes = Array(generator.document().text.utf8)
      for _ in 0...generator.pick(4) {
        let position = generator.pick(bytes.count)
        switch generator.pick(3) {
        case 0: bytes[position] = signs[generator.pick(signs.count)]
        case 1: bytes.insert(signs[generator.pick(signs.count)], at: position)
        default: bytes.removeSubrange(position..<min(bytes.count, position + 1 + generator.pick(5)))
        }
        if bytes.isEmpty { bytes = [0x61] }
      }
      do throws(EditRefusal) {
        let root = try editor.data(of: bytes)[0]
        for (path, _) in paths(of: root).prefix(20) {
          do throws(EditRefusal) {
            let request = EditRequest(path: path, operation: .set("new", missing: .fail), documents: .index(0))
            _ = try editor.verifiedSplices(in: bytes, for: request)
          } catch {
            #expect(error.kind != .verification, "\(path.shown) of \(String(decoding: bytes, as: UTF8.self))")
          }
        }
      } catch {
        #expect(error.kind == .parse || error.kind == .encoding)
        #expect(error.offset.map { (0...bytes.count).contains($0) } == true)
      }
    }
  }
}
