import Changes

/// Edits a `.gitmodules` file and keeps every byte that it doesn't have to change: comments, order, quotes, line ends.
///
/// Every edit is read again before it counts: only what was asked may differ, and nothing in the file may be refused that
/// wasn't before. An edit that fails leaves the bytes as they were.
public struct GitModulesEditor: Sendable {
  /// The file as it is now.
  public private(set) var bytes: [UInt8]

  /// Takes a file, or nothing for a file that isn't there yet; throws where git's parser wouldn't read all of it.
  public init(_ bytes: [UInt8] = []) throws(SubmoduleError) {
    self.bytes = bytes
    _ = try document()
  }

  /// Whether nothing but white space is left, so that the file should go.
  public var isBlank: Bool {
    let text = bytes.starts(with: utf8Mark) ? bytes.dropFirst(utf8Mark.count) : bytes[...]
    return text.allSatisfy(\.isConfigSpace)
  }

  /// Declares a submodule at the end of the file, written as the other entries are.
  public mutating func add(
    name: ConfigText, path: TreePath, url: ConfigText, branch: ConfigText? = nil
  ) throws(SubmoduleError) {
    let operation = "declare the submodule \(shown(name.bytes))"
    if let breach = EntryRules.breach(ofName: name.bytes) { throw SubmoduleError(operation, breach.message) }
    var values: [(key: String, value: [UInt8])] = [("path", path.bytes), ("url", url.bytes)]
    if let branch { values.append(("branch", branch.bytes)) }
    for (key, value) in values { try check(key, value, operation) }
    let old = try document()
    if old.sections.contains(where: { $0.submoduleName == name.bytes }) {
      throw SubmoduleError(operation, "there is a submodule of this name in .gitmodules")
    }
    var outline = ConfigOutline(old)
    outline.sections.append(
      .init(
        name: Array("submodule.".utf8) + name.bytes,
        variables: values.map { .init(key: Array($0.key.utf8), value: $0.value) }
      ))
    let text = ConfigStyle(of: old).section(named: name.bytes, values: values)
    try replace([ConfigSplice(bytes.count..<bytes.count, text)], expecting: outline, operation)
  }

  /// Removes an entry with everything between its header and its last key; comments around it stay.
  public mutating func remove(_ name: ConfigText) throws(SubmoduleError) {
    let operation = "remove the submodule \(shown(name.bytes))"
    let old = try document()
    let indexes = try sections(of: name, in: old, operation)
    var outline = ConfigOutline(old)
    for index in indexes.reversed() { outline.sections.remove(at: index) }
    try replace(indexes.map { ConfigSplice(SectionSpan.removal(of: $0, in: old), []) }, expecting: outline, operation)
  }

  /// Changes where a submodule is cloned from.
  public mutating func setURL(_ url: ConfigText, of name: ConfigText) throws(SubmoduleError) {
    try set("url", to: url, of: name)
  }

  /// Changes where a submodule is in the tree; its name stays, as with `git mv`.
  public mutating func move(_ name: ConfigText, to path: TreePath) throws(SubmoduleError) {
    try set("path", to: ConfigText(bytes: path.bytes), of: name)
  }

  /// Changes the value of a key, or adds the key behind the entry's last one.
  ///
  /// The value stays in quotes if it is in quotes, and a comment behind it stays.
  public mutating func set(_ key: String, to value: ConfigText, of name: ConfigText) throws(SubmoduleError) {
    let operation = "set \(shown(key.utf8)) of the submodule \(shown(name.bytes))"
    guard let first = key.utf8.first, first.isASCIILetter, key.utf8.allSatisfy(\.isConfigKey) else {
      throw SubmoduleError(operation, "a key has letters, digits and - only, and begins with a letter")
    }
    let lowercased = key.lowercased()
    try check(lowercased, value.bytes, operation)
    let old = try document()
    let indexes = try sections(of: name, in: old, operation)
    var outline = ConfigOutline(old)
    if let (section, index) = try place(of: lowercased, in: indexes, of: old, operation) {
      let variable = old.sections[section].variables[index]
      if variable.value == value.bytes { return }
      outline.sections[section].variables[index].value = value.bytes
      try replace(
        [ConfigStyle.splice(replacing: variable, with: value.bytes, in: bytes)], expecting: outline, operation)
    } else if let section = indexes.last {
      outline.sections[section].variables.append(.init(key: Array(lowercased.utf8), value: value.bytes))
      let splice = ConfigStyle(of: old).splice(adding: key, value.bytes, to: old.sections[section])
      try replace([splice], expecting: outline, operation)
    }
  }

