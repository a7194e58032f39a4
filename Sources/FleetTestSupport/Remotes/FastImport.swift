/// The input of `git fast-import` (git-fast-import(1)): commits made without a working tree, all by one program.
struct FastImport {
  /// Seconds since 1970 of a remote's first commit; each later one is a minute younger.
  static let firstDate = 1_700_000_000

  private(set) var bytes: [UInt8] = []

  /// Adds one commit on top of `parent`; `date` is in seconds.
  mutating func commit(
    branch: String, parent: String?, message: String, date: Int, files: [String: FileContent], deleting: [String]
  ) {
    add("commit refs/heads/\(branch)\n")
    add("author A U Thor <author@example.com> \(date) +0000\n")
    add("committer C O Mitter <committer@example.com> \(date) +0000\n")
    data(Array(message.utf8))
    if let parent { add("from \(parent)\n") }
    for path in deleting.sorted() { add("D \(FastImport.quoted(path))\n") }
    for (path, content) in files.sorted(by: { $0.key < $1.key }) {
      let path = FastImport.quoted(path)
      switch content {
      case .file(let bytes): file("100644", path, bytes)
      case .executable(let text): file("100755", path, Array(text.utf8))
      case .link(let target): file("120000", path, Array(target.utf8))
      case .submodule(let commit): add("M 160000 \(commit) \(path)\n")
      }
    }
    add("\n")
  }

  private mutating func file(_ mode: String, _ path: String, _ content: [UInt8]) {
    add("M \(mode) inline \(path)\n")
    data(content)
  }

  private mutating func data(_ content: [UInt8]) {
    add("data \(content.count)\n")
    bytes += content
    add("\n")
  }

  private mutating func add(_ text: String) { bytes += Array(text.utf8) }

  private static func quoted(_ path: String) -> String {
    var text = "\""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: text += String(UnicodeScalar(byte))
      default: text += "\\" + String(0o1000 | Int(byte), radix: 8).dropFirst()
      }
    }
    return text + "\""
  }
}
