import Clibgit2
import Foundation

/// Whether anything could say that files of a folder are kept otherwise than they are on disk: asking libgit2 that of each
/// file costs more than reading it.
struct FolderAttributes {
  private let repository: OpaquePointer
  private let gitFolder: String

  init(repository: OpaquePointer, gitFolder: String) {
    self.repository = repository
    self.gitFolder = gitFolder
  }

  /// Whether there are attributes outside of the folder, or settings that change files (gitattributes(5)).
  func isThereAnyOutside() throws(GitError) -> Bool {
    if FolderAttributes.isThere("\(gitFolder)/info/attributes") { return true }
    for (level, name) in [(GIT_CONFIG_LEVEL_SYSTEM, "gitattributes"), (GIT_CONFIG_LEVEL_XDG, "attributes")] {
      var folders = git_buf()
      try check("look for attributes") { fleet_search_path(level, &folders) }
      defer { git_buf_dispose(&folders) }
      guard let text = folders.ptr else { continue }
      for folder in String(cString: text).split(separator: ":") where FolderAttributes.isThere("\(folder)/\(name)") {
        return true
      }
    }
    let operation = "read the configuration of \(gitFolder)"
    let config = try make(operation) { git_repository_config(&$0, repository) }
    defer { git_config_free(config) }
    for key in ["core.autocrlf", "core.attributesfile"] {
      var entry: UnsafeMutablePointer<git_config_entry>?
      defer { git_config_entry_free(entry) }
      if try find(operation, { git_config_get_entry(&entry, config, key) }) { return true }
    }
    return false
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }
}