  /// Removes a key with its line, the comment behind the value included; nothing happens where there is none.
  public mutating func unset(_ key: String, of name: ConfigText) throws(SubmoduleError) {
    let operation = "unset \(shown(key.utf8)) of the submodule \(shown(name.bytes))"
    let lowercased = key.lowercased()
    if lowercased == "path" || lowercased == "url" {
      throw SubmoduleError(operation, "a submodule needs a path and a URL")
    }
    let old = try document()
    let indexes = try sections(of: name, in: old, operation)
    guard let (section, index) = try place(of: lowercased, in: indexes, of: old, operation) else { return }
    var outline = ConfigOutline(old)
    outline.sections[section].variables.remove(at: index)
    let span = SectionSpan.line(of: old.sections[section].variables[index], in: bytes)
    try replace([ConfigSplice(span, [])], expecting: outline, operation)
  }
}

extension GitModulesEditor {
  private func document() throws(SubmoduleError) -> ConfigDocument {
    let operation = "edit .gitmodules"
    if bytes.count > GitModules.byteLimit {
      throw SubmoduleError(operation, "it has \(bytes.count) bytes; at most \(GitModules.byteLimit) were expected")
    }
    let document = ConfigReader.read(bytes)
    if let problem = document.problems.first {
      let (line, column) = LineMap(bytes).position(at: problem.offset)
      throw SubmoduleError(operation, "line \(line), column \(column): \(problem.message)")
    }
    return document
  }

  private func check(_ key: String, _ value: [UInt8], _ operation: String) throws(SubmoduleError) {
    if key == "url", value.isEmpty { throw SubmoduleError(operation, "the URL is empty") }
    if let breach = EntryRules.breach(ofKey: key, value: value) { throw SubmoduleError(operation, breach.message) }
    if let expected = GitModules.expectation(ofKey: key, value: value) {
      throw SubmoduleError(operation, "\(shown(value)) is no value of \(key); expected \(expected)")
    }
  }

  private func sections(
    of name: ConfigText, in document: ConfigDocument, _ operation: String
  ) throws(SubmoduleError) -> [Int] {
    let indexes = document.sections.indices.filter { document.sections[$0].submoduleName == name.bytes }
    if indexes.isEmpty { throw SubmoduleError(operation, "there is no submodule of this name in .gitmodules") }
    return indexes
  }

  /// Returns the section and the position of a key; nil where there is none.
  private func place(
    of key: String, in indexes: [Int], of document: ConfigDocument, _ operation: String
  ) throws(SubmoduleError) -> (section: Int, index: Int)? {
    var places: [(section: Int, index: Int)] = []
    for section in indexes {
      for (index, variable) in document.sections[section].variables.enumerated()
      where variable.key.elementsEqual(key.utf8) {
        places.append((section, index))
      }
    }
    if places.count > 1 {
      throw SubmoduleError(operation, "it is set more than once; only a person can tell which counts")
    }
    return places.first
  }

  /// Makes the edit if the result reads as expected and refuses nothing that the old file didn't refuse.
  private mutating func replace(
    _ splices: [ConfigSplice], expecting outline: ConfigOutline, _ operation: String
  ) throws(SubmoduleError) {
    let edited = ConfigSplice.applying(splices, to: bytes)
    let document = ConfigReader.read(edited)
    guard document.problems.isEmpty, ConfigOutline(document) == outline else {
      throw SubmoduleError(operation, "the edited file wouldn't say what was asked; nothing was changed")
    }
    if edited.count > GitModules.byteLimit {
      throw SubmoduleError(operation, ".gitmodules would have more than \(GitModules.byteLimit) bytes")
    }
    let known = GitModulesBuilder.refusals(in: ConfigReader.read(bytes))
    if let new = GitModulesBuilder.refusals(in: document).subtracting(known).min() {
      throw SubmoduleError(operation, new)
    }
    bytes = edited
  }
}

extension SubmoduleError {
  fileprivate init(_ operation: String, _ message: String) {
    self.init(operation: operation, message: message)
  }
}
