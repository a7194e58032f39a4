import Changes

/// What the `.gitignore` files of a tree leave out (gitignore(5)): as `git add` would, when nothing is tracked yet.
struct IgnoreRules: Sendable {
  private struct Rule: Sendable {
    let pattern: GitPattern
    let isNegated: Bool
    let isForFoldersOnly: Bool
  }

  /// The later ones count.
  private var rules: [Rule] = []

  /// Reads the files of a rendered project, those of outer folders first.
  init(of tree: RenderedTree) {
    for path in tree.paths.sorted(by: { ($0.parts.count, $0) < ($1.parts.count, $1) })
    where path.name.elementsEqual(".gitignore".utf8) {
      let folder = String(decoding: path.bytes.dropLast(".gitignore".utf8.count), as: UTF8.self)
      let text = String(decoding: tree[path]?.content ?? [], as: UTF8.self)
      for line in text.split(whereSeparator: \.isNewline) { add(line, in: folder) }
    }
  }

  private mutating func add(_ line: Substring, in folder: String) {
    var pattern = line
    while pattern.hasSuffix(" "), !pattern.hasSuffix("\\ ") { pattern.removeLast() }
    guard !pattern.isEmpty, !pattern.hasPrefix("#") else { return }
    let isNegated = pattern.hasPrefix("!")
    if isNegated { pattern.removeFirst() }
    let isForFoldersOnly = pattern.hasSuffix("/")
    if isForFoldersOnly { pattern.removeLast() }
    guard let pattern = GitPattern(pattern, in: folder) else { return }
    rules.append(Rule(pattern: pattern, isNegated: isNegated, isForFoldersOnly: isForFoldersOnly))
  }

  /// Whether a file is left out, by itself or with a folder that it is in.
  func isIgnored(_ path: TreePath) -> Bool {
    guard !rules.isEmpty else { return false }
    for (offset, byte) in path.bytes.enumerated() where byte == UInt8(ascii: "/") {
      if matches(Array(path.bytes[..<offset]), isFolder: true) { return true }
    }
    return matches(path.bytes, isFolder: false)
  }

  private func matches(_ path: [UInt8], isFolder: Bool) -> Bool {
    let rule = rules.last { (isFolder || !$0.isForFoldersOnly) && $0.pattern.matches(path) }
    return rule.map { !$0.isNegated } ?? false
  }
}
