import Changes

/// An entry while its sections are gathered.
struct EntryDraft {
  let name: [UInt8]
  private(set) var headers: [Range<Int>] = []
  private(set) var variables: [ConfigVariable] = []
  var isRefused = false

  init(name: [UInt8]) {
    self.name = name
  }

  mutating func add(_ section: ConfigSection, with header: ConfigHeader) {
    headers.append(header.span)
    variables += section.variables.filter(\.isRead)
  }

  /// Returns the first value of a key, as git does when it reads a blob; nil where it has none.
  func value(of key: String) -> [UInt8]? {
    first(key)?.value
  }

  /// Returns where a key's value stands, or the entry if it has no such key.
  func offset(of key: String) -> Int {
    guard let variable = first(key) else { return headers[0].lowerBound }
    return variable.valueSpan?.lowerBound ?? variable.keySpan.lowerBound
  }

  private func first(_ key: String) -> ConfigVariable? {
    variables.first { $0.key.elementsEqual(key.utf8) }
  }

  func entry() -> GitModules.Entry {
    let url = value(of: "url")
    return GitModules.Entry(
      name: ConfigText(bytes: name),
      path: value(of: "path").map { TreePath(bytes: $0) },
      url: url.flatMap { $0.isEmpty ? nil : ConfigText(bytes: $0) },
      branch: value(of: "branch").map { ConfigText(bytes: $0) },
      variables: variables.map {
        GitModules.Variable(
          key: String(decoding: $0.key, as: UTF8.self), value: $0.value.map { ConfigText(bytes: $0) },
          keySpan: $0.keySpan, valueSpan: $0.valueSpan)
      },
      headers: headers, isRefused: isRefused)
  }
}
