import Clibgit2
import Foundation

/// What `.gitignore` and `.gitattributes` in a working folder say of its files.
struct FolderRules {
  static let attributesName = Array(".gitattributes".utf8)
  static let fileNames = [attributesName, Array(".gitignore".utf8)]

  private let repository: OpaquePointer

  init(repository: OpaquePointer) { self.repository = repository }

  /// The error of a file of rules that nobody can read to its end.
  static func blocked(_ path: [UInt8], _ operation: String) -> GitError {
    GitError(
      operation: operation, kind: .unsupported,
      message: "\(String(decoding: path, as: UTF8.self).printable) is, or leads to, a pipe or a device")
  }

  /// Forgets what was read of the rules' files.
  func reread() { git_attr_cache_flush(repository) }

  /// Whether git ignores a path that it doesn't keep.
  func ignores(_ path: [UInt8], isFolder: Bool) throws(GitError) -> Bool {
    var ignored: Int32 = 0
    let text = cString(path + (isFolder ? [UInt8(ascii: "/")] : []))
    try check("ask what is ignored") { git_ignore_path_is_ignored(&ignored, repository, text) }
    return ignored == 1
  }

  /// Returns what a file of the tree is on disk: line ends and `$Id$`, as its attributes say.
  func onDisk(_ bytes: [UInt8], path: [UInt8], id: ObjectID) throws(GitError) -> [UInt8] {
    try filtered(bytes, path: path, mode: GIT_FILTER_TO_WORKTREE, id: id)
  }

  /// Returns what a file on disk is in a tree.
  func inTree(_ bytes: [UInt8], path: [UInt8]) throws(GitError) -> [UInt8] {
    try filtered(bytes, path: path, mode: GIT_FILTER_TO_ODB, id: nil)
  }

  private func filtered(
    _ bytes: [UInt8], path: [UInt8], mode: git_filter_mode_t, id: ObjectID?
  ) throws(GitError) -> [UInt8] {
    let operation = "apply the attributes of \(String(decoding: path, as: UTF8.self))"
    var blob: OpaquePointer?
    if let id {
      var raw = id.raw
      try check(operation) { git_blob_lookup(&blob, repository, &raw) }
    }
    defer { git_blob_free(blob) }
    var filters: OpaquePointer?
    let text = cString(path)
    try check(operation) {
      git_filter_list_load(&filters, repository, blob, text, mode, GIT_FILTER_ALLOW_UNSAFE.rawValue)
    }
    guard filters != nil else { return bytes }
    defer { git_filter_list_free(filters) }
    var output = git_buf()
    defer { git_buf_dispose(&output) }
    try check(operation) {
      bytes.withUnsafeBytes { bytes in
        git_filter_list_apply_to_buffer(
          &output, filters, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
      }
    }
    return Array(UnsafeRawBufferPointer(start: output.ptr, count: output.size))
  }

  private func cString(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}
