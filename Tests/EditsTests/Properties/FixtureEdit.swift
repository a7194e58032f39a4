@testable import Edits

/// The edits that are tried at every place of the fixtures, with the data that they come to.
enum FixtureEdit {
  static func all(
    at path: [PathStep], _ value: EditValue, in root: EditValue
  ) -> [(EditRequest.Operation, EditValue)] {
    var edits: [(EditRequest.Operation, EditValue)] = []
    for new: EditValue in ["it's: \"new\" # text", ["k": [1, "two"]]] {
      edits.append((.set(new, missing: .fail), DataModel.edited(root, path[...]) { .init(key: $0.key, value: new) }))
    }
    if let last = path.last {
      edits.append((.delete(missing: .fail), DataModel.edited(root, path[...]) { _ in nil }))
      if case .key = last {
        let renamed = DataModel.edited(root, path[...]) { .init(key: "new name", value: $0.value) }
        edits.append((.rename(to: "new name", missing: .fail), renamed))
      }
    }
    switch value {
    case .array(let items):
      let longer = EditValue.array(items + ["new item"])
      edits.append(
        (.append("new item", missing: .fail), DataModel.edited(root, path[...]) { .init(key: $0.key, value: longer) }))
    case .object(let members):
      let larger = EditValue.object(members + [.init(key: "new key", value: "v")])
      edits.append(
        (.set("v", missing: .create), DataModel.edited(root, path[...]) { .init(key: $0.key, value: larger) }))
    case .null, .boolean, .number, .string, .code: break
    }
    return edits
  }

  /// Whether the data is what was wanted, whatever the order of keys; an emptied table of TOML may be gone.
  static func isSame(_ found: EditValue, as expected: EditValue, _ format: FileFormat) -> Bool {
    if found.isSame(as: expected, in: format) { return true }
    // A damaged file may have keys twice, which `isSame` takes for no value.
    if DataModel.sorted(found).jsonText == DataModel.sorted(expected).jsonText { return true }
    guard format == .toml || format == .ini else { return false }
    return DataModel.withoutEmpty(found).isSame(as: DataModel.withoutEmpty(expected), in: format)
  }
}

/// How the editors spell values.
enum FixtureSpelling {
  /// Whether an editor that has to write the value would write it so.
  static func isTheEditors(_ spelling: String, of value: EditValue, _ format: FileFormat) -> Bool {
    switch value {
    case .null: spelling == "null"
    case .boolean, .number: spelling == value.shown
    case .string(let text):
      switch format {
      case .yaml: spelling == text && YamlScalarWriter(quote: .doubleQuoted, isInFlow: true).isPlain(Array(text.utf8))
      default: spelling == "\"\(text)\"" && !text.contains { $0 == "\\" || $0 == "\t" }
      }
    case .code, .array, .object: false
    }
  }
}
