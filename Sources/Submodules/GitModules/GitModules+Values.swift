extension GitModules {
  /// Returns what a key's value should have been, or nil where git understands it; `key` is in lower case.
  static func expectation(ofKey key: String, value: [UInt8]) -> String? {
    let text = String(decoding: value, as: UTF8.self)
    switch key {
    case "ignore": return ["none", "untracked", "dirty", "all"].contains(text) ? nil : "none, untracked, dirty or all"
    // A command is refused besides: see `EntryRules`.
    case "update":
      return ["checkout", "rebase", "merge", "none"].contains(text) ? nil : "checkout, rebase, merge or none"
    case "shallow": return boolean(value) == nil ? "true or false" : nil
    case "fetchrecursesubmodules":
      return text == "on-demand" || boolean(value) != nil ? nil : "true, false or on-demand"
    default: return nil
    }
  }

  /// Returns git's reading of a yes or no: a key without a value is true, an empty value false, a number that isn't 0
  /// true; nil for anything else (git-config(1), "Values").
  static func boolean(_ value: [UInt8]?) -> Bool? {
    guard let value else { return true }
    let text = String(decoding: value.map(\.asciiLowercased), as: UTF8.self)
    switch text {
    case "true", "yes", "on": return true
    case "false", "no", "off", "": return false
    default: return Int32(text).map { $0 != 0 }
    }
  }
}
