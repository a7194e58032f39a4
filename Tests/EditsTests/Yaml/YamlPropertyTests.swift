import Testing

@testable import Edits

/// What holds for every value of every valid text.
@Suite struct YamlPropertyTests {
  private struct Scalar {
    let document: Int
    let path: [PathStep]
    let value: EditValue
  }

  private func scalars(of text: String) throws -> [Scalar] {
    var all: [Scalar] = []
    func collect(_ value: EditValue, _ document: Int, _ path: [PathStep]) {
      switch value {
      case .array(let items):
        for (index, item) in items.enumerated() { collect(item, document, path + [.index(index)]) }
      case .object(let members):
        for member in members where !member.key.hasPrefix("? ") {
          collect(member.value, document, path + [.key(member.key)])
        }
      case .code: break
      case .null, .boolean, .number, .string: all.append(Scalar(document: document, path: path, value: value))
      }
    }
    for (document, value) in try YamlEditor().data(of: Array(text.utf8)).enumerated() { collect(value, document, []) }
    return all
  }

  private func apply(_ value: EditValue, to scalar: Scalar, in text: String) throws -> String {
    let bytes = Array(text.utf8)
    let request = EditRequest(
      path: scalar.path, operation: .set(value, missing: .fail), documents: .index(scalar.document))
    let result = try YamlEditor().verifiedSplices(in: bytes, for: request)
    return String(decoding: applying(result.splices, to: bytes), as: UTF8.self)
  }

  @Test(arguments: YamlParserTests.specification + YamlExample.others)
  func settingAValueToWhatItIsWritesNothing(example: YamlExample) throws {
    for scalar in try scalars(of: example.text) {
      #expect(try apply(scalar.value, to: scalar, in: example.text) == example.text)
    }
  }

  @Test(arguments: YamlParserTests.specification + YamlExample.others)
  func settingAStringAndSettingItBackRestoresTheText(example: YamlExample) throws {
    for scalar in try scalars(of: example.text) where try isPlainOnOneLine(scalar, in: example.text) {
      let there = try apply("other", to: scalar, in: example.text)
      #expect(try apply(scalar.value, to: scalar, in: there).utf8.elementsEqual(example.text.utf8))
    }
  }

  /// Whether the scalar is text without quotes, folds, or anything that would have to be quoted now.
  private func isPlainOnOneLine(_ scalar: Scalar, in text: String) throws -> Bool {
    let tree = try YamlParser.parse(Array(text.utf8))
    let locator = YamlLocator(tree: tree, path: scalar.path, followsAliases: false)
    let root = YamlPlace(node: tree.documents[scalar.document].root, parents: [])
    guard case .found(let place)? = try locator.arrivals(from: root).first, case .string(let value) = scalar.value
    else {
      return false
    }
    let node = tree[place.node]
    let writer = YamlScalarWriter(quote: .doubleQuoted, isInFlow: tree.isInFlow(place))
    return node.style == .plain && tree.bytes[node.start..<node.end].elementsEqual(value.utf8)
      && writer.isPlain(Array(value.utf8))
  }
}
