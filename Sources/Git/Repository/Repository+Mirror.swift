import Foundation

extension Repository {
  /// Makes an empty bare repository at `path`, where nothing may be yet, whose `origin` has a URL without credentials: the
  /// configuration is a file that others may read. `HEAD` names `main`.
  ///
  /// The few files that a repository needs, each written once: libgit2 writes its configuration six times over, with a lock and
  /// a new name each time, and samples that nobody reads. Kind `exists` where something is at `path` already.
  public init(creatingMirror path: String, origin url: String) throws(GitError) {
    let operation = "create \(path)"
    for folder in ["", "/objects", "/objects/info", "/objects/pack", "/refs", "/refs/heads", "/refs/tags"] {
      guard mkdir(path + folder, 0o777) == 0 else { throw Repository.systemError(operation) }
    }
    try Repository.write("ref: refs/heads/main\n", to: path + "/HEAD", operation)
    let lines = [
      "[core]", "\tbare = true", "\trepositoryformatversion = 0", "\tfilemode = true", "[remote \"origin\"]",
      "\turl = \(Repository.quoted(url))", "\tfetch = +refs/*:refs/*", "\tmirror = true", "",
    ]
    var text = lines.joined(separator: "\n")
    try Repository.write(text, to: path + "/config", operation)
    // As git tells a file system that takes both names for one.
    if access(path + "/CoNfIg", F_OK) == 0 {
      text = text.replacing("\tfilemode", with: "\tignorecase = true\n\tfilemode", maxReplacements: 1)
      guard unlink(path + "/config") == 0 else { throw Repository.systemError(operation) }
      try Repository.write(text, to: path + "/config", operation)
    }
    try self.init(openingBare: path)
  }

  /// A value of a configuration file, in quotation marks whatever it holds (git-config(1), "Syntax").
  private static func quoted(_ value: String) -> String {
    var bytes = [UInt8(ascii: "\"")]
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String, _ operation: String) throws(GitError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw systemError(operation) }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw systemError(operation) }
      rest = rest.dropFirst(count)
    }
  }

  private static func systemError(_ operation: String) -> GitError {
    let code = errno
    let message = String(cString: strerror(code)).lowercased()
    return GitError(operation: operation, kind: code == EEXIST ? .exists : .other, message: message)
  }
}
