import Clibgit2
import Foundation

extension GitConfiguration {
  /// Reads the configuration that git has outside any repository: the system's file, the user's two files with what
  /// they include, then `GIT_CONFIG_COUNT` and its keys (git-config(1), FILES and ENVIRONMENT).
  ///
  /// `GIT_CONFIG_SYSTEM`, `GIT_CONFIG_NOSYSTEM` and `GIT_CONFIG_GLOBAL` are honoured. A file that isn't there is left
  /// out; one that can't be read or parsed is an error that names it.
  public init(environment: [String: String]) throws(GitError) {
    LibGit2.start()
    var entries: [Entry] = []
    for file in ConfigurationFiles.paths(environment) { entries += try ConfigurationFiles.entries(of: file) }
    self.init(entries: entries + (try ConfigurationFiles.entries(ofEnvironment: environment)))
  }
}

/// Where git's configuration is, and how it is read.
enum ConfigurationFiles {
  /// The files in the order in which git reads them.
  static func paths(_ environment: [String: String]) -> [String] {
    var paths: [String] = []
    if GitConfiguration.truth(environment["GIT_CONFIG_NOSYSTEM"] ?? "false") != true {
      paths.append(environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig")
    }
    if let global = environment["GIT_CONFIG_GLOBAL"] { return paths + (global.isEmpty ? [] : [global]) }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    let folder = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home.map { "\($0)/.config" }
    if let folder { paths.append("\(folder)/git/config") }
    if let home { paths.append("\(home)/.gitconfig") }
    return paths
  }

  /// Reads one file with what it includes; none where there is no such file.
  static func entries(of path: String) throws(GitError) -> [GitConfiguration.Entry] {
    guard access(path, F_OK) == 0 else { return [] }
    let operation = "read git's configuration \(path)"
    guard access(path, R_OK) == 0 else {
      throw GitError(operation: operation, kind: .other, message: String(cString: strerror(errno)))
    }
    let configuration = try make(operation) { git_config_new(&$0) }
    defer { git_config_free(configuration) }
    try check(operation) { git_config_add_file_ondisk(configuration, path, GIT_CONFIG_LEVEL_GLOBAL, nil, 1) }
    var iterator: OpaquePointer?
    try check(operation) { git_config_iterator_new(&iterator, configuration) }
    defer { git_config_iterator_free(iterator) }
    var entries: [GitConfiguration.Entry] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while try isThere(operation, { git_config_next(&entry, iterator) }), let found = entry?.pointee {
      entries.append(
        GitConfiguration.Entry(key: String(cString: found.name), value: found.value.map { String(cString: $0) }))
    }
    return entries
  }

  private static func isThere(_ operation: String, _ next: () -> Int32) throws(GitError) -> Bool {
    let code = next()
    if code == GIT_ITEROVER.rawValue { return false }
    if code < 0 { throw GitError(operation: operation, code: code) }
    return true
  }

  /// Reads `GIT_CONFIG_COUNT` pairs of `GIT_CONFIG_KEY_n` and `GIT_CONFIG_VALUE_n`.
  static func entries(ofEnvironment environment: [String: String]) throws(GitError) -> [GitConfiguration.Entry] {
    guard let count = environment["GIT_CONFIG_COUNT"], !count.isEmpty else { return [] }
    let operation = "read git's configuration in the environment"
    guard let count = Int(count), (0...10_000).contains(count) else {
      throw GitError(operation: operation, kind: .other, message: "GIT_CONFIG_COUNT isn't a number")
    }
    var entries: [GitConfiguration.Entry] = []
    for number in 0..<count {
      guard let key = environment["GIT_CONFIG_KEY_\(number)"], let value = environment["GIT_CONFIG_VALUE_\(number)"]
      else {
        throw GitError(
          operation: operation, kind: .other,
          message: "GIT_CONFIG_KEY_\(number) or GIT_CONFIG_VALUE_\(number) is missing, and GIT_CONFIG_COUNT is \(count)"
        )
      }
      guard let normalized = normalized(key) else {
        throw GitError(operation: operation, kind: .other, message: "GIT_CONFIG_KEY_\(number) is no key: \(key)")
      }
      entries.append(GitConfiguration.Entry(key: normalized, value: value))
    }
    return entries
  }

  /// Puts a key's section and name in lower case; nil where there is no dot, or nothing on one side of it.
  private static func normalized(_ key: String) -> String? {
    let bytes = Array(key.utf8)
    guard let first = bytes.firstIndex(of: UInt8(ascii: ".")), let last = bytes.lastIndex(of: UInt8(ascii: ".")),
      first > 0, last + 1 < bytes.count
    else { return nil }
    let section = String(decoding: bytes[..<first], as: UTF8.self).lowercased()
    let middle = String(decoding: bytes[first..<last], as: UTF8.self)
    let name = String(decoding: bytes[last...], as: UTF8.self).lowercased()
    return section + middle + name
  }
}
