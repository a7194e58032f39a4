import Changes

/// Which names, paths and other values of a declaration are refused, whoever wrote them.
enum EntryRules {
  /// What a rule says of a value that it refuses.
  struct Breach: Equatable {
    let code: SubmoduleFinding.Code
    let message: String
  }

  /// Longer names, paths and URLs fit no file system and no program.
  static let lengthLimit = 4096

  /// As git's `check_submodule_name` (CVE-2018-11235), and no control characters.
  static func breach(ofName name: [UInt8]) -> Breach? {
    if name.isEmpty { return Breach(code: .name, message: "the submodule's name is empty") }
    if let breach = breach(ofText: name, called: "name") { return breach }
    // Both separators on every system, so that a name is good everywhere or nowhere.
    let parts = name.split(omittingEmptySubsequences: false) { $0 == .slash || $0 == .backslash }
    if parts.contains(where: { $0.elementsEqual("..".utf8) }) {
      return Breach(code: .name, message: "the name \(shown(name)) has a part .. and leads out of git's folder")
    }
    return nil
  }

  /// As git's `looks_like_command_line_option` (CVE-2018-17456) and `verify_path`, and no control characters.
  static func breach(ofPath path: [UInt8]) -> Breach? {
    if path.isEmpty { return Breach(code: .path, message: "the path is empty") }
    if let breach = breach(ofText: path, called: "path") { return breach }
    func refused(_ reason: String) -> Breach {
      Breach(code: .path, message: "the path \(shown(path)) \(reason)")
    }
    if path.first == UInt8(ascii: "-") { return refused("begins with - and may be read as an option") }
    if path.first == .slash { return refused("is absolute; a path inside the repository was expected") }
    let parts = TreePath(bytes: path).parts
    if parts.contains(where: { $0.elementsEqual("..".utf8) }) {
      return refused("has a part .. and may leave the repository")
    }
    if parts.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) }) {
      return refused("has an empty part or a part . and is no entry of a tree")
    }
    if path.contains(.backslash) { return refused("has a backslash, which separates folders on Windows") }
    if !TreePath(bytes: path).isSafe { return refused("has a part that is or may be read as .git") }
    return nil
  }

  /// What every value has to keep: no control characters, and a length that programs take.
  static func breach(ofText text: [UInt8], called word: String) -> Breach? {
    if text.contains(where: \.isControl) {
      return Breach(code: .controlCharacter, message: "the \(word) \(shown(text)) has a control character")
    }
    if text.count > lengthLimit {
      let message = "the \(word) \(shown(text)) has \(text.count) bytes; at most \(lengthLimit) were expected"
      return Breach(code: .tooLarge, message: message)
    }
    return nil
  }

  /// What a key's value has to keep; `key` is in lower case. Keys that aren't git's have no rule but the one on text.
  static func breach(ofKey key: String, value: [UInt8]) -> Breach? {
    switch key {
    case "path": return breach(ofPath: value)
    case "url": return URLRules.breach(of: value)
    case "update" where value.first == UInt8(ascii: "!"):
      return Breach(code: .command, message: "update = \(shown(value)) is a command, which is never run")
    default: return breach(ofText: value, called: "value of \(key)")
    }
  }
}
