import Foundation

// What tests ask a remote.
extension Remote {
  /// The id that a reference or a branch names; nil if there is none.
  public func tip(of reference: String) throws -> String? {
    let name = reference.hasPrefix("refs/") ? reference : "refs/heads/\(reference)"
    let text = try git.run(["for-each-ref", "--format=%(refname) %(objectname)", name], in: path)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == name { return String(words[1]) }
    }
    return nil
  }

  /// Every reference with its id, sorted by name.
  public func references() throws -> [String: String] {
    let lines = try git.run(["for-each-ref", "--format=%(refname) %(objectname)"], in: path).split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: lines.map { line in
        let words = line.split(separator: " ")
        return (String(words[0]), String(words[1]))
      })
  }

  /// A file's text on a branch or in a commit; nil if there is none.
  public func file(_ file: String, on revision: String = "main") throws -> String? {
    let result = try TestProgram.run(
      "git", ["cat-file", "blob", "\(revision):\(file)"], environment: git.environment, folder: path)
    return result.status == 0 ? result.text : nil
  }

  /// The paths of a branch or commit with their modes, `100644 README.md`, in git's order.
  public func paths(on revision: String = "main") throws -> [String] {
    // A line is `mode type id TAB path`.
    try git.run(["ls-tree", "-r", "-z", revision], in: path).split(separator: "\0").map { line in
      "\(line.prefix(6)) \(line.drop { $0 != "\t" }.dropFirst())"
    }
  }

  public func commitCount(on revision: String = "main") throws -> Int {
    Int(try git.run(["rev-list", "--count", revision], in: path)) ?? 0
  }

  /// The whole message of a branch's last commit.
  public func message(on revision: String = "main") throws -> String {
    try git.run(["log", "-1", "--format=%B", revision], in: path)
  }

  /// What `git fsck` finds wrong; empty for a sound repository.
  public func problems() throws -> String {
    let result = try TestProgram.run(
      "git", ["fsck", "--full", "--strict"], environment: git.environment, folder: path)
    return result.status == 0 ? "" : result.text + result.stderr
  }
}

// What tests do to a remote.
extension Remote {
  /// Sets a reference, or deletes it where `id` is nil.
  public func set(_ reference: String, to id: String?) throws {
    let name = reference.hasPrefix("refs/") ? reference : "refs/heads/\(reference)"
    try git.run(id.map { ["update-ref", name, $0] } ?? ["update-ref", "-d", name], in: path)
  }

  public func configure(_ key: String, _ value: String) throws {
    try git.run(["config", key, value], in: path)
  }

  /// Installs a hook; `script` is the body of a shell script.
  public func installHook(_ hook: String, _ script: String) throws {
    // By a program, not by this process: a program that another thread starts meanwhile would inherit the open file, and
    // what is open for writing can't be run.
    try TestProgram.run(
      "/bin/sh", ["-c", "cat > \"$0\" && chmod 755 \"$0\"", "\(path)/hooks/\(hook)"], environment: git.environment,
      input: Array("#!/bin/sh\n\(script)\n".utf8))
  }

  /// Installs a pre-receive hook that says `words` and refuses every push.
  public func refusePushes(saying words: String...) throws {
    try installHook(
      "pre-receive", words.map { "echo '\($0.replacing("'", with: "'\\''"))' >&2" }.joined(separator: "\n") + "\nexit 1"
    )
  }

  /// Writes an object as it is, unchecked, and returns its id.
  public func writeObject(_ type: String, _ content: [UInt8]) throws -> String {
    try git.run(["hash-object", "-w", "--literally", "-t", type, "--stdin"], in: path, input: content)
  }

  /// Replaces the bytes of a loose object by ones that can't be read.
  public func corruptObject(_ id: String) throws {
    let file = "\(path)/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    guard FileManager.default.fileExists(atPath: file) else { throw TestSupportError("\(id) isn't a loose object") }
    chmod(file, 0o644)
    try Data("not an object".utf8).write(to: URL(fileURLWithPath: file))
  }
}
