extension GitModules {
  /// Returns what a key's value should have been, or nil where git understands it; `key` is in lower case.
  static func expectation(ofKey key: String, value: [UInt8]) -> String? {
    let text = String(decoding: value, as: UTF8.self)
    switch key {
    case "ignore": return Ignore(rawValue: text) == nil ? "none, untracked, dirty or all" : nil
    case "update": return Update(rawValue: text) == nil ? "checkout, rebase, merge or none" : nil
    case "shallow": return boolean(value) == nil ? "true or false" : nil
    case "fetchrecursesubmodules": return FetchRecursion(value) == nil ? "true, false or on-demand" : nil
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

extension GitModules.FetchRecursion {
  /// Reads the value of `fetchRecurseSubmodules`; nil where git doesn't understand it.
  init?(_ value: [UInt8]?) {
    if value?.elementsEqual("on-demand".utf8) ?? false {
      self = .onDemand
    } else if let isOn = GitModules.boolean(value) {
      self = isOn ? .always : .never
    } else {
      return nil
    }
  }
}
